"""Everything that is labelled, measured: kinds, splitting, who, masking and themes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

import numpy as np
import pandas as pd

from insight.evaluation import groups, kinds, masking, splits, themes
from insight.evaluation.bootstrap import Estimate
from insight.evaluation.columns import KIND, LANGUAGE, MARKED, TEXT, THEME, WHO
from insight.evaluation.labelled import Labelled
from insight.evaluation.masking import Mark
from insight.evaluation.shapes import Evaluation, Section
from insight.evaluation.splits import Span
from insight.norsk.tokens import find_words
from insight.tables import NEED_KINDS, UNPLACED


class Recognized(Protocol):
    """What a recognizer gives of one statement."""

    @property
    def kind(self) -> str: ...
    @property
    def cue(self) -> str: ...
    @property
    def sure(self) -> str: ...


Recognize = Callable[[str], Recognized]
Split = Callable[[str, Any], Sequence[tuple[int, int]]]
"""An answer and a recognizer -> where its statements begin and end."""
FindThemes = Callable[[pd.DataFrame], Sequence[int]]


@dataclass(frozen=True)
class Finders:
    """The tool's own functions, handed in.

    `recognizers` by the name a reader sees, the one in use first; `split` takes an answer and a recognizer; `find_who`
    takes a statement and its kind, and gives groups as `groups.read_groups` takes them; `find_personal` gives (start,
    end, type) of what it would mask in each text; `find_themes` takes statements (answer, quote, language, kind) and
    gives each its theme, 0 for none.
    """

    recognizers: Mapping[str, Recognize]
    split: Split
    find_who: Callable[[str, str], object]
    find_personal: Callable[[Sequence[str]], list[list[Mark]]]
    find_themes: FindThemes


LENGTHS = ((1, 3, "1–3 ord"), (4, 8, "4–8 ord"), (9, 15, "9–15 ord"), (16, None, "16 ord og flere"))
MAIN, BY_LANGUAGE, BY_LENGTH, BY_SURE = "Hovedtall", "Type etter målform", "Type etter lengde", "Type etter sikkerhet"
WHO_BY_GROUP, MASKING, THEMES, DIFFERENT = "Hvem behovet gjelder", "Maskering", "Temaer", "Ulikt merket"
_MEASURES = ["mål", "metode", "antall", "verdi", "fra", "til"]
_MAIN_NOTE = (
    "Fra og til er 95 % intervall når svarene trekkes på nytt 1 000 ganger. Makro-F1 er snittet av F1 for typene som "
    "er merket, så en sjelden type teller like mye som en vanlig. Kappa er enigheten ut over det som ville vært "
    "tilfeldig."
)


def evaluate_labelled(labelled: Labelled, finders: Finders, *, is_own: bool = True) -> Evaluation:
    """Measure what the file has labels for; what it has not is told in `unmeasured`, with the reason.

    Kinds and who are measured on the labelled statements, splitting on the answers of which every word is labelled.
    The statements where the tool and the person differ are listed, masked, when the file is the user's own: of the
    package's test part nobody should learn more than the figures.
    """
    table = labelled.statements.sort_values(["answer", "start", "row"], ignore_index=True)
    recognizers = {name: cache(recognize) for name, recognize in finders.recognizers.items()}
    in_use = next(iter(recognizers.values()))
    parts = [
        _measure_kinds(labelled, table, recognizers, finders, is_own=is_own),
        _measure_splits(labelled, table, recognizers, finders),
        _measure_who(labelled, table, in_use, finders),
        _measure_masking(labelled, finders),
        _measure_themes(labelled, table, in_use, finders),
    ]
    main = [row for part in parts for row in part.main]
    sections = [Section(MAIN, _MAIN_NOTE, pd.DataFrame(main, columns=_MEASURES))] if main else []
    first = {row[0]: Estimate(*row[3:]) for row in reversed(parts[0].main)}
    return Evaluation(
        labelled.source,
        labelled.sha256,
        is_own,
        len(table),
        table["answer"].nunique(),
        (*sections, *(section for part in parts for section in part.sections)),
        tuple(reason for part in parts for reason in part.unmeasured),
        labelled.remarks,
        first.get(f"Type: {kinds.MACRO_F1}"),
        first.get(f"Type: {kinds.KAPPA}"),
    )


MainRow = tuple[str, str, int, float, float, float]


@dataclass(frozen=True)
class _Part:
    main: tuple[MainRow, ...] = ()
    sections: tuple[Section, ...] = ()
    unmeasured: tuple[str, ...] = ()


def _lacks(what: str, column: str) -> _Part:
    return _Part(unmeasured=(f"{what}: kolonnen «{column}» mangler eller er tom.",))


def _rows(what: str, method: str, n: int, scores: Mapping[str, Estimate]) -> list[MainRow]:
    return [(f"{what}: {name}", method, n, *score) for name, score in scores.items()]


# --- kinds -------------------------------------------------------------------------------------------


def _measure_kinds(
    labelled: Labelled, table: pd.DataFrame, recognizers: Mapping[str, Recognize], finders: Finders, *, is_own: bool
) -> _Part:
    known = table[table["kind"] != ""].reset_index(drop=True)
    if known.empty:
        return _lacks("Typene (behov, løsning ...)", KIND)
    found = {name: [recognize(quote) for quote in known["quote"]] for name, recognize in recognizers.items()}
    main: list[MainRow] = []
    sections = []
    for name, told in found.items():
        counts = _count_kinds(known, told)
        main += _rows("Type", name, len(known), kinds.score_kinds(counts))
        note = "Rader er det som er merket, kolonner det som er funnet."
        sections.append(Section(f"Forveksling, {name}", note, kinds.tabulate_confusion(counts)))
        sections.append(Section(f"Hver type, {name}", "", kinds.tabulate_kinds(counts)))
    if LANGUAGE in labelled.columns:
        sections.append(
            _measure_groups(BY_LANGUAGE, "målform", known["language"].replace("", "ikke oppgitt"), known, found)
        )
    lengths = known["quote"].map(_name_length)
    sections.append(_measure_groups(BY_LENGTH, "lengde", lengths, known, found, [name for *_, name in LENGTHS]))
    first = next(iter(found))
    sure = pd.Series([told.sure for told in found[first]], index=known.index)
    sections.append(_measure_groups(BY_SURE, "sikkerhet", sure, known, {first: found[first]}))
    if is_own:
        sections.append(_list_differing(known, found[first], finders))
    unmeasured = [] if LANGUAGE in labelled.columns else _lacks("Typene etter målform", LANGUAGE).unmeasured
    n_without = len(table) - len(known)
    if n_without:
        unmeasured = (*unmeasured, f"Typene: {n_without} utsagn har ingen type, og er ikke med.")
    return _Part(tuple(main), tuple(sections), tuple(unmeasured))


def _count_kinds(rows: pd.DataFrame, told: Sequence[Recognized]) -> np.ndarray:
    return kinds.count_confusion(list(rows["answer"]), list(rows["kind"]), [each.kind for each in told])


def _measure_groups(
    title: str,
    heading: str,
    values: pd.Series,
    known: pd.DataFrame,
    found: Mapping[str, Sequence[Recognized]],
    order: Sequence[str] = (),
) -> Section:
    """Macro-F1, kappa and the share right for each value, method by method."""
    measured = []
    for value in [name for name in order or sorted(set(values)) if (values == name).any()]:
        places = np.flatnonzero(values == value).tolist()
        for name, told in found.items():
            scores = kinds.score_kinds(_count_kinds(known.iloc[places], [told[place] for place in places]))
            macro = scores[kinds.MACRO_F1]
            rest = (scores[kinds.KAPPA].value, scores[kinds.RIGHT].value, scores[kinds.NEED_OR_MEASURE].value)
            measured.append((value, name, len(places), *macro, *rest))
    names = [heading, "metode", "utsagn", "makro-F1", "fra", "til", "kappa", "riktige", "behov mot løsning"]
    return Section(title, "Under hundre utsagn sier lite: se på intervallet.", pd.DataFrame(measured, columns=names))


def _name_length(quote: str) -> str:
    n_words = max(1, len(find_words(quote)))
    return next(name for low, high, name in LENGTHS if low <= n_words and (high is None or n_words <= high))


def _list_differing(known: pd.DataFrame, told: Sequence[Recognized], finders: Finders) -> Section:
    differs = [place for place, each in enumerate(told) if each.kind != known["kind"].iloc[place]]
    rows = known.iloc[differs]
    quotes = list(rows["quote"])
    masked = map(masking.hide, quotes, finders.find_personal(quotes)) if quotes else ()
    table = pd.DataFrame(
        {
            "rad": rows["row"].to_numpy(),
            "utsagn": list(masked),
            "merket som": rows["kind"].to_numpy(),
            "funnet som": [told[place].kind for place in differs],
            "ord som avgjorde": [told[place].cue for place in differs],
            "sikkerhet": [told[place].sure for place in differs],
        }
    )
    note = "Utsagnene er maskert, men ordene er folks egne: les dem før de deles."
    return Section(DIFFERENT, note, table, is_private=True)


# --- splitting ---------------------------------------------------------------------------------------


def _measure_splits(
    labelled: Labelled, table: pd.DataFrame, recognizers: Mapping[str, Recognize], finders: Finders
) -> _Part:
    if not labelled.texts:
        return _lacks("Delingen av svar i utsagn", TEXT)
    whole = [answer for answer, is_whole in labelled.is_whole.items() if is_whole]
    n_in_part = len(labelled.texts) - len(whole)
    unmeasured = (f"Delingen: {n_in_part} svar har ord som ikke er merket, og er ikke med.",) if n_in_part else ()
    if not whole:
        return _Part(unmeasured=unmeasured)
    own: dict[str, list[tuple[Span, str]]] = {answer: [] for answer in whole}
    for answer, start, end, kind in zip(*(table[name] for name in ("answer", "start", "end", "kind")), strict=True):
        own.get(answer, []).append(((start, end), kind))
    has_kinds = all(kind for labels in own.values() for _, kind in labels)
    main: list[MainRow] = []
    for name, recognize in recognizers.items():
        counts = np.array(
            [_compare(labelled.texts[answer], labels, recognize, finders) for answer, labels in own.items()]
        )
        scores = splits.score_splits(counts)
        if not has_kinds:
            scores.pop(splits.BOTH)
        main += _rows("Deling", name, len(whole), scores)
    return _Part(tuple(main), unmeasured=unmeasured)


def _compare(
    text: str, labels: Sequence[tuple[Span, str]], recognize: Recognize, finders: Finders
) -> splits.Comparison:
    found = finders.split(text, recognize)
    told = [recognize(text[slice(*span)]).kind for span in found]
    return splits.compare_splits(text, [span for span, _ in labels], found, [kind for _, kind in labels], told)


# --- who, masking, themes ----------------------------------------------------------------------------


def _measure_who(labelled: Labelled, table: pd.DataFrame, recognize: Recognize, finders: Finders) -> _Part:
    """The finder is told the kind the tool found, as in a report, and not the labelled one."""
    if WHO not in labelled.columns:
        return _lacks("Hvem behovet gjelder", WHO)
    found = [groups.read_groups(finders.find_who(quote, recognize(quote).kind)) for quote in table["quote"]]
    names = sorted(frozenset[str]().union(*table["who"], *found))
    counts = groups.count_groups(list(table["answer"]), list(table["who"]), found, names)
    note = "Et utsagn uten gruppe i «hvem» er merket med ingen, så en gruppe som er funnet der, er feil."
    by_group = Section(WHO_BY_GROUP, note, groups.tabulate_groups(counts, names))
    return _Part(tuple(_rows("Hvem", "", len(table), groups.score_groups(counts))), (by_group,))


def _measure_masking(labelled: Labelled, finders: Finders) -> _Part:
    if not labelled.marks:
        return _lacks("Maskeringen", MARKED)
    texts = [text for text, _ in labelled.marks.values()]
    pairs = zip(labelled.marks.values(), finders.find_personal(texts), strict=True)
    counts = np.array([masking.count_marks(text, marks, found) for (text, marks), found in pairs])
    note = (
        "Skjult helt: ingenting av det som er merket, står igjen. Det som bare er lagt til gjennomsyn, er ikke skjult."
    )
    section = Section(MASKING, note, masking.tabulate_masking(counts))
    return _Part(tuple(_rows("Maskering", "", len(texts), masking.score_masking(counts))), (section,))


def _measure_themes(labelled: Labelled, table: pd.DataFrame, recognize: Recognize, finders: Finders) -> _Part:
    if THEME not in labelled.columns:
        return _lacks("Temaene", THEME)
    told = [kind or recognize(quote).kind for kind, quote in zip(table["kind"], table["quote"], strict=True)]
    statements = table.assign(kind=told)
    found = pd.Series(list(finders.find_themes(statements)), index=table.index, dtype="int64")
    measured = statements["kind"].isin(NEED_KINDS) & (statements["theme"] != "")
    placed = measured & (found != UNPLACED)
    if not placed.any():
        n_needs = int(measured.sum())
        few = f"Temaene: verktøyet laget ingen temaer av {n_needs} behov med tema; de er for få eller for ulike."
        return _Part(unmeasured=(few,))
    pair = (list(statements["theme"][placed]), list(found[placed]))
    scores = {
        "justert Rand-indeks": themes.find_rand(*pair),
        "felles informasjon (NMI)": themes.find_information(*pair),
        "andel av behovene som er plassert": float(placed.sum() / measured.sum()),
    }
    empty = (float("nan"), float("nan"))
    main = [(f"Temaer: {name}", "", int(placed.sum()), value, *empty) for name, value in scores.items()]
    n_found, n_labelled = found[placed].nunique(), len(set(pair[0]))
    note = f"{n_found} temaer er funnet og {n_labelled} er merket. Bare plasserte behov sammenlignes."
    by_theme = themes.tabulate_themes(list(statements["theme"][measured]), list(found[measured]))
    return _Part(tuple(main), (Section(THEMES, note, by_theme),))
