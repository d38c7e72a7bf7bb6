"""The files of the report: their names, the same in every language, and what is said when one cannot be written."""

from __future__ import annotations


def name_workbook(round_number: int) -> str:
    return f"stor-b-runde-{round_number}.xlsx"


def name_overflow(round_number: int) -> str:
    return f"alle-innspill-runde-{round_number}.csv"


def cannot_write(file_name: str) -> str:
    """In bokmål, as all errors are: it is for the one who runs the tool."""
    return f"{file_name}: får ikke skrevet filen. Er den åpen i Excel? Lukk den og prøv igjen."
