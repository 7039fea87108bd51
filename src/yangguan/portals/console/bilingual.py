"""Help in both languages: a paragraph in Chinese, then one in English."""


def in_both(help_text: str | None) -> str:
    """
    Both paragraphs of a command's help in one line, for a list of commands.

    Raises `ValueError` for a help that lacks one of them.
    """
    chinese, english, *_rest = (help_text or "").strip().split("\n\n")
    return f"{' '.join(chinese.split())} {' '.join(english.split())}"
