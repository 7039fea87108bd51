"""
Working days (工作日) as the State Council arranges them, and the time limits counted in them.

`years/` holds one file for each year; `rules.py` counts; `calendar.py` hands out the calendar of
this installation. Legal limits are counted in whole days; when a hall is open on a working day is
the hall's own data and does not move a limit.
"""
