"""Which case a number means, for a statement that reads more than that."""

# A scalar for the column list of another statement; it gives the parameter `case_number`.
CASE_ID_OF_NUMBER = "(SELECT id FROM cases_case WHERE number = %(case_number)s)"
