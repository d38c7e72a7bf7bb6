"""E-mail: what one person wrote, without who, and without what others wrote."""

import time
from email.message import EmailMessage

import pytest

from insight.errors import ReadError
from insight.innspill.mail import is_mail, read_mail


def make_mail(text="Vi trenger lys på skoleveien.", subject="Innspill til planen", **headers):
    message = EmailMessage()
    message["From"] = headers.pop("sender", "Test Testesen <Test.Testesen@eksempel.test>")
    message["To"] = "post@fjordvik.eksempel.test"
    message["Subject"] = subject
    message.set_content(text, **headers)
    return message


def read(message):
    mail = read_mail(message if isinstance(message, bytes) else message.as_bytes(), "brev.eml")
    return [line.text for line in mail.lines if not line.is_heading], mail


def test_the_subject_is_the_question_and_each_paragraph_a_note():
    text = "Hei!\n\nVi trenger lys på skoleveien.\nDet er mørkt der.\n\n- buss om kvelden\n- en benk ved elva\n"
    said, mail = read(make_mail(text, "SV: Re: Hva trenger bygda?"))
    assert said == [
        "Hei!",
        "Vi trenger lys på skoleveien. Det er mørkt der.",
        "- buss om kvelden",
        "- en benk ved elva",
    ]
    assert mail.lines[0].is_heading and mail.lines[0].text == "Hva trenger bygda?"
    assert mail.sender == "test.testesen@eksempel.test"
    assert "testesen" not in str(mail.lines).casefold()


@pytest.mark.parametrize(
    "after",
    [
        "Mvh Test Testesen\n99 99 99 99",
        "Med vennlig hilsen\nTest Testesen",
        "Vennleg helsing Test",
        "-- \nTest Testesen",
        "Sendt fra min iPhone",
        "Fra: Fjordvik <post@fjordvik.eksempel.test>\nSendt: 3. februar 2026\nTil: Test\nEmne: Hva\n\nHva trenger du?",
        "-----Opprinnelig melding-----\nFra: Fjordvik\n\nHva trenger du?",
        "Den tir. 3. feb. 2026 kl. 10:15 skrev Fjordvik <post@fjordvik.eksempel.test>:\n> Hva trenger du?\n> Svar her.",
        "On Tue, Feb 3, 2026 at 10:15 AM Fjordvik wrote:\n\n> Hva trenger du?",
        "________________________________\nFrom: Fjordvik\nSent: Tuesday\n\nHva trenger du?",
    ],
)
def test_signatures_and_history_are_no_voices(after):
    said, _ = read(make_mail(f"Vi trenger lys på skoleveien.\n\n{after}\n"))
    assert said == ["Vi trenger lys på skoleveien."]


def test_an_answer_under_the_quoted_question_is_read():
    said, _ = read(
        make_mail("Den 3. februar 2026 skrev Fjordvik:\n> Hva trenger du?\n\nVi trenger lys.\n> Noe mer?\nNei takk.\n")
    )
    assert said == ["Vi trenger lys.", "Nei takk."]


def test_a_letter_that_begins_with_a_greeting_is_not_lost():
    said, _ = read(make_mail("Hilsen fra en bekymret forelder\n\nVi trenger lys.\n"))
    assert said == ["Hilsen fra en bekymret forelder", "Vi trenger lys."]


def test_a_message_that_was_sent_on_is_read_and_is_not_by_who_sent_it_on():
    text = "----- Videresendt melding -----\nFra: Test <t@eksempel.test>\nSendt: i går\nEmne: Lys\n\nVi trenger lys.\n"
    said, mail = read(make_mail(text))
    assert said == ["Vi trenger lys."] and mail.sender == ""


def test_html_is_read_as_text_and_attachments_are_told():
    message = make_mail(
        "Vi trenger <b>lys</b> p&aring; skoleveien<br>og buss<script>x()</script>"
        "<p>Takk</p><blockquote>Hva trenger du?</blockquote>",
        subtype="html",
    )
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="kart over Øvrebø.pdf")
    said, mail = read(message)
    assert said == ["Vi trenger lys på skoleveien", "og buss", "Takk"]
    assert mail.note == "vedlegg er ikke lest: kart over Øvrebø.pdf"


def test_plain_text_goes_before_html():
    message = make_mail("Vi trenger lys.\n")
    message.add_alternative("<p>Vi trenger <i>lys</i>.</p>", subtype="html")
    assert read(message)[0] == ["Vi trenger lys."]


@pytest.mark.parametrize(
    "charset", ["iso-8859-1", "utf-8", "windows-1252", "finnes-ikke", "unicode_escape", "utf-16", ""]
)
def test_character_sets_that_are_right_wrong_or_unknown(charset):
    written = "Lys på skoleveien".encode("latin-1" if charset in ("iso-8859-1", "windows-1252") else "utf-8")
    told = f"Content-Type: text/plain; charset={charset}\n" if charset else ""
    said, _ = read(f"From: a@eksempel.test\nSubject: Lys\n{told}Content-Transfer-Encoding: 8bit\n\n".encode() + written)
    assert len(said) == 1
    if charset not in ("utf-16", "unicode_escape"):
        assert said == ["Lys på skoleveien"]


BOUNDARIES = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(5_000))


@pytest.mark.parametrize(
    "content",
    [
        b"From: a@eksempel.test\nSubject: x\n" + BOUNDARIES.encode() + b"Content-Type: text/plain\n\nhei\n",
        b"From: a@eksempel.test\nSubject: =?utf-8?b?////?= =?x?q?=?=\n\nVi trenger lys\n",
        b"From: <<<>>>@@,;:(((\nSubject: \xff\xfe\nDate: \x00\n\nVi trenger lys\n",
        b"From: a@eksempel.test\nSubject: x\nContent-Transfer-Encoding: base64\n\n!!!!not base64!!!!\n",
        b"From: a@eksempel.test\nSubject: x\nContent-Type: text/html\n\n" + b"<" * 200_000,
        b"From: a@eksempel.test\nSubject: x\nContent-Type: text/html\n\n" + b"<p>a<blockquote>" * 50_000,
        b"From: a@eksempel.test\nSubject: " + b"(" * 50_000 + b"\n\nhei\n",
        b"From: a@eksempel.test\nSubject: x\n\n" + b"den " * 100_000,
        b"From: a@eksempel.test\nSubject: x\n\n" + b"\n".join([b"Fra: x"] * 20_000),
        b"From: " + b"a," * 20_000 + b"\nSubject: x\n\nVi trenger lys\n",
        b'From: a@eksempel.test\nSubject: x\nContent-Type: multipart/mixed; boundary=""\n\n--\n--\n',
        b"From: a@eksempel.test\nSubject: x\nContent-Type: message/rfc822\n\n" * 300,
        b"From: a@eksempel.test\nSubject: x\n\n",
        b"",
        bytes(range(256)) * 50,
    ],
)
def test_a_hostile_message_is_text_or_a_clear_fault_and_soon(content):
    began = time.perf_counter()
    try:
        assert read_mail(content, "brev.eml").lines
    except ReadError as error:
        assert str(error).startswith("brev.eml: ")
    assert time.perf_counter() - began < 5


def test_a_mail_is_known_by_its_headers():
    assert is_mail(make_mail().as_bytes())
    assert is_mail(b"Received: by x\r\nFrom: a@b\r\nSubject: x\r\n\r\nhei")
    assert not is_mail(b"Tema: Lys\nSubject: x\n\nVi trenger lys")
    assert not is_mail(b"id;Svar\n1;From: meg\n")


def test_too_large_a_message_is_refused(monkeypatch):
    monkeypatch.setattr("insight.innspill.mail.MAX_BYTES", 1_000)
    with pytest.raises(ReadError, match="Lagre den uten vedlegg"):
        read_mail(b"Subject: x\n\n" + b"x" * 2_000, "brev.eml")
