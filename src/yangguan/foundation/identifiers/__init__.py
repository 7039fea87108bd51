"""
Numbers and codes that people, organisations, items and cases carry: check, take apart, compose.

Pure functions, one module for each kind. What a person typed is accepted in any spelling that means
the same (full-width digits, lower case, spaces); what is returned has one spelling.
"""
