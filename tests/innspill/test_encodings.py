"""Encodings: the right letters whatever the file was stored as, and nothing changed without being told."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.errors import ReadError
from insight.innspill.encodings import decode_text
from insight.innspill.mojibake import repair, repair_records, tell_lost

SAID = "id;Svar\n1;Gangvei på Bjørkåsen, særlig øverst ved Åsen\n2;Ærlig talt: ØVRE ÅS er mørk\n"
TYPESET = "id;Svar\n1;Blåbærtur – «særlig» på Øya’s topp … 50 €\n"


def read(content):
    return decode_text(content, "svar.csv")


@pytest.mark.parametrize(
    ("stored", "named"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"), ("utf-32", "utf-32"), ("cp1252", "cp1252"), ("latin-1", "cp1252"),
        ("mac_roman", "mac_roman"), ("cp850", "cp850"), ("cp865", "cp850"),
    ],
)  # fmt: skip
def test_norwegian_letters_tell_the_encoding(stored, named):
    text, encoding, notes = read(SAID.encode(stored))
    assert (text, encoding) == (SAID, named)
    assert bool(notes) == (named in ("mac_roman", "cp850"))


@pytest.mark.parametrize("stored", ["utf-8", "cp1252", "mac_roman", "utf-16"])
def test_typeset_signs_come_along(stored):
    assert read(TYPESET.encode(stored))[0] == TYPESET


def test_english_quotes_and_dashes_are_not_taken_for_letters_of_dos_or_mac():
    text = "id;Svar\n1;don’t “stop” ‘now’ – rock ’n roll at the café—please…\n"
    assert read(text.encode("cp1252"))[:2] == (text, "cp1252")


def test_two_encodings_in_one_file_are_both_read_and_told():
    for content in (SAID.encode() + SAID.encode("cp1252"), SAID.encode()[:-1] + b" " + SAID.encode("cp1252")):
        text, encoding, notes = read(content)
        assert text.replace("\n", " ") == (SAID[:-1] + " " + SAID).replace("\n", " ")
        assert encoding == "utf-8 og cp1252" and "blandet tegnsett" in notes[0]


def test_quotes_after_capitals_in_windows_1252_are_not_taken_for_utf8():
    text = "id;Svar\n1;«SJØ» og «BLÅ»–«GRØNN» på PÅ–knappen\n"
    assert read(text.encode("cp1252"))[:2] == (text, "cp1252")


def test_mojibake_is_repaired_and_counted():
    once = SAID.encode().decode("cp1252", "replace")
    assert "\ufffd" not in once
    for content in (once.encode(), once.encode("cp1252"), once.encode().decode("cp1252").encode()):
        assert read(content)[0] == SAID
    n_repaired = sum(not sign.isascii() for sign in SAID)
    assert f"{n_repaired} tegn var lagret med feil tegnsett og er rettet" in read(once.encode())[2]


def test_a_file_with_right_and_wrong_letters_is_right_in_the_end():
    text, _, notes = read("id;Svar\n1;på Bjørkåsen\n2;pÃ¥ BjÃ¸rkÃ¥sen â€“ på ÃƒË†sen\n".encode())
    assert text == "id;Svar\n1;på Bjørkåsen\n2;på Bjørkåsen – på Èsen\n"
    assert notes == ["5 tegn var lagret med feil tegnsett og er rettet"]


@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "mac_roman", "cp850", "cp437"])
@pytest.mark.parametrize("text", ["på", "Øvre Åsen, nødvendig", "ÆØÅ er særlig – ’rart’"])
def test_letters_read_with_the_wrong_encoding_are_turned_back(codec, text):
    assert repair(text.encode().decode(codec)) == (text, sum(not sign.isascii() for sign in text))


def test_a_whole_line_is_turned_back_also_in_other_languages():
    text = "Дорога до школи є темна, på veien; żółć i łódź 😀 č"
    assert repair(text.encode().decode("latin-1"))[0] == text


def test_cells_and_headers_of_a_sheet_are_repaired_in_place():
    time = datetime(2026, 2, 3)
    records = [(2, ["id", "Hva Ã¸nsker du?"]), (3, ["1", time]), (5, ["", "pÃ¥ Åsen"]), (6, ["ja", "nei"])]
    assert repair_records(records) == (
        [(2, ["id", "Hva ønsker du?"]), (3, ["1", time]), (5, ["", "på Åsen"]), (6, ["ja", "nei"])], 2
    )  # fmt: skip
    assert records[0][1][1] == "Hva Ã¸nsker du?"


NORWEGIAN = (
    "abcdefghijklmnopqrstuvwxyzæøåéèêóòôäöüčđŋšŧžáABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅÉÄÖÜ"
    " 0123456789.,:;!?()-–—«»“”‘’…%&/§°½²€£\n\u00a0"
)


@given(st.text(NORWEGIAN))
def test_correct_text_is_never_changed(text):
    assert repair(text) == (text, 0)


@given(st.text(NORWEGIAN, min_size=1))
def test_correct_text_comes_back_from_utf8_and_windows(text):
    if not text.strip("\ufeff \t\r\n"):
        return
    assert read(text.encode())[0] == text
    try:
        content = text.encode("cp1252")
    except UnicodeEncodeError:
        return
    if text.isascii():
        assert read(content)[0] == text


@given(st.text())
def test_repairing_again_changes_no_more_than_once_over(text):
    assert repair(repair(text)[0])[0] == repair(repair(repair(text)[0])[0])[0]


@pytest.mark.parametrize(
    ("content", "text", "told"),
    [
        (b"id;Svar\n1;a\x00b\n", "id;Svar\n1;ab\n", "1 nulltegn er tatt bort"),
        ("id;Svar\n1;p\ufffd veien\n".encode(), "id;Svar\n1;p\ufffd veien\n", "1 tegn kan ikke leses og står"),
        (b"\xff\xfe" + "id;hei\n".encode("utf-16-le") + b"\x00\xd8", "id;hei\n\ufffd", "1 tegn kan ikke leses"),
        (b"id;Svar\n1;p\xe5 veien \x81 her\n", "id;Svar\n1;på veien \ufffd her\n", "1 tegn kan ikke leses"),
        (b"id;Svar\n1;hei \xed\xa0\xbd\xed\xb8\x80 du\n", "id;Svar\n1;hei 😀 du\n", ""),
        (b"Svar;id\rhei;1\r", "Svar;id\nhei;1\n", ""),
    ],
)  # fmt: skip
def test_what_was_lost_or_taken_away_is_told(content, text, told):
    read_text, _, notes = read(content)
    assert read_text == text
    assert told in "; ".join(notes) if told else not notes


def test_question_marks_in_place_of_letters_are_told_and_left():
    text = "id;Svar\n1;Sm? veier er gl?tte\n2;Sk?le og b?rehage\n3;H?ytt niv?\n"
    assert read(text.encode())[0] == text
    assert "«?» står inne i 4 ord" in read(text.encode())[2][0]
    assert tell_lost("Hva vil du?Det vet jeg. Har du https://eksempel.no/?a=1 eller?") == []


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "filen er tom"), (b"\xef\xbb\xbf \r\n", "filen er tom"), (b"\x00" * 50, "ikke en tekstfil"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "men et bilde"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)), "et bilde"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "men en PDF"), (b"\x1f\x8b\x08\x00", "en pakket fil"),
        (bytes(range(256)) * 20, "ikke en tekstfil"), (SAID.encode("utf-16")[:-1], "bare delvis lastet ned"),
        ("id;Svar\n1;på Åsen på".encode()[:-1], "bare delvis lastet ned"),
        (b"id;Svar\n1;\x81\x8d\n", "verken UTF-8 eller Windows-1252"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused(content, fault):
    with pytest.raises(ReadError, match=fault):
        read(content)


@given(st.binary(max_size=300) | st.text().map(lambda text: text.encode("cp1252", "ignore")))
def test_any_bytes_are_text_or_a_clear_fault(content):
    try:
        text, encoding, _ = read(content)
    except ReadError as error:
        assert str(error).startswith("svar.csv: ")
    else:
        assert text.encode() and encoding and "\0" not in text
