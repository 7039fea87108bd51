"""What is wrong with an identifier, for people and, by `code`, for programs."""


class InvalidIdentifier(ValueError):
    """
    An identifier breaks the rule of its kind.

    `code` is stable and names kind and fault (`citizen_number.check_digit`); `message` tells a
    person what to do. Neither repeats the identifier: both reach logs.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        return type(self), (self.code, self.message)


class InvalidCitizenNumber(InvalidIdentifier):
    """Not a citizen number, residence permit number or foreigner's card number."""


class InvalidCreditCode(InvalidIdentifier):
    """Not a unified social credit code."""


class InvalidItemCode(InvalidIdentifier):
    """Not a code of a service item."""


class InvalidLicenceIdentifier(InvalidIdentifier):
    """Not an identifier of an electronic licence."""


class InvalidProjectCode(InvalidIdentifier):
    """Not a code of an investment project."""


class InvalidCaseNumber(InvalidIdentifier):
    """Not a case number, or parts that make none."""


class InvalidLookupCode(InvalidIdentifier):
    """Not a look-up code."""


class InvalidNumberPattern(InvalidIdentifier):
    """Not a pattern that numbers can be made by."""


class NumberNotComposable(InvalidIdentifier):
    """A pattern that makes no number of these values: one is missing, or serials are used up."""
