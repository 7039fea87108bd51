"""`make bench`: how fast the platform is on this machine, beside what the machine itself can do."""
