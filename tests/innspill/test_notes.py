"""Workshop notes from Word, text and Markdown."""

import docx
import pytest

from insight.errors import ReadError
from insight.innspill import read_delivery, read_innspill
from insight.innspill.notes import split_votes


def test_word_headings_lists_tables_and_votes(tmp_path):
    document = docx.Document()
    document.add_heading("Hva mangler i bygda?", level=1)
    document.add_paragraph("7 deltakere")
    document.add_paragraph("Bord 2: Solsida")
    document.add_paragraph("Bedre lys på skoleveien (3)", style="List Bullet")
    document.add_paragraph("").add_run("Hva fungerer godt?").bold = True
    document.add_paragraph("Biblioteket på lørdager +++")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table.rows[0].cells, ("Behov", "Forslag"), strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    for cell, text in zip(table.rows[1].cells, ("Komme seg hjem om kvelden x4", "Nattbuss"), strict=True):
        cell.text = text
    document.save(tmp_path / "verksted.docx")
    innspill, files, _ = read_delivery(tmp_path)
    notes = innspill.sort_values("row")
    assert notes[["question", "text", "votes"]].to_numpy().tolist() == [
        ["Hva mangler i bygda?", "Bedre lys på skoleveien", 3],
        ["Hva fungerer godt?", "Biblioteket på lørdager", 3],
        ["Behov", "Komme seg hjem om kvelden", 4],
        ["Forslag", "Nattbuss", 0],
    ]
    assert set(notes["channel"]) == {"verksted"} and set(notes["person_id"]) == {""}
    assert files.loc[0, "n_answers"] == 4 and "2 linjer om bord og oppmøte" in files.loc[0, "note"]


def test_text_and_markdown(tmp_path):
    (tmp_path / "notat.txt").write_text(
        "Skolevei\n========\n- Gangfelt ved butikken\n  mangler helt\n1. Lys i bakken\n\n"
        "Buss:\nIngen buss om kvelden, og dyrt\n",
        encoding="utf-8",
    )
    (tmp_path / "notat.md").write_text(
        "## Møteplasser\n* Et sted å være\n\n**Natur**\n17. mai var det fullt\n", encoding="utf-8"
    )
    notes = read_innspill(tmp_path).sort_values(["source", "row"])
    assert notes[["row", "question", "text"]].to_numpy().tolist() == [
        [2, "Møteplasser", "Et sted å være"],
        [5, "Natur", "17. mai var det fullt"],
        [3, "Skolevei", "Gangfelt ved butikken mangler helt"],
        [5, "Skolevei", "Lys i bakken"],
        [8, "Buss", "Ingen buss om kvelden, og dyrt"],
    ]
    assert set(notes["channel"]) == {"notat"}


def test_the_same_words_at_two_workshops_are_two_voices(tmp_path):
    for name, other in (("a.md", "Flere benker"), ("b.md", "Nattbuss")):
        (tmp_path / name).write_text(f"# Hva mangler?\n- Bedre lys\n- Bedre lys\n- {other}\n", encoding="utf-8")
    innspill = read_innspill(tmp_path)
    assert (innspill["set_aside"] == "").all() and innspill["innspill_id"].is_unique and len(innspill) == 6


@pytest.mark.parametrize(
    ("written", "said", "votes"),
    [
        ("Bedre lys (3)", "Bedre lys", 3),
        ("Bedre lys (3 stemmer)", "Bedre lys", 3),
        ("Bedre lys x4", "Bedre lys", 4),
        ("Bedre lys 4x", "Bedre lys", 4),
        ("Bedre lys +++", "Bedre lys", 3),
        ("Bedre lys +1", "Bedre lys", 1),
        ("Bedre lys IIII", "Bedre lys", 4),
        ("Som i fjor (2024)", "Som i fjor (2024)", 0),
        ("Byggetrinn II", "Byggetrinn II", 0),
        ("Norsk for voksne A1+", "Norsk for voksne A1+", 0),
        ("+++", "+++", 0),
    ],
)
def test_votes_are_taken_off_the_note(written, said, votes):
    assert split_votes(written) == (said, votes)


def test_a_broken_document_is_a_clear_fault(tmp_path):
    path = tmp_path / "verksted.docx"
    docx.Document().save(path)
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(ReadError, match=r"verksted\.docx: filen er ødelagt"):
        read_innspill(tmp_path)
