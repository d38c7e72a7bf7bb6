"""Ten thousand made-up people in every field of every format: none of them is in any file of the report."""

import html
import io
import re
import unicodedata
import zipfile
from collections import Counter

import pytest

import insight
from tests.canaries import Canaries, lay_out

RUN = re.compile(r"\d(?:[\s.\-/()]{0,2}\d)*")
WORD = re.compile(r"[^\W\d_]+")


def every_text(content, name):
    """What a file says, in each of the encodings it could have been written in; packages unpacked."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            for part in parts.namelist():
                yield part, part
                yield from every_text(parts.read(part), f"{name}/{part}")
        return
    for codec in ("utf-8", "latin-1", "utf-16-le"):
        yield name, unicodedata.normalize("NFKC", html.unescape(content.decode(codec, errors="ignore")))


def find_leaks(folder, canaries):
    """Which canaries stand in the files of a folder: canary -> file. Shares no code with the gate."""
    numbers = {mark for mark in canaries.fields if mark.isdigit()}
    lengths = {len(mark) for mark in numbers}
    words = {mark.casefold() for mark in canaries.fields} - numbers
    leaks = {}
    for file in (path for path in folder.rglob("*") if path.is_file()):
        for name, text in every_text(file.read_bytes(), file.name):
            folded = text.casefold()
            for word in {*WORD.findall(folded), *WORD.findall(re.sub("<[^<>]*>", "", folded))}:
                leaks |= {mark: name for mark in (word, word.removesuffix("s")) if mark in words}
            for run in RUN.findall(text):
                digits = re.sub(r"\D", "", run)
                windows = (digits[at : at + length] for length in lengths for at in range(len(digits) - length + 1))
                leaks |= {window: name for window in windows if window in numbers}
    return leaks


def assert_none_leaks(tmp_path, size, at_least):
    canaries = Canaries()
    lay_out(tmp_path / "prosjekt" / "data" / "raw", canaries, size)
    assert len(canaries.fields) >= at_least
    run = insight.run(tmp_path / "prosjekt")
    assert len(run.files) > 12 and (run.files["reader"] != "").sum() > 12
    leaks = find_leaks(run.folder, canaries)
    fields = {mark.casefold(): field for mark, field in canaries.fields.items()}
    told = Counter(f"{fields[mark]} -> {file}" for mark, file in leaks.items())
    assert not leaks, "\n".join(f"{n} {what}" for what, n in told.most_common(60))


def test_the_scan_itself_finds_a_canary(tmp_path):
    canaries = Canaries()
    number, name = canaries.phone("prøve"), canaries.surname("prøve")
    (tmp_path / "a.txt").write_text(f"Ring {number} og {name}s nabo", encoding="utf-8")
    assert len(find_leaks(tmp_path, canaries)) == 2


def test_hundreds_of_canaries_leave_no_trace(tmp_path):
    assert_none_leaks(tmp_path, 0.02, 300)


@pytest.mark.slow
def test_ten_thousand_canaries_leave_no_trace(tmp_path):
    assert_none_leaks(tmp_path, 1.0, 10_000)
