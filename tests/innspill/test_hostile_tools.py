"""Bad code books and SPSS files, and damaged exports of each survey tool."""

import json

import pandas as pd
import pytest

from tests.innspill.hostile import TABLE, WORDS, Case, assert_survived, hear, parameters, refuse, rows_of, survive
from tests.innspill.test_nettskjema import ELEMENTS, HEADERS
from tests.innspill.test_nettskjema import ROWS as ANSWERS
from tests.innspill.test_tools import QUALTRICS_NAMES, QUALTRICS_ROWS, QUALTRICS_TEXTS, SURVEYMONKEY, import_ids

BOOK = json.dumps(ELEMENTS)
EXPORT = rows_of(HEADERS, *ANSWERS)
ASKED = ("Lys i bakken", "Ved sjøen", "Buss om kvelden")


def with_book(book, *heard, **settings):
    """The answers of a form beside a code book that is broken, strange or another form's."""
    told = {"only": False, "heard": heard or ("Lys i bakken", "Buss om kvelden"), "source": "kodebok.json", **settings}
    return Case({"svar.csv": EXPORT, "kodebok.json": book}, **told)


def edit(**changes):
    return json.dumps([{**element, **changes} for element in ELEMENTS])


CODEBOOKS = {
    "the code book": with_book(BOOK, note=("brukt til spørsmålstekster",)),
    "a code book in utf-16": refuse(BOOK.encode("utf-16"), "ikke gyldig JSON", name="kodebok.json"),
    "a code book with a mark": with_book(b"\xef\xbb\xbf" + BOOK.encode()),
    "a code book cut": refuse(BOOK[:500], name="kodebok.json"),
    "a code book that is no text": refuse(b"\x89PNG\r\n\x1a\n" + bytes(300), name="kodebok.json"),
    "lists in lists without end": refuse("[" * 100_000, name="kodebok.json"),
    "closed lists in lists without end": survive("[" * 100_000 + "]" * 100_000, name="kodebok.json"),
    "a number of a hundred thousand digits": survive('[{"elementType": ' + "9" * 100_000 + "}]", name="kodebok.json"),
    "numbers that are none": survive(
        '[{"elementType": NaN, "text": Infinity, "answerOptions": -Infinity}]', name="kodebok.json"
    ),
    "a bare string": survive('"hei"', name="kodebok.json"),
    "a bare number": survive("1e999", name="kodebok.json"),
    "nothing": survive("null", name="kodebok.json"),
    "an empty list": survive("[]", name="kodebok.json"),
    "keys twice": survive('{"elements": [], "elements": {}}', name="kodebok.json"),
    "half letters": with_book(edit(text="Hva \ud800 savner du?")),
    "texts that are numbers": with_book(edit(text=7)),
    "texts that are lists": with_book(edit(text=[["x"]])),
    "codes that are lists": with_book(edit(externalElementId=["x"])),
    "codes that are nothing": with_book(edit(externalElementId=None)),
    "options that are words": with_book(edit(answerOptions="alle")),
    "options of nothing": with_book(edit(answerOptions=[None, 1, "x", []])),
    "options with codes that are lists": with_book(edit(answerOptions=[{"externalAnswerOptionId": {}, "text": {}}])),
    "rows that are a number": with_book(edit(subElements=3)),
    "kinds nobody knows": with_book(edit(elementType="HOLOGRAM")),
    "kinds that are lists": with_book(edit(elementType=["RADIO"])),
    "every question with the same code": with_book(edit(externalElementId="savn")),
    "the code book of another form": with_book(
        json.dumps([{**e, "externalElementId": f"annen{n}"} for n, e in enumerate(ELEMENTS)])
    ),
    "a text of markup": with_book(edit(text="<script>" * 10_000)),
    "a text of a hundred thousand characters": with_book(edit(text="Hva savner du " * 7_000)),
}


def sav(folder):
    import pyreadstat

    path = folder / "svar.sav"
    pyreadstat.write_sav(
        pd.DataFrame({"nr": [1.0, 2.0, 3.0], "savn": list(WORDS)}), path, column_labels={"savn": "Hva trenger du?"}
    )
    return path


def damaged_sav(change):
    def lay(folder):
        path = sav(folder)
        path.write_bytes(change(path.read_bytes()))

    return Case(either=True, source="svar.sav", lay=lay, slow=True)


SPSS = {
    "an SPSS file": Case(heard=WORDS, source="svar.sav", lay=sav),
    "an SPSS file of its first signs": refuse(b"$FL2", "SPSS-filen er ødelagt", name="svar.sav", slow=True),
    "a packed SPSS file of its first signs": refuse(
        b"$FL3" + bytes(200), "SPSS-filen er ødelagt", name="svar.zsav", slow=True
    ),
    "a text called .sav": refuse(TABLE, "er ikke en SPSS-fil", name="svar.sav"),
    "an SPSS file called .csv": Case(
        heard=WORDS, source="svar.csv", lay=lambda folder: sav(folder).rename(folder / "svar.csv"), slow=True
    ),
    **{
        f"an SPSS file cut after {share} %": damaged_sav(lambda held, share=share: held[: len(held) * share // 100])
        for share in (20, 60, 95)
    },
    **{
        f"an SPSS file with bytes turned from {at}": damaged_sav(
            lambda held, at=at: held[:at] + bytes(b ^ 0xFF for b in held[at : at + 8]) + held[at + 8 :]
        )
        for at in (64, 72, 80, 176, 200, 400)
    },
}


def qualtrics(*headers, rows=QUALTRICS_ROWS):
    return rows_of(*headers, *rows, delimiter=",").replace("bare, ", "bare ")


QUALTRICS_SAID = ("En buss som går om kvelden også", "Trygg vei til skolen for barna mine")
MONKEY_ROW = [
    "114000001",
    "99",
    "2026-02-03 10:00:00",
    "2026-02-03 10:15:00",
    "192.0.2.1",
    "",
    "",
    "",
    "",
    "Biblioteket",
    "",
    "",
    "Buss om kvelden til byen",
    "4",
    "3",
    "",
    "",
]
LIME = [
    "id. Svar-ID",
    "submitdate. Date submitted",
    "lastpage. Last page",
    "Q1[SQ001]. Hva bruker du? [Buss]",
    "Q1[SQ002]. Hva bruker du? [Tog]",
    "Q2. Hva trenger du?",
]
LIME_ROW = ["1", "2026-02-03 10:00:00", "3", "Ja", "", "Trygg vei til skolen for alle"]
FORMS = ["ID", "Starttidspunkt", "Fullføringstidspunkt", "E-postadresse", "Navn", "Hva trenger du?"]


def forms(*rows, headers=FORMS):
    return rows_of(headers, *rows)


def form(number, text, day=3):
    return [str(number), f"{day:02}.02.2026 10:00:00", f"{day:02}.02.2026 10:05:00", "anonymous", "", text]


TOOLS = {
    "Qualtrics with a broken row of ids": hear(
        qualtrics(QUALTRICS_NAMES, QUALTRICS_TEXTS, ['{"ImportId":"', *import_ids(QUALTRICS_NAMES)[1:]]).replace(
            '"', ""
        ),
        *QUALTRICS_SAID,
        only=False,
    ),
    "Qualtrics with ids for half": hear(
        qualtrics(QUALTRICS_NAMES, QUALTRICS_TEXTS, [*import_ids(QUALTRICS_NAMES)[:9], *[""] * 12]).replace('"', "'"),
        *QUALTRICS_SAID,
        only=False,
    ),
    "Qualtrics without its texts": hear(qualtrics(QUALTRICS_NAMES), *QUALTRICS_SAID, only=False),
    "Qualtrics with headers and no answers": Case(
        {"svar.csv": qualtrics(QUALTRICS_NAMES, QUALTRICS_TEXTS, rows=())}, source="svar.csv"
    ),
    "Qualtrics with its second row twice": hear(
        qualtrics(QUALTRICS_NAMES, QUALTRICS_TEXTS, QUALTRICS_TEXTS), *QUALTRICS_SAID, only=False
    ),
    "SurveyMonkey without its second row": hear(
        rows_of(SURVEYMONKEY[0], MONKEY_ROW), "Buss om kvelden til byen", only=False
    ),
    "SurveyMonkey with a short second row": survive(rows_of(SURVEYMONKEY[0], SURVEYMONKEY[1][:5], MONKEY_ROW)),
    "SurveyMonkey with its headers alone": Case({"svar.csv": rows_of(*SURVEYMONKEY)}, source="svar.csv"),
    "SurveyMonkey with its second row twice": hear(
        rows_of(*SURVEYMONKEY, SURVEYMONKEY[1], MONKEY_ROW), "Buss om kvelden til byen", only=False
    ),
    "LimeSurvey with a code twice": hear(
        rows_of([*LIME, "Q2. Hva trenger du?"], [*LIME_ROW, "Buss om kvelden til byen"]),
        LIME_ROW[-1],
        "Buss om kvelden til byen",
        only=False,
    ),
    "LimeSurvey with brackets never closed": hear(
        rows_of([head.replace("]", "") for head in LIME], LIME_ROW), LIME_ROW[-1], only=False
    ),
    "LimeSurvey with codes alone": hear(
        rows_of(
            ["id", "submitdate", "lastpage", "startlanguage", "Q2"],
            ["1", "2026-02-03 10:00:00", "3", "nb", LIME_ROW[-1]],
        ),
        LIME_ROW[-1],
        only=False,
    ),
    "LimeSurvey with nothing sent": Case(
        {"svar.csv": rows_of(LIME, ["1", "", "1", "", "", LIME_ROW[-1]])}, source="svar.csv"
    ),
    "Nettskjema without a code book": hear(EXPORT, "Lys i bakken", "Buss om kvelden", only=False),
    "Nettskjema with a number twice": hear(
        rows_of(HEADERS, ANSWERS[0], [ANSWERS[0][0], *ANSWERS[2][1:]]), only=False, heard=()
    ),
    "Nettskjema without numbers": hear(
        rows_of(HEADERS, *[["", *row[1:]] for row in ANSWERS]), "Lys i bakken", "Buss om kvelden", only=False
    ),
    "Nettskjema with its headers in half": survive(rows_of(HEADERS[:6], *[row[:6] for row in ANSWERS])),
    "Forms with a mark and hard blanks": hear(
        "\ufeff" + forms(form(1, WORDS[0]), form(2, WORDS[1])).replace("Hva ", "Hva\u00a0"), *WORDS[:2]
    ),
    "Forms with letters for numbers": hear(
        forms(["x", *form(1, WORDS[0])[1:]], ["y", *form(2, WORDS[1])[1:]]), *WORDS[:2]
    ),
    "Forms with times of another order": hear(
        forms(
            ["1", "2/30/26 10:00:00", "2/31/26 25:99:00", "", "", WORDS[0]], ["2", "13/13/26", "x", "", "", WORDS[1]]
        ),
        *WORDS[:2],
    ),
    "Forms without a question": refuse(
        rows_of(FORMS[:5], form(1, "")[:5], form(2, "")[:5]), "fant ingen kolonne med fritekst"
    ),
    "Forms with another language in each header": hear(
        forms(form(1, WORDS[0]), headers=["Id", "Start time", "Completion time", "Email", "Name", "Hva trenger du?"]),
        WORDS[0],
    ),
    "Typeform with half of its headers": survive(
        rows_of(["#", "Hva trenger du?", "Submit Date (UTC)"], ["a1", WORDS[0], "2026-02-03 10:00:00"])
    ),
    "Google with its header alone": Case(
        {"svar.csv": "Tidsmerke,Hva trenger du?\n"}, source="svar.csv", note=("ingen svar",)
    ),
    "Decidim with languages that are empty": survive(
        rows_of(
            ["id", "reference", "title/nb", "title/en", "body/nb", "body/en"],
            ["1", "x-1", "", "", "", ""],
            ["2", "x-2", "", "Road", "", "Safe road"],
        )
    ),
    "Decidim with votes that are words": survive(
        rows_of(["id", "reference", "title", "body", "supports"], ["1", "x-1", "Vei", "Trygg vei til skolen", "mange"])
    ),
    "a board with votes beyond all numbers": hear(
        rows_of(
            ["Ramme", "Lapp", "Stemmer"],
            ["Trafikk", WORDS[0], "9" * 40],
            ["Trafikk", WORDS[1], "-5"],
            ["Trafikk", WORDS[2], "1,5e9"],
        ),
        *WORDS,
    ),
    "SurveyXact with labels of nothing": survive(
        rows_of(
            ["respondentid", "s_1", "statoverall_1", "statoverall_2", "statoverall_3"], ["1", WORDS[0], "x", "", "7"]
        )
    ),
    "two exports that say different things": Case(
        {
            "a.csv": forms(form(1, WORDS[0]), form(2, WORDS[1]), form(3, WORDS[2])),
            "b.csv": forms(form(1, "Noe helt annet enn før"), form(2, WORDS[1]), form(3, WORDS[2])),
        },
        heard=(WORDS[1], WORDS[2], "Noe helt annet enn før"),
        only=False,
        source="a.csv",
    ),
    "three exports where each lacks one": Case(
        {
            f"{name}.csv": forms(*[form(number, WORDS[number - 1]) for number in (1, 2, 3) if number != gone])
            for name, gone in (("a", 1), ("b", 2), ("c", 3))
        },
        heard=(),
        only=False,
        source="a.csv",
    ),
    "the same numbers in two forms": Case(
        {
            "a.csv": forms(form(1, WORDS[0]), form(2, WORDS[1])),
            "b.csv": forms(
                form(1, "Lys i gata hos oss", 9),
                form(2, "Benk ved elva her", 9),
                headers=[*FORMS[:5], "Hva savner du?"],
            ),
        },
        heard=(*WORDS[:2], "Lys i gata hos oss", "Benk ved elva her"),
        source="a.csv",
    ),
}


@pytest.mark.parametrize("case", parameters(CODEBOOKS, SPSS, TOOLS))
def test_a_bad_export_is_a_clear_fault_or_read_with_every_good_row(case, tmp_path):
    assert_survived(case, tmp_path)
