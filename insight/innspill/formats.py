"""The survey tools whose exports are known, told apart by their headers and never by the file's name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from insight.errors import ReadError
from insight.innspill.sheets import Sheet, cell_text


@dataclass(frozen=True)
class Format:
    """What a survey tool always writes. Headers are given casefolded; the rest of the columns are questions.

    `started` makes the response number of two forms with the same headers differ. `ours` matches the tool's
    own columns, which are neither questions nor background.
    """

    name: str
    channel: str = "undersøkelse"
    id: tuple[str, ...] = ()
    started: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    ours: re.Pattern[str] = re.compile(r"(?!)")
    is_survey: bool = True


MICROSOFT_FORMS = Format(
    "Microsoft Forms",
    id=("id",),
    started=("starttidspunkt", "start time"),
    answered=("fullføringstidspunkt", "completion time"),
    ours=re.compile(
        r"tidspunkt for siste endring|last modified time|total points|quiz feedback|totalt antall poeng|"
        r"tilbakemelding på test|(?:points|feedback|poeng|tilbakemelding) [-–] .*"
    ),
)
NETTSKJEMA = Format(
    "Nettskjema",
    id=("$submission_id",),
    started=("$created",),
    answered=("$created",),
    ours=re.compile(r"\$.*"),
)
TABLE = Format("tabell", is_survey=False)


def recognize_format(sheet: Sheet, source: str) -> Format:
    """The tool that wrote `sheet`. Raises ReadError for exports with more than one row of headers."""
    headers = {header.casefold() for header in sheet.headers}
    if "$submission_id" in headers:
        return NETTSKJEMA
    if headers & set(MICROSOFT_FORMS.started) and headers & set(MICROSOFT_FORMS.answered):
        return MICROSOFT_FORMS
    _refuse_double_headers(sheet, source)
    return TABLE


def _refuse_double_headers(sheet: Sheet, source: str) -> None:
    """Qualtrics writes three rows of headers, SurveyMonkey two; as answers they would be nobody's voices."""
    for row, cells in sheet.rows[:2]:
        texts = [cell_text(cell) for cell in cells]
        if any(text.startswith('{"ImportId"') for text in texts):
            raise ReadError(
                f"{source}: er en eksport fra Qualtrics med tre rader overskrifter. "
                f"Behold raden med spørsmålene, slett de to andre (blant rad 1 til {row}), og prøv igjen."
            )
        if not texts[0].strip() and {"Response", "Open-Ended Response", "Svar", "Åpent svar"} & set(texts):
            raise ReadError(
                f"{source}: er en eksport fra SurveyMonkey med to rader overskrifter. "
                f"Skriv spørsmålene i rad 1 helt ut, slett rad {row}, og prøv igjen."
            )
