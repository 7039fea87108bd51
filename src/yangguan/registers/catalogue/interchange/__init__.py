"""
Reading an item from the national interchange JSON (`UP_TASK_GENERAL_*` and its companions).

`read_item` gives the edition's content or every fault at once: a person who sends a file should
not have to send it ten times to learn of ten faults.
"""
