"""The survey tools whose exports are known, told apart by what the files hold and never by their names."""

from __future__ import annotations

from collections.abc import Sequence

from insight.innspill.formats import Format
from insight.innspill.sheets import Record
from insight.innspill.tools.decidim import DECIDIM
from insight.innspill.tools.google_forms import GOOGLE_FORMS
from insight.innspill.tools.indico import INDICO
from insight.innspill.tools.limesurvey import LIMESURVEY
from insight.innspill.tools.microsoft_forms import MICROSOFT_FORMS
from insight.innspill.tools.miro import STICKY_NOTES
from insight.innspill.tools.nettskjema import NETTSKJEMA
from insight.innspill.tools.padlet import PADLET
from insight.innspill.tools.qualtrics import QUALTRICS
from insight.innspill.tools.surveymonkey import SURVEYMONKEY
from insight.innspill.tools.surveyxact import SURVEYXACT
from insight.innspill.tools.typeform import TYPEFORM

TOOLS = (
    NETTSKJEMA, SURVEYXACT, QUALTRICS, SURVEYMONKEY, LIMESURVEY, MICROSOFT_FORMS, TYPEFORM, INDICO, DECIDIM, PADLET,
    STICKY_NOTES, GOOGLE_FORMS,
)  # fmt: skip
"""In the order they are asked: the most certain fingerprints first."""
TABLE = Format("tabell", fits=lambda records: True, is_survey=False)


def recognize(records: Sequence[Record]) -> Format:
    """The tool that wrote the records; a table of no known tool is TABLE."""
    return next((tool for tool in TOOLS if tool.fits(records)), TABLE)
