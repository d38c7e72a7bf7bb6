"""Try each reader with damaged files: `python scripts/fuzz_readers.py [--reader NAME ...] [--seconds 600] [--seed 1]`.

Damaged files are read beside a good one, as a project's folder is. Nothing may be raised, the good file must be heard,
each answer have a number of its own, the accounts add up, all be text that can be written, cleaning twice be as once,
and no case take over LIMIT seconds. Each reader has a process of its own with MEMORY bytes; a new one goes on where one
is brought down. Case N is the same whenever the seed is. Ends with 1 when something is found. Not for Windows.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import faulthandler
import html
import io
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from insight.innspill import account_files, clean_innspill
from insight.innspill.naming import read_names
from insight.innspill.read import read_all, tell_files
from insight.tables import INNSPILL, finish
from tests.innspill import test_mail, test_nettskjema, test_notes_marks, test_spss, test_surveyxact
from tests.innspill import test_microsoft_forms as forms
from tests.innspill import test_tools as tools
from tests.innspill import test_workbooks as books

READERS = ("csv", "xlsx", "xls", "xlsb", "ods", "docx", "notes", "eml", "zip", "sav", "codebook", "tools")
LIMIT, MEMORY, MAX_SIZE = 20, 2 << 30, 2_000_000
GOOD = ("Trygg vei til skolen for barna våre", "Et sted å møtes for de unge om kvelden")
TABLE = [
    ["Nr", "Tidspunkt", "Alder", "E-post", "Hva trenger du i bygda?", "Hva bruker du?", "Annet", "Stemmer"],
    ["1", "12.05.2026 14:30", "30–39", "a@eksempel.test", "Lys på skoleveien, og benker", "Buss; Sykkel", "", "3"],
    ["2", "13.05.2026 15:10", "60–69", "b@eksempel.test", 'Ein "stad" å møtast\nom kvelden', "Buss", "båt", "0"],
    ["3", "03/04/2026 09:00", "", "", "Ring Test Testesen på 99 99 99 99 om bussen", "Sykkel", "", ""],
]
NOTE = "# Hva mangler?\n7 deltakere\n- Lys (3)\n* [ ] Buss +++\n\nForslag:\n> sitat\n| a | b |\n|---|---|\n| c | d |\n"
CELL = "<w:tbl><w:tr><w:tc><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Behov</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
DOCUMENT = f"Hva mangler:</w:t></w:r></w:p>{CELL}{CELL}<w:p><w:r><w:t>Lys i bakken (3)"
HEADERS = [  # of the tools that no test has a whole export of
    ["Tidsmerke", "E-postadresse", "Hva trenger du?", "Hvor enig? [a]", "Hvor enig? [b]"],
    ["#", "Hva trenger du?", "Buss", "Tog", "Other", "Response Type", "Start Date (UTC)", "Submit Date (UTC)"],
    ["Submitter", "Submitter Email", "Submission Date", "Møtet: Hvor bor du?", "Møtet: Hva mangler?"],
    ["id", "title/nb", "title/en", "body/nb", "body/en", "reference", "supports", "state", "published_at"],
    ["Created At", "Author", "Subject", "Body", "Section"],
    ["Frame", "Text", "Votes"],
    *([*headers, "Hva trenger du?", "Hva bruker du?"] for headers in forms.FORMS.values()),
    *(tools.LIMESURVEY_OWN[kind] + tools.LIMESURVEY_ASKED[kind] for kind in ("code", "full", "codetext")),
]
TOKENS = [
    "", " ", "\0", "\ufeff", "\ud800", "\u202e", "\u200b", "\x1b", "\x85", "\u2028", '"', '""', "'", ";", ",", "\t",
    "|", "\n", "\r", "=1+1", "NaN", "null", "1e309", "-1", "9" * 400, "1" * 5_000, "4294967296", "1048577", "XFE1", "²",
    "٣", "½", "A\u030a", "İ", "ﬁ", "�", "Ã¸", "&#0;", "&#x110000;", "&lt;", "]]>", "<b>", "</", "{}", "[[", "sep=;",
    "x3", "x" * 5_000, "ab " * 3_000, "2026-02-30", "0001-01-01 00:00", "31.12.9999 23:59:59", "24:00", "12/13/2026",
    "45789,5", "2026-05-12T14:30:00+99:99", "May 12, 2026 2:30 PM", "Annet", "Response", "V1", "ResponseID", "a;b;",
    "withdrawn", '{"ImportId":"QID1"}', "+++", "(99999999999999999999)", "III", "●●●", "Bord 3:", "Test Testesen",
    "a@eksempel.test", "=?utf-8?q?=ff?=", "charset=nope", "base64", "Q2[SQ001]", "Q1_1_TEXT", '["a","b"]', "_xD800_",
]  # fmt: skip
NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)
ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "cp1252", "mac_roman", "cp850")
Rows = Sequence[Sequence[str]]
Files = dict[str, Any]  # name -> bytes, or the rows that a tool wrote


def make_seeds(reader: str) -> list[Files]:
    """Small whole files of one reader."""
    if reader in ("tools", "codebook"):
        return make_exports(reader)
    if reader == "zip":
        seeds = [(kind, *each) for kind in ("csv", "xlsx", "eml") for seed in make_seeds(kind) for each in seed.items()]
        return [{"a.zip": write_zip({f"{kind}/{name}": content for kind, name, content in seeds})}]
    sample = books.SAMPLES / f"verksted.{reader}"
    lines = "".join(f"<table:table-row>{''.join(map(books.ods_cell, line))}</table:table-row>" for line in TABLE)
    mail = test_mail.make_mail("Hei!\n\nVi trenger lys.\n\n> sitat\n\nMvh\nTest Testesen\n")
    mails = [mail.as_bytes()]
    mail.add_alternative("<p>Vi trenger <b>lys</b>.<br>Her.</p><blockquote>sitat</blockquote>", subtype="html")
    mail.add_attachment(b"vedlegg", maintype="application", subtype="pdf", filename="æ.pdf")
    for number, part in enumerate(each for each in mail.walk() if each.is_multipart()):
        part.set_boundary(f"grense{number}")
    with tempfile.TemporaryDirectory() as folder:
        made = {
            "csv": lambda: [write_csv(TABLE, delimiter) for delimiter in ";\t,"],
            "xlsx": lambda: [books.make_workbook(*TABLE, merged=("F1:G1",)), books.make_workbook()],
            "xls": lambda: [sample.read_bytes()],
            "xlsb": lambda: [books.make_xlsb({row: dict(enumerate(line)) for row, line in enumerate(TABLE)})],
            "ods": lambda: [sample.read_bytes(), books.make_ods(lines)],
            "docx": lambda: [test_notes_marks.with_document(test_notes_marks.make_body(DOCUMENT))],
            "notes": lambda: [NOTE.encode(), NOTE.replace("# ", "**").encode("utf-16")],
            "eml": lambda: [*mails, mail.as_bytes()],
            "sav": lambda: [test_spss.write_sav(Path(folder), row_compress=is_z) for is_z in (False, True)],
        }[reader]()
    ending = "md" if reader == "notes" else reader
    return [{f"{number}.{ending}": freeze(content)} for number, content in enumerate(made)]


def freeze(content: bytes) -> bytes:
    """The same file without the time it was made."""
    if content.startswith(b"$FL"):
        return content[:92] + b"03 Feb 2610:11:12" + content[109:]
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return write_zip(
        {name: re.sub(rb"20\d\d-\d\d-\d\dT[\d:]+Z", b"2026-02-03T10:11:12Z", parts[name]) for name in parts}
    )


def make_exports(reader: str) -> list[Files]:
    form, elements = [test_nettskjema.HEADERS, *test_nettskjema.ROWS], test_nettskjema.ELEMENTS
    if reader == "codebook":
        return [{"svar": form, "bok.json": json.dumps(held).encode()} for held in (elements, {"elements": elements})]
    names = tools.QUALTRICS_NAMES
    qualtrics = [names, tools.QUALTRICS_TEXTS, tools.import_ids(names), *tools.QUALTRICS_ROWS]
    monkeys = [tools.surveymonkey_row(n, "Badet", "", "båt", "Lys i bakken", "5", "2", "", "") for n in (11, 12)]
    others = [[row, *([f"2026-02-03 10:1{n}", *(f"{n} {head}" for head in row[1:])] for n in "12")] for row in HEADERS]
    xact = {part.casefold(): getattr(test_surveyxact, part) for part in ("DATASET", "LABELS", "STRUCTURE")}
    return [*({"svar": rows} for rows in (qualtrics, [*tools.SURVEYMONKEY, *monkeys], form, *others)), xact]


def write_csv(rows: Rows, delimiter: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode("utf-8", "surrogatepass")


def write_zip(files: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def make_case(reader: str, seeds: Sequence[Files], draw: Random) -> dict[str, bytes]:
    """The files of one case: a seed damaged, now and then in two editions."""
    case, files = {}, draw.choice(seeds)
    for edition in range(draw.choice((1, 1, 1, 2))):
        delimiter = draw.choice(",;\t")
        for name, whole in files.items():
            is_spared = len(files) > 1 and draw.random() < 0.4
            if isinstance(whole, bytes):
                case[f"{edition}-{name}"] = whole if is_spared else damage(whole, draw)
            else:
                case[f"{edition}-{name}.csv"] = write_csv(whole if is_spared else damage_rows(whole, draw), delimiter)
    return case


def damage(content: bytes, draw: Random) -> bytes:
    """Some faults, most of them inside the parts that the file is made of."""
    for _ in range(draw.choice((1, 1, 2, 4))):
        change = damage_bytes if b"\0" in content[:500] else damage_text
        if content.startswith((b"<", b"[", b"{")) and draw.random() < 0.8:
            change = damage_quoted
        elif content.startswith(b"PK"):
            change = damage_package
        content = (change if draw.random() < 0.9 else damage_bytes)(content, draw)
    return content[:MAX_SIZE]


def damage_bytes(content: bytes, draw: Random) -> bytes:
    content = content or b"\0"
    start, other = draw.randrange(len(content)), draw.randrange(len(content))
    end = start + draw.choice((1, 2, 4, 40, 1_000))
    piece = content[start:end]
    number = draw.choice(NUMBERS).to_bytes(4, draw.choice(("little", "big")))[-draw.choice((1, 2, 4)) :]
    flipped = bytes([piece[0] ^ 1 << draw.randrange(8)]) + piece[1:]
    new = (flipped, number + piece[len(number) :], draw.randbytes(4), content[other : other + 40], piece * 50, b"")
    return content[:start] + draw.choice(new) + (content[end:] if draw.random() < 0.95 else b"")


def damage_list(parts: list[Any], new: Any, draw: Random) -> None:
    """Parts exchanged, added, repeated, moved or left out."""
    start, other = draw.randrange(len(parts) + 1), draw.randrange(len(parts) + 1)
    end = start + draw.choice((0, 1, 1, 2, 20))
    old = parts[start:end]
    parts[start:end] = draw.choice(([new], [new], [*old, new], old * 2, old * 200, parts[other : other + 20], []))


def damage_text(content: bytes, draw: Random) -> bytes:
    words = re.split(r"([^\w.@]+)", content.decode("utf-8", "surrogateescape"))
    for _ in range(draw.choice((1, 2, 8))):
        damage_list(words, draw.choice(TOKENS), draw)
    text = "".join(words)[:MAX_SIZE]
    if draw.random() < 0.9:
        return text.encode("utf-8", "surrogatepass" if "\ud800" in text else "surrogateescape")
    return text.encode(draw.choice(ENCODINGS), "replace")


def damage_quoted(content: bytes, draw: Random) -> bytes:
    """What stands between tags or quotes exchanged, so that the file is XML or JSON all the same."""
    text = content.decode("utf-8", "replace")
    found = draw.choice([*re.finditer(r'(?<=")[^"<>]*(?=")|(?<=>)[^<>]*(?=<)', text), re.search(r"\Z", text)])
    new = draw.choice((draw.choice(TOKENS), str(draw.choice(NUMBERS)), found[0] * draw.choice((2, 500))))
    new = html.escape("".join(sign for sign in new if sign >= " " and sign != "\ud800"))
    return (text[: found.start()] + new + text[found.end() :]).encode()


def damage_rows(rows: Rows, draw: Random) -> Rows:
    held = [list(row) for row in rows]
    for _ in range(draw.choice((1, 2, 6))):
        if draw.random() < 0.2:
            damage_list(held, [draw.choice(TOKENS)], draw)
        elif held:
            row = held[0] if draw.random() < 0.3 else draw.choice(held)
            damage_list(row, draw.choice([*TOKENS, *draw.choice(HEADERS), *draw.choice(rows)]), draw)
    return held


def damage_package(content: bytes, draw: Random) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except Exception:
        return damage_bytes(content, draw)
    main = [part for part in sorted(parts) if re.search(r"sheet|document|content|Strings|styles|/workbook", part)]
    name = draw.choice(main if main and draw.random() < 0.7 else sorted(parts) or ["x"])
    if draw.random() < 0.1:
        new = draw.choice((draw.choice([*sorted(parts), "y"]), "../a", "a.csv", "æ\\b.md", "x" * 300, "mimetype"))
        parts[new] = parts.pop(name, b"")
    else:
        parts[name] = damage(parts.get(name, b"x"), draw)
    return write_zip(parts)


def try_case(folder: Path, files: Mapping[str, bytes]) -> str:
    """Read and clean the files beside the good one; raises whatever is wrong."""
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "god.csv").write_text(f"Løpenr;Hva er viktigst i Fjordvik?\n1;{GOOD[0]}\n2;{GOOD[1]}\n", encoding="utf-8")
    readings = read_all(folder, read_names({}), (), "")
    for reading in readings:
        assert not (reading.fault and reading.answers), "a file with a fault has answers"
        assert not reading.fault or reading.source.split("/")[0] in reading.fault, "a fault does not name its file"
        n_rows = len({answer["row"] for answer in reading.answers})
        assert not reading.headers or n_rows in (0, reading.n_rows) or "ark som" in reading.note, "rows are lost"
    answers = [answer for reading in readings for answer in reading.answers]
    cleaned = clean_innspill(finish(pd.DataFrame(answers).assign(language=""), INNSPILL))
    told = account_files(tell_files(readings), cleaned)
    good = cleaned[cleaned["source"] == "god.csv"]
    assert set(good["text"]) == set(GOOD) and not any(good["set_aside"]), "the good file is not heard"
    assert len(cleaned) == len(answers) == told["n_answers"].sum(), "answers are lost"
    assert cleaned["innspill_id"].is_unique, "two answers have the same number"
    assert all(table.to_csv().encode() for table in (cleaned, told))  # half a character stops whoever writes a report
    assert clean_innspill(cleaned).equals(cleaned), "cleaning twice is not as once"
    return "refused" if any(reading.fault for reading in readings) else "read"


def run_cases(reader: str, seed: int, case: int, until: float) -> None:
    """The child: a line of JSON when a case begins and one when it is done; ends itself when one has no end."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    faulthandler.enable()
    seeds = make_seeds(reader)
    with tempfile.TemporaryDirectory() as folder:
        while time.time() < until:
            files, told = make_case(reader, seeds, Random(f"{seed} {reader} {case}")), ""
            print(json.dumps([case, "", "", 0]), flush=True)
            faulthandler.dump_traceback_later(LIMIT, exit=True)
            begun = time.perf_counter()
            try:
                outcome = try_case(Path(folder), files)
            except BaseException as error:  # a parser in Rust raises what is no Exception
                outcome, told = name_fault(error), "".join(traceback.format_exception(error))[-3_000:]
            faulthandler.cancel_dump_traceback_later()
            print(json.dumps([case, outcome, told, time.perf_counter() - begun]), flush=True)
            case += 1


def name_fault(error: BaseException) -> str:
    """What was raised, and where in the package."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(each.filename).name}:{each.lineno}" for each in frames if "/insight/" in each.filename][-2:]
    return f"{type(error).__name__} {str(error)[:40] if isinstance(error, AssertionError) else ''} {' > '.join(places)}"


def watch_children(reader: str, seconds: float, seed: int) -> Iterator[tuple[int, str, str, float]]:
    """Number, outcome, what was said and seconds of each case; where a child is brought down, another goes on."""
    case, until = 0, time.time() + seconds
    while time.time() < until:
        settings = [reader, "--seed", str(seed), "--child", str(case), str(until)]
        with subprocess.Popen(
            [sys.executable, __file__, "--reader", *settings], stdout=-1, stderr=-1, start_new_session=True
        ) as child:
            lines, said = child.communicate()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)  # its own children, where it left any
        told = [tuple(json.loads(line)) for line in lines.splitlines()]
        yield from (each for each in told if each[1])
        if child.returncode:
            last = said.decode(errors="replace")
            if not told:
                raise RuntimeError(last)
            places = re.findall(r'(\w+\.py)", line (\d+)', last)[:1]
            yield told[-1][0], f"ended with {child.returncode} {places}", last[-3_000:], 0.0
        case = told[-1][0] + 1 if told else case


def fuzz(reader: str, seconds: float, seed: int, keep: Path | None) -> bool:
    """Print what came of one reader, each finding once, and lay its files in `keep`. Whether nothing was found."""
    outcomes: Counter[str] = Counter()
    found: dict[str, tuple[int, str]] = {}
    slowest = (0.0, 0)
    for case, outcome, told, took in watch_children(reader, seconds, seed):
        outcomes[outcome] += 1
        slowest = max(slowest, (took, case))
        if outcome not in ("read", "refused"):
            found.setdefault(outcome, (case, told))
    n_found = sum(outcomes[name] for name in found)
    told = f"{outcomes['read']} read, {outcomes['refused']} refused, {n_found} found"
    print(f"{reader}: {outcomes.total()} cases: {told}; slowest {slowest[0]:.1f} s (case {slowest[1]})", flush=True)
    for name, (case, told) in found.items():
        print(f"- {outcomes[name]} x {name}, first in case {case}\n{told}", flush=True)
        if keep:
            (folder := keep / f"{reader}-{case}").mkdir(parents=True, exist_ok=True)
            for file, content in make_case(reader, make_seeds(reader), Random(f"{seed} {reader} {case}")).items():
                (folder / file).write_bytes(content)
    return not found


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--reader", nargs="+", choices=READERS, default=READERS)
    parser.add_argument("--seconds", type=float, default=600, help="for each reader")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the files of what is found")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        run_cases(given.reader[0], given.seed, int(given.child[0]), float(given.child[1]))
        return 0
    return 0 if all([fuzz(reader, given.seconds, given.seed, given.keep) for reader in given.reader]) else 1


if __name__ == "__main__":
    sys.exit(main())
