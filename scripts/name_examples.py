"""Makes up the texts that make_name_tagger.py learns from: people, places and streets put into sentences."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from insight.innspill.tagger import LABELS
from insight.norsk.wordlists import read_words

HERE = Path(__file__).resolve().parent
OUTSIDE, NAME, GOES_ON, PLACE, ORGANISATION, OTHER = range(len(LABELS))
N_OF_TEMPLATE = 40

_STEM = re.compile(r"(?:sen|son|rud|stad|vik|dal|land|heim|nes|berg|haug|lund|moen|lien|en|e)$")
_FARM = re.compile(
    r"(?:rud|stad|vik|dal|dalen|land|heim|nes|berg|haug|haugen|lund|moen|lien|eng|hagen|set|seth|vold|by|um|ås|åsen|bø"
    r"|bakken|sæter|gård|bråten|lia|moe|mo|øy|tveit|myr|myra|rød|helle|helleland|hus|vang|foss|bekk|strand|holt|skog"
    r"|kvam|voll|dahl|li|lie)$"
)
_HOLE = re.compile(r"([^{]*)(?:\{(\w+)\})?")

Example = list[tuple[str, int]]
"""A text in pieces, each with a label; a person's name is one piece."""


def make_examples(real: Sequence[Example], chance: random.Random) -> list[Example]:
    """`real` and all that is made of them and of the templates, in random order."""
    read_fillers()["kjent sted"][len(read_words("steder")) :] = sorted(
        {text for example in real for text, label in example if label == PLACE}
    )
    examples = list(real)
    for example in real:
        examples += vary_real(example, chance)
    for template in (HERE / "name_templates.txt").read_text(encoding="utf-8").splitlines():
        if template and not template.startswith("#"):
            examples += (vary_made(fill(template, chance), chance) for _ in range(N_OF_TEMPLATE))
    chance.shuffle(examples)
    return list(join_some(examples, chance))


@cache
def read_fillers() -> dict[str, list[str]]:
    """What the holes of the templates are filled with, the word lists of the package among them."""
    fillers: dict[str, list[str]] = {}
    for line in (HERE / "name_fillers.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            key, _, words = line.partition(":")
            fillers.setdefault(key, []).extend(word.strip() for word in words.split(","))
    surnames = read_words("etternavn")
    return fillers | {
        "fornavn": [*read_words("fornavn"), *read_words("fornavn-flere")],
        "fornavn som er ord": list(read_words("fornavn-ord")),
        "etternavn": list(surnames),
        "gårdsnavn": [name for name in surnames if _FARM.search(name)],
        "stamme": [_STEM.sub("", name) for name in surnames if len(name) > 6],
        "kjent sted": list(read_words("steder")),
    }


def pick(key: str, chance: random.Random) -> str:
    words = read_fillers()[key]
    return words[int(chance.random() * len(words))]


def draw_first_name(chance: random.Random) -> str:
    name = pick("fornavn som er ord" if chance.random() < 0.1 else "fornavn", chance)
    if chance.random() < 0.08:
        name += ("-" if chance.random() < 0.6 else " ") + pick("fornavn", chance)
    return misspell(name, chance) if chance.random() < 0.12 else name


def draw_surname(chance: random.Random) -> str:
    """One of the list, or one that looks like them, so that the list is not the only sign."""
    is_known = chance.random() > 0.25
    name = pick("etternavn", chance) if is_known else pick("stamme", chance) + pick("etternavn-slutt", chance)
    draw = chance.random()
    if draw < 0.05:
        name += "-" + pick("etternavn", chance)
    elif draw < 0.08:
        name = f"{pick('partikkel', chance)} {name}"
    return misspell(name, chance) if chance.random() < 0.08 else name


def draw_full_name(chance: random.Random) -> str:
    draw = chance.random()
    first, last = draw_first_name(chance), draw_surname(chance)
    if draw < 0.12:
        return f"{first} {pick('fornavn', chance)} {last}"
    if draw < 0.2:
        return f"{first} {draw_surname(chance)} {last}"
    if draw < 0.24:
        return f"{first} {pick('etternavn', chance)[0]}. {last}"
    return f"{first} {last}"


def draw_any_name(chance: random.Random) -> str:
    draw = chance.random()
    return (draw_first_name if draw < 0.4 else draw_full_name if draw < 0.8 else draw_surname)(chance)


def draw_place(chance: random.Random) -> str:
    """A known place, a common word, a farm that is a surname as well, or one that looks like them."""
    draw = chance.random()
    if draw < 0.5:
        return pick("stedsord" if draw < 0.1 else "kjent sted", chance)
    return pick("gårdsnavn", chance) if draw < 0.75 else pick("stamme", chance) + pick("sted-slutt", chance)


def draw_institution(chance: random.Random) -> str:
    draw = chance.random()
    if draw < 0.7:
        return f"{draw_place(chance) if draw < 0.5 else pick('etternavn', chance)} {pick('institusjon', chance)}"
    if draw < 0.85:
        return draw_place(chance) + pick("institusjon-slutt", chance)
    owner = pick("fornavn" if draw < 0.95 else "etternavn", chance)
    return f"{put_in_genitive(owner)} {pick('minne', chance)}"


def draw_street(chance: random.Random) -> str:
    draw, end = chance.random(), pick("gate", chance)
    if draw < 0.2:
        return f"{put_in_genitive(pick('etternavn', chance))} {end}"
    if draw < 0.4:
        return f"{pick('fornavn', chance)} {put_in_genitive(pick('etternavn', chance))} {end}"
    if draw < 0.5:
        return f"{pick('gate-tittel', chance)} {put_in_genitive(pick('fornavn', chance))} {end}"
    if draw < 0.55:
        return f"{pick('gate-foran', chance)} {draw_place(chance)} {end}"
    return pick("gate-hel", chance) if draw < 0.65 else draw_place(chance) + pick("gate-slutt", chance)


def put_in_genitive(name: str) -> str:
    return name if name.endswith(("s", "x", "z")) else name + "s"


_DRAWN: dict[str, tuple[Callable[[random.Random], str], int]] = {
    "F": (draw_first_name, NAME),
    "L": (draw_surname, NAME),
    "FL": (draw_full_name, NAME),
    "N": (draw_any_name, NAME),
    "FI": (lambda chance: f"{draw_first_name(chance)} {pick('etternavn', chance)[0]}.", NAME),
    "IL": (lambda chance: f"{pick('fornavn', chance)[0]}. {draw_surname(chance)}", NAME),
    "FG": (lambda chance: put_in_genitive(draw_first_name(chance)), NAME),
    "LG": (lambda chance: put_in_genitive(draw_surname(chance)), NAME),
    "NG": (lambda chance: put_in_genitive(draw_any_name(chance)), NAME),
    "P": (draw_place, PLACE),
    "S": (draw_institution, ORGANISATION),
    "G": (draw_street, PLACE),
    "O": (lambda chance: pick("O", chance), ORGANISATION),
    "C": (lambda chance: (pick("C-først", chance) + pick("C-sist", chance)).capitalize(), OUTSIDE),
    "M": (lambda chance: pick("maske", chance), OUTSIDE),
}


def fill(template: str, chance: random.Random) -> Example:
    """A template with its holes filled."""
    example: Example = []
    for text, key in _HOLE.findall(template.replace("\\n", "\n")):
        if text:
            example.append((text, OUTSIDE))
        if key in _DRAWN:
            draw, label = _DRAWN[key]
            example.append((draw(chance), label))
        elif key:
            example.append((pick(key, chance), OUTSIDE))
    return example


def misspell(word: str, chance: random.Random) -> str:
    """The word with one letter left out, doubled, changed or swapped with the next; a short one as it is."""
    if len(word) < 4:
        return word
    at, draw = 1 + int(chance.random() * (len(word) - 2)), chance.random()
    if draw < 0.3:
        return word[:at] + word[at + 1 :]
    if draw < 0.55:
        return word[:at] + word[at] + word[at:]
    if draw < 0.8:
        return word[:at] + chance.choice("aeiourstnlkmdøå") + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def vary_real(example: Example, chance: random.Random) -> list[Example]:
    """The text with other people's names, in small letters, in capitals and misspelt."""
    has_name = any(label == NAME for _, label in example)
    varied = [swap_names(example, chance), swap_names(example, chance)] if has_name else []
    for change, share in ((str.lower, 0.5 if has_name else 0.3), (str.upper, 0.12 if has_name else 0.06)):
        if chance.random() < share:
            varied.append(_change(swap_names(example, chance) if chance.random() < 0.5 else example, change))
    if chance.random() < 0.2:
        varied.append(misspell_some(example, chance))
    return varied


def vary_made(example: Example, chance: random.Random) -> Example:
    """People write in small letters, in capitals, with slips, and seldom without a capital at the start."""
    draw = chance.random()
    if draw < 0.3:
        return _change(example, str.lower)
    if draw < 0.36:
        return _change(example, str.upper)
    if draw < 0.46:
        return misspell_some(example, chance)
    first, label = example[0]
    return [(first[0].upper() + first[1:], label), *example[1:]] if draw < 0.75 else example


def swap_names(example: Example, chance: random.Random) -> Example:
    return [(draw_like(text, chance) if label == NAME else text, label) for text, label in example]


def draw_like(name: str, chance: random.Random) -> str:
    """Another name of one word or several; a third of those in -s are taken for genitives."""
    is_genitive = name.endswith("s") and chance.random() < 0.3
    if " " in name:
        new = draw_full_name(chance)
    else:
        is_first = name in read_words("fornavn") or chance.random() < 0.2
        new = draw_first_name(chance) if is_first else draw_surname(chance)
    return put_in_genitive(new) if is_genitive else new


def misspell_some(example: Example, chance: random.Random) -> Example:
    def slip(text: str) -> str:
        words = text.split(" ")
        return " ".join(misspell(each, chance) if each.isalpha() and chance.random() < 0.15 else each for each in words)

    return _change(example, slip)


def _change(example: Example, change: Callable[[str], str]) -> Example:
    return [(text if text.startswith("[") else change(text), label) for text, label in example]


def join_some(examples: Sequence[Example], chance: random.Random) -> Iterator[Example]:
    """A third of the texts two and two, for answers have several sentences."""
    held: Example = []
    for example in examples:
        if held:
            yield [*held, (chance.choice([" ", " ", "\n", ". "]), OUTSIDE), *example]
            held = []
        elif chance.random() < 0.2:
            held = example
        else:
            yield example
    if held:
        yield held
