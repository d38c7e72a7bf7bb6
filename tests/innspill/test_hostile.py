"""Bad text files: encodings, signs, rows that do not add up, and answers that look like something else."""

import gzip
import unicodedata

import pytest

from tests.innspill.hostile import (
    TABLE,
    WORDS,
    Case,
    assert_survived,
    hear,
    parameters,
    refuse,
    rows_of,
    survive,
    table,
)

OTHER = ("Gang- og sykkelvei langs fylkesveien", "Svømmehall som er åpen om morgenen")
MANY = [f"Ønske nummer {number} om en tryggere skolevei" for number in range(40)]
PADDED = [f"{number};{text}" for number, text in enumerate(MANY, start=11)]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
PAGE = "<!DOCTYPE html>\n<html><head><title>Logg inn</title></head>\n<body>\n" + (
    "<p>Økten din er utløpt, og du må logge inn på nytt for å hente svarene.</p>\n" * 8
)


def encoded(*names):
    return {f"encoding {name}": hear(TABLE.encode(name)) for name in names}


def wide(n_columns):
    """A table with that many columns beside the one that is heard."""
    return rows_of(
        ["nr", "Hva trenger du?", *[f"k{n}" for n in range(n_columns)]],
        *[[str(n), text, *["1"] * n_columns] for n, text in enumerate(WORDS)],
    )


def lines(*rows, head="nr;Hva trenger du?"):
    return "\n".join([head, *rows]) + "\n"


ENCODINGS = {
    **encoded("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "mac_roman"),
    **encoded("cp850", "cp865"),
    "utf-16-be with its mark": hear(b"\xfe\xff" + TABLE.encode("utf-16-be")),
    "utf-32-be with its mark": hear(b"\x00\x00\xfe\xff" + TABLE.encode("utf-32-be")),
    "utf-8 with two marks": hear(b"\xef\xbb\xbf\xef\xbb\xbf" + TABLE.encode()),
    "the mark of utf-8 on cp1252": hear(b"\xef\xbb\xbf" + TABLE.encode("cp1252")),
    "the mark of utf-16 on utf-8": survive(b"\xff\xfe" + TABLE.encode(), heard=WORDS),
    "utf-32 without a mark": hear(TABLE.encode("utf-32-le"), note=("nulltegn",)),
    "cp1251": survive("nr;Что?\n1;Безопасная дорога в школу\n".encode("cp1251")),
    "iso-8859-2": survive("nr;Czego?\n1;Bezpieczna droga do szkoły przez żółty most\n".encode("iso-8859-2")),
    "shift-jis": survive("nr;何が必要ですか\n1;学校への安全な道\n".encode("shift-jis")),
    "ebcdic": refuse(TABLE.encode("cp500")),
    "cut in the midst of a letter": refuse(
        TABLE.encode()[: TABLE.encode().rfind("ø".encode()) + 1], "delvis lastet ned"
    ),
    "utf-16 cut in the midst of a letter": refuse(TABLE.encode("utf-16")[:-1], "delvis lastet ned"),
    "utf-32 cut in the midst of a letter": refuse(TABLE.encode("utf-32")[:-2], "delvis lastet ned"),
    "a mark and no more": refuse(b"\xef\xbb\xbf", "tom"),
    "a mark of utf-16 and no more": refuse(b"\xff\xfe", "tom"),
    "nulls in the text": hear(TABLE.replace(" ", " \0"), note=("nulltegn er tatt bort",)),
    "a tail of nulls": hear(TABLE + "\0" * 500, note=("nulltegn",)),
    "nothing but nulls": refuse(b"\0" * 4096),
    "utf-8 and cp1252 by lines": hear(
        b"\n".join(line.encode("cp1252" if place % 2 else "utf-8") for place, line in enumerate(TABLE.split("\n")))
    ),
    "utf-8 and cp1252 in one line": hear(
        lines("11;Øst").encode() + "12;på Ås ".encode("cp1252") + "og på Øvrebø\n".encode(), "Øst", "på Ås og på Øvrebø"
    ),
    "mojibake": hear(TABLE.encode().decode("cp1252").encode(), note=("feil tegnsett og er rettet",)),
    "mojibake twice": hear(
        TABLE.encode().decode("cp1252").encode().decode("cp1252").encode(), note=("feil tegnsett og er rettet",)
    ),
    "letters that are lost": hear(
        table("Gl?tte veier p? sk?len", "L?s i sk?gen v?r"), "Gl?tte veier p? sk?len", "L?s i sk?gen v?r"
    ),
    "signs of replacement": hear(
        TABLE.replace("ø", "\ufffd"), *[text.replace("ø", "\ufffd") for text in WORDS], note=("\ufffd",)
    ),
    "half letters in utf-8": hear(
        lines("11;Mer lys \ud800 i gata", "12;Buss om kvelden").encode("utf-8", "surrogatepass"),
        "Mer lys \ufffd i gata",
        "Buss om kvelden",
    ),
    "emoji in two halves": hear(
        lines("11;Mer lys \ud83d\ude80 i gata", "12;Buss om kvelden").encode("utf-8", "surrogatepass"),
        "Mer lys 🚀 i gata",
        "Buss om kvelden",
    ),
    "half letters in utf-16": hear(
        lines("11;Mer lys \ud800 i gata", "12;Buss om kvelden").encode("utf-16", "surrogatepass"),
        "Mer lys \ufffd i gata",
        "Buss om kvelden",
    ),
    "a tail of end-of-file": hear(TABLE + "\x1a"),
    "utf-16 after utf-8": hear(
        TABLE.encode() + TABLE.replace("1", "2").encode("utf-16-le"), only=False, note=("nulltegn",)
    ),
}

SIGNS = {
    "control characters": hear(
        table("Mer\x01 lys\x02 i\x03 gata", "Buss \x1b[31mom kvelden"), "Mer lys i gata", "Buss [31mom kvelden"
    ),
    "marks that turn the direction": hear(
        table("Mer \u202elys\u202c i gata", "\u2067Buss\u2069 om kvelden"), "Mer lys i gata", "Buss om kvelden"
    ),
    "zero width": hear(
        table("Mer\u200b lys\u200d i\u2060 ga\u00adta", "Buss\ufeff om kvelden"), "Mer lys i gata", "Buss om kvelden"
    ),
    "zero width and no more": hear(
        table("\u200b\u200b\u2060", "Buss om kvelden", "Lys i gata hos oss"), "Buss om kvelden", "Lys i gata hos oss"
    ),
    "tags that cannot be seen": hear(
        table("Lys" + "".join(chr(0xE0000 + ord(c)) for c in "skjult ordre") + " i gata", "Buss om kvelden"),
        "Lys i gata",
        "Buss om kvelden",
    ),
    "hard blanks": hear(TABLE.replace(" ", "\u00a0")),
    "separators of lines and paragraphs": hear(
        table("Mer lys\u2028i gata", "Buss\u2029om kvelden", "Benk\x0bved elva", "Vann\x85i parken", "Gjerde\x0crundt"),
        "Mer lys\ni gata",
        "Buss\nom kvelden",
        "Benk\nved elva",
        "Vann\ni parken",
        "Gjerde\nrundt",
    ),
    "composed otherwise": hear(unicodedata.normalize("NFD", TABLE)),
    "a tower of accents": hear(
        table("Lys" + "\u0301" * 5_000 + " i gata hos oss", "Buss om kvelden"),
        unicodedata.normalize("NFC", "Lys" + "\u0301" * 5_000 + " i gata hos oss"),
        "Buss om kvelden",
    ),
    "no characters": hear(table("Lys \ufffe\uffff i gata", "Buss om kvelden"), "Lys i gata", "Buss om kvelden"),
    "markup": hear(
        table("<script>alert('x')</script>Lys i gata", "<b>Buss</b> om<br>kvelden", "3 < 5 og 7 > 5 her"),
        "alert('x')Lys i gata",
        "Buss om\nkvelden",
        "3 < 5 og 7 > 5 her",
    ),
    "markup folded many times": hear(
        table("Lys &amp;lt;b&amp;gt;her&amp;lt;/b&amp;gt; hos oss", "Buss om kvelden"),
        "Lys her hos oss",
        "Buss om kvelden",
    ),
    "formulas": hear(
        table(
            "=1+1 er alt jeg ber om",
            "+47 meter gangvei til",
            "@SUM(A1:A9) av alle ønsker",
            "=cmd|' /C calc'!A0 er farlig",
        ),
        "=1+1 er alt jeg ber om",
        "+47 meter gangvei til",
        "@SUM(A1:A9) av alle ønsker",
        "=cmd|' /C calc'!A0 er farlig",
    ),
    "a formula for a header": hear(table(*WORDS, question="=HYPERLINK(A1)?")),
    "a header with signs nobody sees": hear(table(*WORDS, question="Hva\u200b trenger\u202e du?")),
    "a header of a million characters": survive(table(*WORDS, question="Hva trenger du " * 70_000 + "?"), slow=True),
}

NOT_TEXT = {
    "a picture": refuse(PNG, "et bilde"),
    "a photograph": refuse(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4, "et bilde"),
    "a pdf": refuse(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"1 0 obj\n<<>>\nendobj\n" * 20, "en PDF"),
    "packed with gzip": refuse(gzip.compress(TABLE.encode()), "en pakket fil"),
    "packed with 7z": refuse(b"7z\xbc\xaf\x27\x1c" + bytes(200), "er ikke en tekstfil"),
    "packed with rar": refuse(b"Rar!\x1a\x07\x01\x00" + bytes(200), "en pakket fil"),
    "a program": refuse(b"MZ\x90\x00" + bytes(range(256)) * 8, "er ikke en tekstfil"),
    "a database": refuse(b"SQLite format 3\x00" + bytes(range(256)) * 8, "er ikke en tekstfil"),
    "answers as JSON": survive('[{"nr": 1, "svar": "Trygg vei"}]', name="svar.csv"),
    "answers as XML": refuse('<?xml version="1.0"?><svar><s>Trygg vei til skolen</s></svar>'),
    "noise": refuse(bytes((number * 7919 + number // 3) % 256 for number in range(5_000)), "er ikke en tekstfil"),
    "a page that asks to log in": refuse(PAGE, "nettside"),
    "a page that asks to log in, called .txt": refuse(PAGE, "nettside", name="svar.txt"),
    "rich text": refuse(
        "{\\rtf1\\ansi\\deff0 {\\fonttbl {\\f0 Arial;}}\n\\f0\\fs24 Trygg vei til skolen\\par\n}", name="svar.txt"
    ),
}

BARE = {
    "no bytes": refuse(b"", "tom"),
    "only blank lines": refuse("\n \n\t\n\r\n", "tom"),
    "only delimiters": refuse(";;;\n;;;\n"),
    "only headers": Case({"svar.csv": "nr;Hva trenger du?\n"}, note=("ingen svar",), source="svar.csv"),
    "only the line of Excel": refuse("sep=;\n"),
    "the line of Excel and headers": survive("sep=;\nnr;Hva trenger du?\n"),
    "a million blank lines": hear(lambda: TABLE.replace("\n", "\n" * 250_000)),
    "rows of delimiters": hear(TABLE + ";\n" * 50_000),
}

ROWS = {
    "one row too long": hear(lines(*PADDED, "99;Lys; og buss"), *MANY, note=("1 rad kunne ikke leses", "42")),
    "one row too short": hear(
        lines(*[f"{row};Solsida" for row in PADDED], "99;Lys i gata", head="nr;Hva trenger du?;Krets"),
        *MANY,
        "Lys i gata",
        note=("manglet felt på slutten",),
    ),
    "every second row too long": refuse(
        lines("11;Lys", "12;Buss; og tog; og båt", "13;Fred", "14;Ro; og mak; i byen"),
        "ikke like mange felt",
        "rad 3, 5",
    ),
    "every row longer than the headers": survive(lines("11;Lys i gata;x;y", "12;Buss om kvelden;x;y")),
    "a quote never closed": refuse(lines("11;Lys i gata", '12;"Buss om kvelden', *PADDED), "rad 3", "anførselstegn"),
    "a quote never closed in the last row": refuse(lines("11;Lys i gata", '12;"Buss om kvelden'), "anførselstegn"),
    "a quote that is closed in the next row": hear(
        lines(*PADDED, '98;"Lys i gata', '99;Buss" om kvelden'), *MANY, only=False, note=("kunne ikke leses",)
    ),
    "a quote open in the headers": refuse('nr;"Hva trenger du?\n11;Lys i gata\n12;Buss om kvelden\n', "anførselstegn"),
    "quotes inside a cell without": hear(
        lines('11;Han sa "nei" til lys i gata', '12;Buss om "kvelden"', '13;5" rør i veien'),
        'Han sa "nei" til lys i gata',
        'Buss om "kvelden"',
        '5" rør i veien',
    ),
    "quotes escaped as in a database": survive(lines('11;"Han sa \\"nei\\" til lys"', '12;"Buss om kvelden"')),
    "single quotes": survive(lines("11;'Lys; og buss'", "12;'Benk'")),
    "a thousand columns": hear(lambda: wide(1_000)),
    "ten thousand columns": hear(lambda: wide(10_000), slow=True),
    "seventeen thousand columns": refuse(lambda: ";" * 17_000 + "\nx" + ";" * 17_000 + "\n"),
    "a line of five million characters": refuse(lambda: TABLE + "14;" + "lys " * 2_600_000, "linje 5", slow=True),
    "a line of five million characters and no other": refuse(lambda: "lys " * 1_300_000, "linje 1"),
    "a cell over the limit": refuse(
        lambda: TABLE + '14;"' + ("lys i gata " * 90 + "\n") * 10_500 + '"\n', "for langt", slow=True
    ),
    "the line of Excel": hear("sep=;\n" + TABLE),
    "the line of Excel with a mark and quotes": hear('\ufeff"sep=;"\r\n' + TABLE.replace("\n", "\r\n")),
    "the line of Excel and another delimiter": hear("sep=|\n" + TABLE.replace(";", "|")),
    "the line of Excel tells a lie": survive("sep=,\n" + TABLE),
    "only carriage returns": hear(TABLE.replace("\n", "\r")),
    "all kinds of line ends": hear(TABLE.replace("\n", "\r\n", 1).replace("12;", "\r12;")),
    "doubled carriage returns": hear(TABLE.replace("\n", "\r\r\n")),
    "the same header three times": hear(
        rows_of(
            ["nr", "Hva trenger du?", "Hva trenger du?", "Hva trenger du?"],
            ["1", *WORDS],
            ["2", *OTHER, "Lys på fortauet i sentrum"],
        ),
        *WORDS,
        *OTHER,
        "Lys på fortauet i sentrum",
    ),
    "headers that are missing": hear(
        rows_of(["nr", "Hva trenger du?", ""], ["1", WORDS[0], WORDS[1]], ["2", OTHER[0], OTHER[1]]),
        WORDS[0],
        OTHER[0],
        only=False,
    ),
    "no headers at all": survive(rows_of(*[[str(number), text] for number, text in enumerate(WORDS)])),
    "all headers empty": survive(";\n" + TABLE.partition("\n")[2]),
    "the delimiter changes midway": refuse(lines(*PADDED[:10], *[row.replace(";", ",") for row in PADDED[10:]])),
    "a file put after itself": hear(
        TABLE + TABLE.replace("nr;Hva", "nr;Hva"), *WORDS, only=False, note=("overskriftene står flere ganger",)
    ),
    "a file put after itself with its mark": hear(
        "\ufeff" + TABLE + "\ufeff" + TABLE.replace("1", "2"), only=False, note=("overskriftene står flere ganger",)
    ),
    "two files with other headers": refuse("\ufeff" + TABLE + "\ufeffkode;Hva savner du?;Krets\n" + "1;Lys;Nord\n" * 3),
    "titles over the table": hear("Høring om skolevei\n\n" + TABLE),
    "a sum under the table": survive(lines(*PADDED) + "\nSum;40\n"),
    "a delimiter at the end of each line": hear(TABLE.replace("\n", ";\n")),
    "a line break in a header": hear(TABLE.replace("Hva trenger du?", '"Hva\ntrenger\ndu?"')),
    "a single column with commas": hear(
        "Hva trenger du?\nLys, buss og benker\nVei, gjerne asfaltert\nRo, og fred\n",
        "Lys, buss og benker",
        "Vei, gjerne asfaltert",
        "Ro, og fred",
    ),
    "tabs in a .csv": hear(TABLE.replace(";", "\t")),
    "bars in a .csv": hear(TABLE.replace(";", "|")),
    "blanks before the quotes": survive(lines('11; "Lys; og buss"', '12; "Benk"')),
    "an open quote in every row": refuse(
        lines(*[f'{row}"' for row in PADDED[:20]], *[f'{n};"åpent' for n in range(9)])
    ),
}

LONG = "Vi trenger lys i gata. " * 4_350 + "Slutt."
MANY_LINES = "\n".join(f"Linje {number} om lys i gata" for number in range(10_000))
ANSWERS = {
    "half of the answers are numbers": refuse(table("=1+1", "7", "0123", "+1", *WORDS), "Skriv den under [kolonner]"),
    "words for nothing": hear(
        table("NA", "None", "null", "NaN", "nan", "N/A", "#N/A", "-", "undefined", *WORDS), *WORDS, only=False
    ),
    "numbers and truths": hear(table("0123", "1e5", "True", "inf", "-0", "١٢٣", *WORDS), *WORDS, only=False),
    "short sums": hear(table("=1+1", "=A1", "+1", "@x", *MANY), *MANY, only=False),
    "emoji and no more": hear(table("🙂🙂", "👍🏽", "👨‍👩‍👧‍👦", "❤️", *MANY), *MANY, only=False),
    "a hundred thousand characters": hear(lambda: table(LONG, *WORDS), LONG, *WORDS),
    "a csv in an answer": hear(table(TABLE.strip(), *WORDS), TABLE.strip(), *WORDS),
    "a csv with quotes in an answer": hear(table('a;"b";c\n"d";e;f', *WORDS), 'a;"b";c\n"d";e;f', *WORDS),
    "ten thousand lines": hear(lambda: table(MANY_LINES, *WORDS), MANY_LINES, *WORDS),
    "the same answer from all": refuse(table(*[WORDS[0]] * 30), "fant ingen kolonne med fritekst"),
    "every response with one number": hear(lines(*[f"7;{text}" for text in WORDS], head="id;Hva trenger du?")),
    "a number of a hundred thousand digits": hear(
        lambda: "id;Hva trenger du?\n" + "9" * 100_000 + f";{WORDS[0]}\n", WORDS[0]
    ),
    "times that are none": hear(
        rows_of(
            ["id", "Dato", "Hva trenger du?"],
            ["1", "99.99.9999", WORDS[0]],
            ["2", "0000-00-00", WORDS[1]],
            ["3", "1e308", WORDS[2]],
        )
    ),
    "times beyond the calendar": hear(
        rows_of(
            ["id", "Tidspunkt", "Hva trenger du?"],
            ["1", "2026-02-30 25:61", WORDS[0]],
            ["2", "31.12.999999", WORDS[1]],
            ["3", "2026-01-01T00:00:00+99:99", WORDS[2]],
        )
    ),
    "numbers of days beyond the calendar": hear(
        rows_of(
            ["id", "Dato", "Hva trenger du?"],
            ["1", "45789", WORDS[0]],
            ["2", "-45789", WORDS[1]],
            ["3", "9" * 400, WORDS[2]],
        )
    ),
    "a background of a hundred thousand characters": hear(
        lambda: rows_of(["Krets", "Hva trenger du?"], ["x" * 100_000, WORDS[0]], ["Nord", WORDS[1]], ["Sør", WORDS[2]])
    ),
}
for sign in ("a", "<", "&", "@", "1", "(", " ", "-", "a@", "a.", "<b ", "&amp;", "1 ", "Å", "x@y.", "<!--", "0-", "\n"):
    text = sign * (60_000 // len(sign))
    ANSWERS[f"nothing but {sign!r} in an answer"] = hear(table(text, *WORDS), *WORDS, only=False)

NOTES = {
    "a note of indented lines": Case(
        {"notat.md": lambda: "# Lys\n- begynner her\n" + "  og går videre med mange ord bortover\n" * 200_000},
        source="notat.md",
        only=False,
        slow=True,
    ),
    "a note of headings": survive("# Lys\n" * 20_000, name="notat.md"),
    "a table of ten thousand cells in a row": Case(
        {"notat.md": "| a |\n|---|\n|" + " lys |" * 10_000 + "\n"}, source="notat.md", only=False
    ),
    "votes beyond all measure": hear(
        "# Lys\n- Lys i gata x999\n- Buss om kvelden (1000)\n- Benk " + "+" * 70 + "\n",
        "Lys i gata x999",
        "Buss om kvelden (1000)",
        "Benk",
        name="notat.md",
    ),
    "a note of one word": survive("Lys", name="notat.txt"),
    "a note with a fence never closed": hear(
        "# Lys\n```\n- Lys i gata\n- Buss om kvelden\n", "Lys i gata", "Buss om kvelden", name="notat.md", only=False
    ),
    "a note that is a table": hear(TABLE, name="notat.txt"),
    "a note of rules": survive("---\n***\n===\n" * 1_000, name="notat.md"),
}


@pytest.mark.parametrize("case", parameters(ENCODINGS, SIGNS, NOT_TEXT, BARE, ROWS, ANSWERS, NOTES))
def test_a_bad_text_file_is_a_clear_fault_or_read_with_every_good_row(case, tmp_path):
    assert_survived(case, tmp_path)
