"""The same form delivered again: edited, repeated and withdrawn answers, and people who answer twice."""

import itertools
import zipfile

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.errors import ReadError
from insight.innspill import account_files, clean_innspill, read_delivery, read_innspill
from insight.innspill.answers import gather_letter
from insight.innspill.deliveries import REPEATED, REPLACED, WITHDRAWN, settle
from insight.innspill.read import read_files

QUESTION, OTHER = "Hva trenger du i hverdagen?", "Hva er bra her?"
WORDS = (
    "Trygg vei til skolen for barna mine",
    "Buss som går om kvelden når jeg jobber sent",
    "Et sted å være for ungdom om vinteren",
    "Bedre lys langs turveien ved elva",
    "Flere benker der de gamle kan hvile",
    "Legetime uten å vente i tre uker",
)
EDITED = "Fortau hele veien fra Fjordvik til skolen"


def day(n):
    return f"2026-{1 + n // 27:02}-{1 + n % 27:02}T10:{n % 60:02}:00.000+01:00"


def deliver(folder, name, responses, question=QUESTION):
    """A Nettskjema export: a number, and a text (or texts) or a triple of text, day and krets."""
    questions = [question] if isinstance(question, str) else question
    lines = [";".join(["$submission_id", "$created", *questions, "Krets"])]
    for number, said in responses.items():
        texts, sent, krets = said if isinstance(said, tuple) else (said, number, "Solsida")
        texts = [texts] if isinstance(texts, str) else texts
        lines.append(";".join([str(number), day(sent), *texts, krets]))
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def forms(folder, name, responses, question=QUESTION, modified=None):
    """A csv as Microsoft Forms makes it: ids from 1 in every form, told apart by when they were begun."""
    questions = [question] if isinstance(question, str) else question
    headers = ["ID", "Starttidspunkt", "Fullføringstidspunkt", "E-postadresse", "Navn", "Tidspunkt for siste endring"]
    lines = [";".join([*headers, *questions])]
    for number, (mail, texts) in responses.items():
        texts = [texts] if isinstance(texts, str) else texts
        begun, ended = f"{number:02}.02.2026 10:{number:02}:11", f"{number:02}.02.2026 10:{number:02}:59"
        lines.append(";".join([str(number), begun, ended, mail, "", (modified or {}).get(number, ""), *texts]))
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def heard(folder):
    innspill = read_innspill(folder)
    return sorted(innspill.loc[innspill["set_aside"] == "", "text"])


def reasons(innspill, source):
    return sorted(innspill.loc[innspill["source"] == source, "set_aside"])


def say(*numbers):
    return {number: WORDS[number - 1] for number in numbers}


@pytest.mark.parametrize("names", list(itertools.permutations(["a.csv", "b.csv"])))
def test_of_an_edited_answer_the_newest_edition_is_heard_whatever_the_files_are_called(tmp_path, names):
    old, new = names
    deliver(tmp_path, old, say(1, 2, 3))
    deliver(tmp_path, new, say(1, 2, 3, 4) | {2: EDITED} | {2: (EDITED, 2, "Solsida")})
    innspill, files, _ = read_delivery(tmp_path)
    assert heard(tmp_path) == sorted([EDITED, *say(1, 3, 4).values()])
    replaced = innspill[innspill["set_aside"] == REPLACED]
    assert (replaced["source"] == old).all() and replaced["text"].tolist() == [WORDS[1]]
    assert innspill["person_id"].nunique() == 4
    edited = innspill[innspill["text"] == EDITED].iloc[0]
    alone = deliver(tmp_path / "alene", "x.csv", say(2))
    assert read_innspill(alone).loc[0, "innspill_id"] == edited["innspill_id"]
    told = files.set_index("source").loc[old]
    assert told["n_set_aside"] == 1 and told["set_aside"] == f"{REPLACED}: 1"


def test_a_response_missing_from_a_newer_cumulative_export_is_withdrawn_and_emptied(tmp_path):
    deliver(tmp_path, "uke2.csv", say(1, 2, 3))
    deliver(tmp_path, "uke1.csv", say(1, 3, 4, 5))
    innspill, files, _ = read_delivery(tmp_path)
    gone = innspill[innspill["set_aside"] == WITHDRAWN]
    assert len(gone) == 1
    assert gone.iloc[0][["text", "krets", "person_id", "kjoenn"]].tolist() == ["", "", "", ""]
    assert gone["answered_at"].isna().all() and gone.iloc[0]["response"] == 0
    assert WORDS[1] not in set(innspill["text"])
    assert heard(tmp_path) == sorted(say(1, 3, 4, 5).values())
    assert "trukket tilbake" in files.set_index("source").loc["uke2.csv", "note"]
    cleaned = clean_innspill(innspill)
    assert (cleaned["set_aside"] == WITHDRAWN).sum() == 1


def test_a_newer_file_with_little_in_common_is_a_further_part(tmp_path):
    deliver(tmp_path, "a.csv", say(1, 2, 3))
    deliver(tmp_path, "b.csv", say(3, 4, 5, 6))
    assert heard(tmp_path) == sorted(WORDS)


def test_three_generations_with_a_return_and_two_withdrawals(tmp_path):
    deliver(tmp_path, "c.csv", say(1, 2, 3, 4))
    deliver(tmp_path, "a.csv", say(1, 3, 4, 5))
    deliver(tmp_path, "b.csv", say(1, 2, 4, 5, 6))
    assert heard(tmp_path) == sorted(say(1, 2, 4, 5, 6).values())


def test_an_answer_that_is_emptied_is_taken_back(tmp_path):
    deliver(tmp_path, "a.csv", say(1, 2, 3))
    deliver(tmp_path, "b.csv", say(1, 3, 4) | {2: ""})
    innspill = read_innspill(tmp_path)
    assert heard(tmp_path) == sorted(say(1, 3, 4).values())
    assert WORDS[1] not in set(innspill["text"])


def test_an_edited_background_counts_from_the_newest_edition(tmp_path):
    deliver(tmp_path, "a.csv", say(1, 2, 3))
    deliver(tmp_path, "b.csv", {2: (WORDS[1], 2, "Nordsida")} | say(1, 3, 4))
    innspill = read_innspill(tmp_path)
    used = innspill[innspill["set_aside"] == ""]
    assert used.loc[used["text"] == WORDS[1], "krets"].tolist() == ["Nordsida"]


@pytest.mark.parametrize("new", ["a.csv", "z.csv"])
def test_a_question_that_is_added_or_removed_loses_no_answer_and_doubles_none(tmp_path, new):
    deliver(tmp_path, "m.csv", {1: [WORDS[0], WORDS[1]], 2: [WORDS[2], WORDS[3]]}, [QUESTION, OTHER])
    deliver(tmp_path, new, say(1) | {2: EDITED, 3: WORDS[4]})
    innspill = read_innspill(tmp_path)
    assert heard(tmp_path) == sorted([WORDS[0], WORDS[1], EDITED, WORDS[3], WORDS[4]])
    assert innspill["person_id"].nunique() == 3


def test_forms_with_an_added_question_is_known_again_by_the_clock(tmp_path):
    forms(tmp_path, "a.csv", {1: ("", WORDS[0]), 2: ("", WORDS[1]), 3: ("", WORDS[2])})
    forms(
        tmp_path,
        "b.csv",
        {1: ("", [WORDS[0], ""]), 2: ("", [WORDS[1], ""]), 4: ("", [WORDS[3], WORDS[4]])},
        [QUESTION, OTHER],
    )
    innspill = read_innspill(tmp_path)
    assert heard(tmp_path) == sorted([WORDS[0], WORDS[1], WORDS[3], WORDS[4]])
    assert (innspill["set_aside"] == WITHDRAWN).sum() == 1
    assert (set(innspill["person_id"]) - {""}).__len__() == 3


def test_last_modified_decides_also_when_the_files_are_equally_new(tmp_path):
    people = {1: ("", WORDS[0]), 2: ("", WORDS[1])}
    forms(tmp_path, "b.csv", people)
    forms(tmp_path, "a.csv", people | {1: ("", EDITED)}, modified={1: "02.02.2026 09:00:00"})
    assert heard(tmp_path) == sorted([EDITED, WORDS[1]])


def test_when_nothing_tells_which_is_newer_both_are_kept_and_it_is_told(tmp_path):
    deliver(tmp_path, "a.csv", say(1, 2, 3))
    deliver(tmp_path, "b.csv", {2: EDITED} | say(1, 3))
    innspill, files, _ = read_delivery(tmp_path)
    assert heard(tmp_path) == sorted([EDITED, *say(1, 2, 3).values()])
    assert innspill["person_id"].nunique() == 3
    assert files["note"].str.contains("hvilken fil som er nyest").all()


def test_two_forms_that_both_count_from_one_are_not_taken_for_one(tmp_path):
    for name, texts in (("skole-a.csv", WORDS[:3]), ("skole-b.csv", WORDS[3:])):
        rows = [f"{n};0{n + (name > 'skole-b')}.02.2026;{text}" for n, text in enumerate(texts, start=1)]
        (tmp_path / name).write_text("\n".join([f"id;dato;{QUESTION}", *rows]), encoding="utf-8")
    innspill = read_innspill(tmp_path)
    assert heard(tmp_path) == sorted(WORDS)
    assert innspill["person_id"].nunique() == 6


def test_an_answer_without_a_number_is_known_by_its_content(tmp_path):
    header, rows = "Tidsmerke;Hva trenger du?", [f"0{n}.02.2026 10:15;{text}" for n, text in enumerate(WORDS[:4], 1)]
    (tmp_path / "a.csv").write_text("\n".join([header, *rows[:3]]), encoding="utf-8")
    (tmp_path / "b.csv").write_text("\n".join([header, rows[0], rows[2], rows[3]]), encoding="utf-8")
    assert heard(tmp_path) == sorted([WORDS[0], WORDS[2], WORDS[3]])


# --- the same person twice ---------------------------------------------------------------------------


def test_the_same_address_is_one_person_with_two_responses_and_both_are_heard(tmp_path):
    people = {
        1: ("kari@eksempel.no", WORDS[0]),
        2: ("anonymous", WORDS[1]),
        3: ("Kari@Eksempel.no", WORDS[2]),
        4: ("anonymous", WORDS[3]),
    }
    forms(tmp_path, "a.csv", people)
    innspill = read_innspill(tmp_path, salt="s").sort_values("row")
    assert innspill["response"].tolist() == [1, 1, 2, 1]
    assert innspill["person_id"].nunique() == 3
    assert (innspill["set_aside"] == "").all()
    assert not innspill.astype(str).apply(lambda column: column.str.contains("eksempel", case=False)).any().any()


def test_a_name_alone_does_not_make_two_people_one(tmp_path):
    lines = ["id;Navn;Hva trenger du?", f"1;Ola Nordmann;{WORDS[0]}", f"2;Ola Nordmann;{WORDS[1]}"]
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    assert read_innspill(tmp_path)["person_id"].nunique() == 2


def test_a_repeated_delivery_does_not_make_a_second_response(tmp_path):
    people = {1: ("kari@eksempel.no", WORDS[0]), 2: ("per@eksempel.no", WORDS[1])}
    forms(tmp_path, "a.csv", people)
    forms(tmp_path, "b.csv", people | {3: ("ida@eksempel.no", WORDS[2])})
    innspill = read_innspill(tmp_path)
    assert set(innspill["response"]) == {1}
    assert innspill["person_id"].nunique() == 3


def letter(number, sender="kari@eksempel.no", text=WORDS[0], source="brev.eml"):
    sent = pd.Timestamp("2026-03-01 12:00").to_pydatetime()
    return gather_letter("Høring", text, sender=sender, number=number, sent=sent, source=source, salt="s")[0]


def test_a_letter_is_one_answer_from_a_person_known_by_the_address_alone():
    letters = [letter("<1@x>"), letter("<2@x>", text=WORDS[1]), letter("<3@x>", sender="per@eksempel.no")]
    settle(letters)
    assert {one["channel"] for one in letters} == {"brev"}
    assert letters[0]["person_id"] == letters[1]["person_id"] != letters[2]["person_id"]
    assert [one["response"] for one in letters] == [1, 2, 1]
    assert not any("eksempel" in str(value) for one in letters for value in one.values())


def test_the_same_letter_saved_twice_is_one():
    letters = [letter("<1@x>"), letter("<1@x>", source="kopi.eml")]
    settle(letters)
    assert sorted(one["set_aside"] for one in letters) == ["", REPEATED]


# --- accounts ----------------------------------------------------------------------------------------


def test_the_accounts_of_each_file_add_up_before_and_after_cleaning(tmp_path):
    deliver(tmp_path, "a.csv", say(1, 2, 3) | {4: "", 5: "vet ikke"})
    deliver(tmp_path, "b.csv", say(1, 3) | {4: "", 5: "vet ikke", 6: WORDS[5]})
    innspill, files, _ = read_delivery(tmp_path)
    pd.testing.assert_frame_equal(read_files(tmp_path), files)
    for counted, answers in ((files, innspill), (account_files(files, clean := clean_innspill(innspill)), clean)):
        for file in counted.itertuples():
            own = answers[answers["source"] == file.source]
            assert file.n_answers == len(own) and file.n_set_aside == (own["set_aside"] != "").sum()
            told = dict(part.rsplit(": ", 1) for part in file.set_aside.split(" | ") if part)
            assert {reason: int(n) for reason, n in told.items()} == dict(
                own.loc[own["set_aside"] != "", "set_aside"].value_counts()
            )
    assert "ikke svar: 1" in account_files(files, clean)["set_aside"].str.cat()
    with pytest.raises(ValueError, match="add up"):
        account_files(files, clean.iloc[1:])


# --- any sequence of deliveries ----------------------------------------------------------------------


@st.composite
def deliveries(draw):
    """A form over time: people answer, edit and withdraw between the exports, each of which holds all there is."""
    standing: dict[int, str] = {}
    exports, number = [], 0
    for generation in range(draw(st.integers(1, 4))):
        for taken in draw(st.sets(st.sampled_from(sorted(standing)), max_size=len(standing) // 2)) if standing else ():
            del standing[taken]
        for edited in draw(st.sets(st.sampled_from(sorted(standing)), max_size=2)) if standing else ():
            standing[edited] = f"{WORDS[edited % 6]} nummer {edited} utgave {generation}"
        for _ in range(draw(st.integers(1, 4))):
            number += 1
            standing[number] = f"{WORDS[number % 6]} nummer {number}"
        exports.append(dict(standing))
    names = draw(st.permutations([f"{n}.csv" for n in range(len(exports))]))
    return list(zip(names, exports, strict=True))


@st.composite
def any_files(draw):
    """Files of one form with whatever in common: parts, copies, edits, equal times."""
    response = st.tuples(st.sampled_from(["", *WORDS[:3]]), st.integers(0, 3), st.sampled_from(["", "Solsida"]))
    exports = draw(st.lists(st.dictionaries(st.integers(1, 6), response, min_size=1), min_size=1, max_size=4))
    exports = [{10 + place: (WORDS[4], 0, "Solsida"), **export} for place, export in enumerate(exports)]
    return exports, draw(st.permutations(range(len(exports)))), draw(st.randoms(use_true_random=False))


@settings(deadline=None)
@given(any_files())
def test_what_is_heard_never_depends_on_file_names_or_row_order(tmp_path_factory, drawn):
    exports, order, chance = drawn
    told = []
    for places in (range(len(exports)), order):
        folder = tmp_path_factory.mktemp("filer")
        for name, place in enumerate(places):
            rows = list(exports[place].items())
            chance.shuffle(rows)
            deliver(folder, f"{name}.csv", dict(rows))
        innspill = read_innspill(folder, columns={"fritekst": QUESTION})
        assert len(innspill) == sum(map(len, exports))
        used = innspill[innspill["set_aside"] == ""]
        columns = ["innspill_id", "person_id", "response", "text", "krets", "answered_at"]
        told.append(sorted(map(tuple, used[columns].astype("str").to_numpy())))
    assert told[0] == told[1]


@settings(deadline=None)
@given(deliveries())
def test_every_response_of_the_latest_delivery_is_heard_once_and_nothing_withdrawn_is(tmp_path_factory, exports):
    folder = tmp_path_factory.mktemp("leveranser")
    for name, responses in exports:
        deliver(folder, name, responses)
    innspill = read_innspill(folder)
    latest = exports[-1][1]
    used = innspill[innspill["set_aside"] == ""]
    assert sorted(used["text"]) == sorted(latest.values())
    assert used["person_id"].is_unique and used["innspill_id"].is_unique
    gone = {number for _, responses in exports for number in responses} - set(latest)
    withdrawn = {responses[number] for _, responses in exports for number in gone & set(responses)}
    assert withdrawn.isdisjoint(innspill["text"])
    assert len(innspill) == sum(len(responses) for _, responses in exports)


# --- notes from a workshop in a table ----------------------------------------------------------------

PADLET = "Created At,Author,Subject,Body,Section,Votes"


def hang_up(folder, name, notes):
    """A Padlet board: (day, words, votes) for each note."""
    lines = [PADLET, *(f"2026-03-{day:02} 18:00:00,Ola,,{words},Hva mangler?,{votes}" for day, words, votes in notes)]
    (folder / name).write_text("\n".join(lines), encoding="utf-8")


def test_a_note_is_no_person_and_its_votes_are_kept_apart(tmp_path):
    hang_up(tmp_path, "tavle.csv", [(1, WORDS[0], 3), (1, WORDS[1], 0)])
    notes = read_innspill(tmp_path).sort_values("row")
    assert notes["channel"].tolist() == ["verksted"] * 2
    assert notes["votes"].tolist() == [3, 0]
    assert notes["question"].tolist() == ["Hva mangler?"] * 2
    assert notes["person_id"].tolist() == ["", ""] and notes["response"].tolist() == [0, 0]


def test_a_board_fetched_again_gives_each_note_once_with_the_newest_votes(tmp_path):
    hang_up(tmp_path, "b.csv", [(1, WORDS[0], 3), (2, WORDS[1], 1), (3, WORDS[2], 0)])
    hang_up(tmp_path, "a.csv", [(1, WORDS[0], 5), (2, WORDS[1], 1), (4, WORDS[3], 2)])
    notes = read_innspill(tmp_path)
    used = notes[notes["set_aside"] == ""]
    assert dict(zip(used["text"], used["votes"], strict=True)) == {WORDS[0]: 5, WORDS[1]: 1, WORDS[3]: 2}
    assert (notes["set_aside"] == WITHDRAWN).sum() == 1


def test_a_proposal_its_author_has_withdrawn_is_gone_from_every_file(tmp_path):
    header = "id;title/nb;body/nb;published_at;state;component/id"
    for name, state in (("a.csv", ""), ("b.csv", "withdrawn")):
        rows = [f"{n};Tittel;{WORDS[n]};2026-03-0{n} 12:00:00;{state if n == 2 else ''};7" for n in (1, 2, 3)]
        (tmp_path / name).write_text("\n".join([header, *rows]), encoding="utf-8")
    innspill = read_innspill(tmp_path)
    assert not innspill["text"].str.contains(WORDS[2]).any()
    assert (innspill["set_aside"] == WITHDRAWN).sum() == 2
    assert len(heard(tmp_path)) == 2


def test_files_in_a_zip_are_read_each_by_itself_and_a_broken_zip_is_a_fault(tmp_path):
    deliver(tmp_path / "inn", "a.csv", say(1, 2, 3))
    deliver(tmp_path / "inn", "b.csv", say(1, 3, 4))
    folder = tmp_path / "rå"
    folder.mkdir()
    with zipfile.ZipFile(folder / "alt.zip", "w") as package:
        for file in sorted((tmp_path / "inn").iterdir()):
            package.write(file, file.name)
    innspill, files, _ = read_delivery(folder)
    assert files["source"].tolist() == ["alt.zip/a.csv", "alt.zip/b.csv"]
    assert heard(folder) == sorted(say(1, 3, 4).values()) and len(innspill) == 6
    (folder / "kuttet.zip").write_bytes((folder / "alt.zip").read_bytes()[:80])
    with pytest.raises(ReadError, match=r"kuttet\.zip"):
        read_delivery(folder)
