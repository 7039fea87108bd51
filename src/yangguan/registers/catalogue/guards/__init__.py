"""What no edition may be published with: one module a kind of rule, all faults at once."""
