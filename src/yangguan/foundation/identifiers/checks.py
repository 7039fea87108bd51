"""Check characters shared by several kinds of identifiers."""

DIGITS_AND_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_VALUES = {character: value for value, character in enumerate(DIGITS_AND_LETTERS)}

# GB/T 2260: the first two digits of every division code; 66 is the Xinjiang corps (兵团), which
# keeps a register of its own.
PROVINCES = frozenset(
    f"{number:02}"
    for area in (
        range(11, 16),
        range(21, 24),
        range(31, 38),
        range(41, 47),
        range(50, 55),
        range(61, 67),
        (71, 81, 82),
    )
    for number in area
)


def mod_37_36(body: str) -> str:
    """
    The check character over digits and capitals. Source: ISO 7064 MOD 37,36 (GB/T 17710).

    Raises `KeyError` for any other character.
    """
    product = 36
    for character in body:
        product = (product + _VALUES[character]) % 36 or 36
        product = product * 2 % 37
    return DIGITS_AND_LETTERS[(37 - product) % 36]


def mod_11_10(digits: str) -> str:
    """The check digit over digits. Source: ISO 7064 MOD 11,10 (GB/T 17710)."""
    product = 10
    for digit in digits:
        product = (product + int(digit)) % 10 or 10
        product = product * 2 % 11
    return str((11 - product) % 10)


def is_digits(text: str) -> bool:
    """Whether the text is made of the ten ASCII digits; `str.isdigit` also takes Arabic ones."""
    return text.isascii() and text.isdigit()
