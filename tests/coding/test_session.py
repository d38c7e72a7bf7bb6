import pickle

import pytest
from openpyxl import load_workbook

from insight.behov.recognize import recognize
from insight.cli import main
from insight.coding import Asked, write_coding
from insight.coding_session import learn_coding, make_coding
from insight.errors import InsightError
from insight.own_labels import own_recognizer, read_labels

THINGS = ("benker", "gatelys", "fortau", "søppelkasser", "busskur", "rekkverk", "sykkelstativ", "skilt")
PLACES = ("Moen", "Haugen", "Sletta", "Neset", "Brua", "Torget")
MISUSED = "Grønt er gøy i Fjordvik"
SENSITIVE = "Naboen min har kreft og får ikke hjelp."


@pytest.fixture
def project(tmp_path):
    """A project with made-up answers, one of them sensitive, one with a telephone number."""
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    answers = [
        f"Jeg tør ikke gå forbi {place.lower()} når det mangler {thing}." for place in PLACES for thing in THINGS
    ]
    answers += [MISUSED, f"{MISUSED}.", SENSITIVE, "Ring meg på 41 23 45 67 om veien.", "Vet ikke", "=1+1 er to benker"]
    lines = ["id;Hva er viktig for deg?", *(f"{number};{answer}" for number, answer in enumerate(answers, start=1))]
    (raw / "svar.csv").write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    return tmp_path


def list_asked(path):
    return [row for row in load_workbook(path)["Utsagn"].iter_rows(min_row=2, values_only=True) if row[0]]


def fill(path, kinds, column="D"):
    book = load_workbook(path)
    page = book["Utsagn"]
    for row in range(2, page.max_row + 1):
        if kind := kinds(page[f"C{row}"].value):
            page[f"{column}{row}"] = kind
    book.save(path)


@pytest.mark.slow
def test_the_workbook_asks_once_of_what_may_be_shown_and_is_never_written_over(project):
    path = make_coding(project, n=50)
    quotes = [row[2] for row in list_asked(path)]
    assert len(quotes) == 50 == len({quote.strip(".") for quote in quotes})
    assert not [quote for quote in quotes if "kreft" in quote or "Vet ikke" in quote or "41 23" in quote]
    first = path.read_bytes()
    with pytest.raises(InsightError, match="finnes fra før"):
        make_coding(project)
    path.unlink()
    assert make_coding(project, n=50).read_bytes() == first
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.slow
def test_labels_are_read_back_learnt_from_and_win_over_the_model(project, capsys):
    path = make_coding(project, n=60)
    fill(path, lambda quote: "klage" if quote.startswith(MISUSED) else "behov" if quote else "")
    fill(path, lambda quote: "behov" if "Moen" in quote else "", column="E")
    assert main(["kode", str(project), "--les", str(path)]) == 0
    told = capsys.readouterr().out
    assert "merkelapper er lest inn" in told
    assert "Enighet mellom koderne" in told
    assert "Enighet med modellen, før den lærte av disse: Cohens kappa" in told
    assert "Andel riktige på merkelapper modellen ikke har sett" in told

    recognizer = own_recognizer(project)
    assert recognizer(f" {MISUSED.upper()}.").kind == "klage" != recognize(MISUSED).kind
    assert recognizer(MISUSED).sure == "sikker"
    assert pickle.loads(pickle.dumps(recognizer))(MISUSED) == recognizer(MISUSED)
    assert "kreft" not in (project / "merkelapper.csv").read_text(encoding="utf-8-sig")

    # what is labelled is not asked about again, and reading the same workbook again changes nothing
    before = (project / "merkelapper.csv").read_bytes()
    again = learn_coding(project, [path])
    assert again.changed.empty
    assert (project / "merkelapper.csv").read_bytes() == before
    labelled = set(read_labels(project)["utsagn"])
    path.unlink()
    with pytest.raises(InsightError, match="fant ingen utsagn å merke"):
        make_coding(project)
    assert len(labelled) >= 50


@pytest.mark.slow
def test_words_that_are_not_in_the_answers_or_are_withheld_are_not_saved(project):
    path = make_coding(project, n=50)
    number = next(row[0] for row in list_asked(path))
    from insight.config import read_config
    from insight.pipeline import read_material

    innspill = read_material(read_config(project)).cleaned.innspill
    hidden = innspill.loc[innspill["text"].str.contains("kreft"), "innspill_id"].iloc[0]
    own = project / "egen.xlsx"
    write_coding([Asked(number, "", "Ord ingen har sagt."), Asked(f"{hidden}#1", "", SENSITIVE)], own)
    fill(own, lambda quote: "behov")
    learnt = learn_coding(project, [own])
    assert learnt.n_new == 0
    assert not (project / "merkelapper.csv").exists()
    assert "2 utsagn er ikke lagret" in str(learnt)
    assert "Ingen merkelapper er lagret." in str(learnt)
    assert "kreft" not in str(learnt)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--antall", "7", "--ut", "a.csv"], ["--antall må være fra 50 til 200", "må ha et navn som slutter på .xlsx"]),
        (["--les", "borte.xlsx"], ["borte.xlsx: finnes ikke"]),
    ],
)
def test_wrong_settings_are_told_at_once_before_anything_is_read(project, capsys, arguments, told):
    assert main(["kode", str(project), *arguments]) == 1
    refused = capsys.readouterr().err
    assert all(each in refused for each in told)


def test_a_number_that_is_none_is_told_in_bokmaal(capsys):
    with pytest.raises(SystemExit):
        main(["kode", "--antall", "mange"])
    assert "--antall skal være et helt tall, ikke «mange»" in capsys.readouterr().err
