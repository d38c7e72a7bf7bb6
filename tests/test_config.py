"""prosjekt.toml: what is said, and what is said when it is wrong."""

from pathlib import Path

import pytest

from insight.config import _COLUMN_KEYS, read_config
from insight.errors import ConfigError
from insight.innspill.naming import SETTINGS, read_names
from insight.innspill.roles import ROLES


def write_project(folder: Path, text: str) -> Path:
    (folder / "data" / "raw").mkdir(parents=True, exist_ok=True)
    (folder / "prosjekt.toml").write_text(text, encoding="utf-8")
    return folder


def test_everything_has_a_default(tmp_path):
    config = read_config(write_project(tmp_path, ""))
    assert (config.raw, config.out) == (tmp_path / "data" / "raw", tmp_path / "data" / "processed")
    assert (config.round_number, config.n_themes, config.threshold) == (1, None, 5)


def test_settings_are_read_from_file_or_its_folder(tmp_path):
    text = """
        [prosjekt]
        navn = "Høring"
        runde = 2
        dato = 2026-06-01
        [mapper]
        inn = "eksport"
        [temaer]
        antall_temaer = 8
        [kolonner]
        fritekst = ["Kommentar"]
        [kolonner."skolevei.csv"]
        id = "nr"
    """
    (tmp_path / "eksport").mkdir()
    folder = write_project(tmp_path, text)
    config = read_config(folder)
    assert config == read_config(folder / "prosjekt.toml")
    assert (config.name, config.round_number, config.date, config.n_themes) == ("Høring", 2, "2026-06-01", 8)
    assert config.raw == tmp_path / "eksport"
    assert config.columns["skolevei.csv"] == {"id": "nr"}


def test_every_fault_is_told_at_once_with_a_suggestion(tmp_path):
    text = """
        [prosjekt]
        runde = "to"
        komune = "Fjordvik"
        antall_temaer = 5
        [tema]
        antall_temaer = 5
        [personvern]
        terskel = 2
        [kolonner]
        fritext = ["a"]
        kjønn = "b"
    """.replace("kjønn", '"kjønn"')
    with pytest.raises(ConfigError) as fault:
        read_config(write_project(tmp_path, text))
    told = str(fault.value)
    assert len(fault.value.faults) == 7
    for expected in ("Mente du «kommune»?", "Mente du «temaer»?", "Mente du «fritekst»?", "Mente du «kjoenn»?"):
        assert expected in told
    assert "«runde» under [prosjekt] skal være et helt tall" in told
    assert "Den hører til under [temaer] antall_temaer" in told
    assert "fra 3 til 10" in told


def test_what_can_be_said_of_columns_is_what_the_reader_knows(tmp_path):
    text = """
        [kolonner."tavle.xlsx"]
        kanal = "verksted"
        datoer = "dag først"
        stemmer = "Prikker"
        enkeltvalg = ["Farge"]
        flervalg = ["Vei"]
        utelat = ["Merknad"]
    """
    read_names(read_config(write_project(tmp_path, text)).columns)
    assert set(_COLUMN_KEYS) == {*ROLES, *SETTINGS}
    with pytest.raises(ConfigError) as fault:
        read_config(write_project(tmp_path, '[kolonner]\nkanal = "brevdue"\ndatoer = 1\nutelat = "x"'))
    assert len(fault.value.faults) == 3
    assert 'skal være en av "dag først", "måned først", men er 1' in str(fault.value)


def test_a_folder_or_file_of_answers_needs_no_project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "svar").mkdir()
    (tmp_path / "svar" / "a.csv").write_text("id;tekst\n1;hei\n", encoding="utf-8")
    for path in ("svar", "svar/a.csv"):
        config = read_config(path)
        assert config.raw == tmp_path / path
        assert config.out == tmp_path / "data" / "processed"
    assert read_config("svar", out="ut").out == tmp_path / "ut"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[prosjekt\n", "kan ikke leses"),
        ("prosjekt = 1", "skal være en del"),
        ("kolonner = 1", "skal være en del"),
        ('[mapper]\ninn = "borte"', "finnes ikke"),
        ('[beslutninger]\nfil = "borte.xlsx"', "finnes ikke"),
        ('[prosjekt]\ndato = "5/6"', "skal være en dato"),
    ],
)
def test_what_is_wrong_is_said_in_words(tmp_path, text, told):
    with pytest.raises(ConfigError, match=told):
        read_config(write_project(tmp_path, text))


def test_population_figures_are_those_named_or_the_folder(tmp_path):
    folder = write_project(tmp_path, '[befolkning]\nfiler = []\nkommunenummer = "3236"')
    config = read_config(folder)
    assert (config.population, config.kommune_number, config.sample, config.drawn_from) == ((), "3236", "åpen", None)
    (tmp_path / "befolkning").mkdir()
    assert read_config(folder).population == (tmp_path / "befolkning",)
    (tmp_path / "tall.csv").touch()
    config = read_config(write_project(tmp_path, '[befolkning]\nfiler = ["tall.csv"]'))
    assert config.population == (tmp_path / "tall.csv",)
    assert "population" not in config.settings()


def test_a_drawn_sample_is_drawn_of_so_many(tmp_path):
    config = read_config(write_project(tmp_path, '[utvalg]\ntype = "trukket"\ntrukket_av = 6990'))
    assert (config.sample, config.drawn_from) == ("trukket", 6990)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[utvalg]\ntype = "trukket"', "hører sammen"),
        ("[utvalg]\ntrukket_av = 6990", "hører sammen"),
        ('[utvalg]\ntype = "tilfeldig"', '"åpen" .* eller "trukket"'),
        ("[utvalg]\ntrukket_av = 0", "fra 1 til"),
        ('[befolkning]\nkommunenummer = "jevnaker"', "fire sifre"),
        ('[befolkning]\nfiler = ["borte.csv"]', "finnes ikke. Rett «filer»"),
        ('[befolkning]\nfiler = "07459.csv"', "en liste av tekster"),
        ("[befolkning]\nkommunenummer = 3236", "tekst i anførselstegn"),
    ],
)
def test_what_is_wrong_with_population_and_sample_is_told(tmp_path, text, told):
    with pytest.raises(ConfigError, match=told):
        read_config(write_project(tmp_path, text))


def test_a_path_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(ConfigError, match="finnes ikke"):
        read_config(tmp_path / "borte")


def test_a_language_that_reports_are_not_written_in_is_refused(tmp_path):
    with pytest.raises(ConfigError, match=r'«spraak» under \[prosjekt\] skal være en av "nb", "nn", "en", men er'):
        read_config(write_project(tmp_path, '[prosjekt]\nspraak = "nynorsk"\n'))
    assert read_config(write_project(tmp_path, '[prosjekt]\nspraak = "en"\n')).language == "en"
