"""Microsoft Forms in bokmål, nynorsk and English, from Excel and by way of Power Automate."""

import pytest

from tests.innspill.exports import assert_nothing_leaks, read, told

FORMS = {
    "nb": ["ID", "Starttidspunkt", "Fullføringstidspunkt", "E-postadresse", "Navn", "Tidspunkt for siste endring"],
    "nn": ["ID", "Starttidspunkt", "Fullføringstidspunkt", "E-postadresse", "Namn", "Tidspunkt for siste endring"],
    "en": ["Id", "Start time", "Completion time", "Email", "Name", "Last modified time"],
}


@pytest.mark.parametrize("language", FORMS)
@pytest.mark.parametrize("lists", [("Buss;Sykkel;", "Buss;"), ('["Buss","Sykkel"]', '["Buss"]')])
def test_microsoft_forms_in_each_language_with_lists_of_choices(tmp_path, language, lists):
    def row(number, mail, name, *answers):
        own = [number, "2026-02-03 10:00:00", f"2026-02-03 10:{number}:00", mail, name, "2026-02-04 08:00:00"]
        return [*own, *answers]

    delivery = read(
        tmp_path,
        [*FORMS[language], "Hva trenger\u00a0du i\nhverdagen?", "Hva bruker du?", "Hvilken rolle har du?", "Kommentar",
         "Kommentar2"],
        row("11", "anonymous", "", "En tryggere vei til skolen", lists[0], "Forelder;Ansatt;", "Takk for at dere spør",
            "Dette er viktig for oss"),
        row("12", "anonymous", "Anonymous", "Et sted å være om kvelden", lists[1], "Forelder;", "", ""),
        row("13", "kari@eksempel.no", "Kari Eksempelsen", "Flere benker langs turveien", "", "", "", ""),
    )  # fmt: skip
    innspill = delivery.innspill
    assert delivery.files.loc[0, ["reader", "n_rows"]].tolist() == ["Microsoft Forms", 3]
    assert told(delivery, "questions") == ["Hva trenger du i hverdagen?", "Kommentar", "Kommentar2"]
    assert told(delivery, "closed") == ["Hva bruker du?"]
    assert sorted(set(innspill["rolle"])) == ["", "Forelder", "Forelder; Ansatt"]
    assert innspill["person_id"].nunique() == 3
    assert sorted(set(innspill["answered_at"].dt.minute)) == [11, 12, 13]
    assert_nothing_leaks(delivery, "Eksempelsen", "kari@")


def test_a_semicolon_at_the_end_of_somebodys_sentence_makes_no_list(tmp_path):
    headers = [*FORMS["nb"][:3], "Hva trenger du i hverdagen?"]
    own = ["2026-02-03 10:00:00", "2026-02-03 10:11:00"]
    delivery = read(tmp_path, headers, ["1", *own, "Lys; og buss;"], ["2", *own, "Et sted å være om kvelden"])
    assert sorted(delivery.innspill["text"]) == ["Et sted å være om kvelden", "Lys; og buss;"]
