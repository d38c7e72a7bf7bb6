"""What has a form of its own is found: numbers, addresses, links; and what only looks like it stays.

Every person, number and address is made up; numbers with check digits are computed here.
"""

import re
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from insight.innspill.check_digits import FIRST_CHECK, ORGANISATION_CHECK, SECOND_CHECK, is_iban, is_identity_number
from insight.innspill.findings import replace
from insight.innspill.identifiers import find_structured
from insight.tables import IDENTIFIERS


def add_check(digits: str, weights: tuple[int, ...], remainder: int = 0) -> str:
    """The digits with the one that makes the weighted sum leave `remainder`; "" when no digit does."""
    weighed = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))
    last = (remainder - weighed) % 11
    return f"{digits}{last}" if last < 10 else ""


def make_identity(date: str, *, remainder: int = 0, first: int = 100) -> str:
    """The first identity number for six digits of a birth date, from the individual number `first` on."""
    candidates = (add_check(f"{date}{n:03}", FIRST_CHECK, remainder) for n in range(first, 1000))
    return next(number for nine in candidates if nine and (number := add_check(nine, SECOND_CHECK)))


def make_account(digits: str) -> str:
    return add_check(digits, SECOND_CHECK)


def make_organisation(digits: str) -> str:
    return add_check(digits, ORGANISATION_CHECK)


def make_iban(country: str, rest: str) -> str:
    number = int("".join(str(int(sign, 36)) for sign in f"{rest}{country}00"))
    return f"{country}{98 - number % 97:02}{rest}"


def space(number: str, *lengths: int, by: str = " ") -> str:
    ends = [sum(lengths[:n]) for n in range(len(lengths) + 1)]
    return by.join(number[start:end] for start, end in pairwise(ends))


def mask_forms(text: str) -> str:
    return replace(text, find_structured(text))


PERSON = make_identity("010190")
ACCOUNT = make_account("1234567891")
FIRM = make_organisation("98765432")
IBAN = make_iban("NO", ACCOUNT)
GERMAN = make_iban("DE", "370400440532013000")


@pytest.mark.parametrize(
    "number",
    [
        PERSON,
        make_identity("410190"),  # D-number: the day and 40
        make_identity("014190"),  # H-number, and NAV's synthetic people: the month and 40
        make_identity("018190"),  # the Tax Administration's synthetic people: the month and 80
        make_identity("016690"),  # Norsk helsenett's: the month and 65
        make_identity("418190"),
        make_identity("812345"),  # FH-number: 8 or 9 first, no date
        make_identity("010132", remainder=1, first=900),
        make_identity("010132", remainder=2, first=900),
        make_identity("010132", remainder=3, first=900),
        "02013299997",  # the Tax Administration's own examples of numbers from 2032 on
        "30108299920",
        "30108299939",
    ],
)
def test_every_kind_of_identity_number_is_known_by_its_checks_in_every_spacing(number):
    assert is_identity_number([int(digit) for digit in number])
    spacings = [
        number, space(number, 6, 5), space(number, 6, 5, by="-"), space(number, 6, 5, by="."), space(number, 6, 3, 2),
        space(number, 2, 2, 2, 5), space(number, 6, 5, by=" – "), space(number, 6, 5, by="\u00a0"),
        space(number, 3, 3, 3, 2), space(number, 6, 5, by="\u2009"),
        f"{space(number[:6], 2, 2, 2, by='.')}-{number[6:]}",
        number.translate({48 + n: 0xFF10 + n for n in range(10)}),
    ]  # fmt: skip
    for written in spacings:
        assert mask_forms(f"Nummeret {written}, takk") == "Nummeret [fødselsnummer], takk", written


@pytest.mark.parametrize(
    ("text_in", "text_out"),
    [
        ("Skrev feil: 12345678901", "Skrev feil: [fødselsnummer]"),
        ("fnr 12 34 56 78901", "fnr [fødselsnummer]"),
        ("fødselsnr. 123 456 789 01", "fødselsnr. [fødselsnummer]"),
        ("født 010190 12345", "født [fødselsnummer]"),
        ("010190 12345", "[fødselsnummer]"),
        ("01.01.90-12345", "[fødselsnummer]"),
        ("personnummer 01.01.1990 12345", "personnummer [fødselsnummer]"),
        ("123456 12345 er feil tastet", "[fødselsnummer] er feil tastet"),
        (f"konto {PERSON}", "konto [kontonummer]"),
        ("01.01.1990-12345, 01.01.2024-12345", "[fødselsnummer], 01.01.2024-12345"),
        ("personnummeret: 12345", "personnummeret: [fødselsnummer]"),
        ("DUF-nummer 202012345678", "DUF-nummer [fødselsnummer]"),
        ("Mellom 100000 50000 kr", "Mellom 100000 50000 kr"),
        ("Budsjettet er 12345678901 kroner", "Budsjettet er 12345678901 kroner"),
        ("saldo kr 12345678901", "saldo kr 12345678901"),
        ("strekkoden 7038010000737 og 1234567890", "strekkoden 7038010000737 og 1234567890"),
        ("den 12 34 56 78901 ganger", "den 12 34 56 78901 ganger"),
        ("2024-03-12346 er ordren", "2024-03-12346 er ordren"),
    ],
)
def test_numbers_of_eleven_digits_are_told_by_name_group_and_check(text_in, text_out):
    assert mask_forms(text_in) == text_out


@pytest.mark.parametrize(
    "written",
    [
        ACCOUNT, space(ACCOUNT, 4, 2, 5), space(ACCOUNT, 4, 2, 5, by="."), space(ACCOUNT, 4, 2, 5, by="-"),
        space(ACCOUNT, 4, 2, 5, by="\u00a0"), f"{ACCOUNT[:4]} {ACCOUNT[4:]}", IBAN, space(IBAN, 4, 4, 4, 3),
        IBAN.lower(),
        space(GERMAN, 4, 4, 4, 4, 4, 2), GERMAN, make_iban("SE", "50000000058398257466"),
        make_iban("GB", "NWBK60161331926819"),
    ],
)  # fmt: skip
def test_accounts_are_found_in_every_spacing(written):
    assert mask_forms(f"Sett inn på konto {written} i dag") == "Sett inn på konto [kontonummer] i dag"


@pytest.mark.parametrize(
    ("text_in", "text_out"),
    [
        ("1234.56.78901", "[kontonummer]"),
        ("DE00 3704 1044 0532 1300 00 er ikke", "DE00 3704 1044 0532 1300 00 er ikke"),
        (f"de 10 kontoene {IBAN}", "de 10 kontoene [kontonummer]"),
        (f"{space(GERMAN, 4, 4, 4, 4, 4, 2)} er min", "[kontonummer] er min"),
        ("Vipps til 12345", "Vipps til [kontonummer]"),
        ("vippsnummer #123456", "vippsnummer [kontonummer]"),
        ("Jeg vippset 50000 kr og vipps 10000,-", "Jeg vippset 50000 kr og vipps 10000,-"),
        (f"org.nr. {FIRM}", "org.nr. [organisasjonsnummer]"),
        (f"{space(FIRM, 3, 3, 3)} er gården", "[organisasjonsnummer] er gården"),
        (f"NO {space(FIRM, 3, 3, 3)} MVA", "[organisasjonsnummer]"),
        (f"NO{FIRM}MVA", "[organisasjonsnummer]"),
        (f"{FIRM} MVA", "[organisasjonsnummer]"),
        ("organisasjonsnummer 900000001", "organisasjonsnummer [organisasjonsnummer]"),
        ("orgnr: 900 000 001", "orgnr: [organisasjonsnummer]"),
        ("900000001 plaster", "900000001 plaster"),
        ("900 000 001 og 300 000 000", "900 000 001 og 300 000 000"),
        ("Budsjettet er 987 654 325 kroner", "Budsjettet er 987 654 325 kroner"),
        ("1 987 654 325", "1 987 654 325"),
        ("organisasjonen fikk 300 000 000 kr", "organisasjonen fikk 300 000 000 kr"),
    ],
)
def test_accounts_firms_and_payees(text_in, text_out):
    assert mask_forms(text_in) == text_out


@pytest.mark.parametrize(
    "written",
    [
        "900 00 123", "90 00 01 23", "90000123", "9000 0123", "900.00.123", "90-00-01-23", "90.00.01.23", "900 001 23",
        "+47 900 00 123", "+4790000123", "0047 90 00 01 23", "(+47) 900 00 123", "47 900 00 123", "4790000123",
        "+47-900-00-123", "+ 47 90000123", "0047-90000123", "22 22 22 22", "61310000", "900\u00a000\u00a0123",
        "+46 70 123 45 67", "0046 701 234 567", "+1 (555) 010-0123", "+44 20 7946 0958", "+48501234567",
    ],
)  # fmt: skip
def test_phones_are_found_in_every_spacing(written):
    for before, after in (("Nås på ", " etter jobb"), ("tlf. ", ""), ("(", ")"), ("Ring ", "!"), ("", ".")):
        assert mask_forms(f"{before}{written}{after}") == f"{before}[telefon]{after}"


@pytest.mark.parametrize(
    ("text_in", "text_out"),
    [
        ("900 00 123 dagtid, 90000123 gangen ved sida", "[telefon] dagtid, [telefon] gangen ved sida"),
        ("tlf 9 0 0 0 0 1 2 3", "tlf [telefon]"),
        ("ring meg på 900/00/123", "ring meg på [telefon]"),
        ("mobilen min er 90 000 123", "mobilen min er [telefon]"),
        ("telefonnummeret: 90000 123", "telefonnummeret: [telefon]"),
        ("900 00 123, 90 00 01 23 eller 90000123/98765432", "[telefon], [telefon] eller [telefon]/[telefon]"),
        ("Kari 41 234 567, budsjett 41 500 000", "Kari [telefon], budsjett 41 500 000"),
        ("Ring 02800 om natta", "Ring [telefon] om natta"),
        ("mobil 90000123, hjemme 61310000", "mobil [telefon], hjemme [telefon]"),
        (
            "Ring 112, 113 eller 110, legevakta 116117 og 116 111",
            "Ring 112, 113 eller 110, legevakta 116117 og 116 111",
        ),
        ("Det kostet 20 000 000 kr og 25000000 kroner", "Det kostet 20 000 000 kr og 25000000 kroner"),
        ("10 000 000 og 45 500 000", "10 000 000 og 45 500 000"),
        ("kr 90000123", "kr 90000123"),
        ("i 2024-2025, 2024 2025 og 20242025", "i 2024-2025, 2024 2025 og 20242025"),
        ("20240315 og 31 12 2024 og 24122024", "20240315 og 31 12 2024 og 24122024"),
        ("fra 4000-5000 kroner", "fra 4000-5000 kroner"),
        ("mellom 3520 og 2740 er det 45 000", "mellom 3520 og 2740 er det 45 000"),
        ("60.23456789, 10.34567890", "60.23456789, 10.34567890"),
        ("kl. 20.30-21.30 og 08:00-15:30", "kl. 20.30-21.30 og 08:00-15:30"),
        ("ring oss mellom 20.30-21.30", "ring oss mellom 20.30-21.30"),
        ("ringe 20.30 - 21.30", "ringe 20.30 - 21.30"),
        ("90000123 innbyggere, 45000000,- og 900 00 123,50", "90000123 innbyggere, 45000000,- og 900 00 123,50"),
        ("+20 grader og +5 000 000 kr", "+20 grader og +5 000 000 kr"),
        ("nr 12345 i køen og 12345 stemmer", "nr 12345 i køen og 12345 stemmer"),
        ("ringe 10000 ganger", "ringe 10000 ganger"),
        ("buss 200 og 201 hvert 30. minutt", "buss 200 og 201 hvert 30. minutt"),
        ("5. 6. og 7. trinn, 2-3 dager, 1,5 km", "5. 6. og 7. trinn, 2-3 dager, 1,5 km"),
        ("km 12,4 til 13,8 på strekningen", "km 12,4 til 13,8 på strekningen"),
        ("3, 4, 5 og 6 åringer, 10/10", "3, 4, 5 og 6 åringer, 10/10"),
    ],
)
def test_phones_are_told_from_sums_dates_and_counts(text_in, text_out):
    assert mask_forms(text_in) == text_out


@pytest.mark.parametrize(
    ("text_in", "text_out"),
    [
        ("Skriv til kari.n@eksempel.no.", "Skriv til [e-post]."),
        ("kari.nordmann+buss@post.eksempel.no", "[e-post]"),
        ("kari (at) eksempel punktum no", "[e-post]"),
        ("kari @ eksempel . no", "[e-post]"),
        ("kari[alfakrøll]eksempel.no", "[e-post]"),
        ("kari(at)gmail eller kari at gmail.com, look at vg.no", "[e-post] eller [e-post], look at vg.no"),
        ("kari krøllalfa eksempel punktum no", "[e-post]"),
        ("ola punktum nordmann krøllalfa eksempel punktum no", "[e-post]"),
        ("kari(krøllalfa)eksempel[dot]com", "[e-post]"),
        ("kari at eksempel dot no", "[e-post]"),
        ('"kari nordmann"@eksempel.no og <kari@blåbær.no>', "[e-post] og <[e-post]>"),
        ("kari@firmaet, ikke @ skolen.Hilsen meg", "[e-post], ikke @ skolen.Hilsen meg"),
        ("karin@gmail", "[e-post]"),
        ("Vi møttes @ skolen, kl 8", "Vi møttes @ skolen, kl 8"),
        ("Kari at work. Punktum.", "Kari at work. Punktum."),
        ("3 stk @ 50 kr", "3 stk @ 50 kr"),
        ("dette er bra (a) og (b)", "dette er bra (a) og (b)"),
        ("Se https://eksempel.no/kari?a=1, takk", "Se [nettadresse], takk"),
        ("www.eksempel.no!", "[nettadresse]!"),
        ("facebook.com/kari.nordmann og fb.com/kari", "[nettadresse] og [nettadresse]"),
        ("jevnaker.kommune.no er fin, og/eller nrk.no", "jevnaker.kommune.no er fin, og/eller nrk.no"),
        ("følg @kari_n og @ola.n!", "følg [brukernavn] og [brukernavn]!"),
        ("insta: kari_n, snap: karin08", "insta: [brukernavn], snap: [brukernavn]"),
        ("på Snap heter jeg kari_n", "på Snap heter jeg [brukernavn]"),
        ("jeg heter karinord på snap", "jeg heter [brukernavn] på snap"),
        ("legg meg til på snap, kari_n", "legg meg til på snap, [brukernavn]"),
        ("Instagram: bra. Snap: nei. Facebook: gruppa er fin", "Instagram: bra. Snap: nei. Facebook: gruppa er fin"),
        ("Facebook: 10.30 og Snap: 24/7", "Facebook: 10.30 og Snap: 24/7"),
        ("Snapchat er gøy, Instagram er best", "Snapchat er gøy, Instagram er best"),
        ("a @ b, @ 5, @5", "a @ b, @ 5, @5"),
    ],
)
def test_what_points_at_people_on_the_net(text_in, text_out):
    assert mask_forms(text_in) == text_out


@pytest.mark.parametrize(
    ("text_in", "text_out"),
    [
        ("Bilen AB 12345 og AB-12345, EL12345", "Bilen [bilnummer] og [bilnummer], [bilnummer]"),
        ("bilen min ab 12345", "bilen min [bilnummer]"),
        ("regnr: dn 12345", "regnr: [bilnummer]"),
        ("kjennemerke BT 12 345", "kjennemerke [bilnummer]"),
        ("svensk skilt ABC 123", "svensk skilt [bilnummer]"),
        ("svensk bil ABC 12D, båt reg ABC123", "svensk bil [bilnummer], båt reg [bilnummer]"),
        ("EN 12345 er parkert, lys etter standard EN 12464", "EN 12345 er parkert, lys etter standard EN 12464"),
        ("EN 12345 og EV12345 er parkert", "[bilnummer] og [bilnummer] er parkert"),
        ("bil nr 12345", "bil nr 12345"),
        ("traktor ZN 1234", "traktor [bilnummer]"),
        ("EU 2024, VM 2026, SV 2023 og KS 2024", "EU 2024, VM 2026, SV 2023 og KS 2024"),
        ("RV 1234, FV 2244, Fv 2246, E16 og Rv 35", "RV 1234, FV 2244, Fv 2246, E16 og Rv 35"),
        ("NS 11001, NS-EN 12464, TEK17, ISO 27001", "NS 11001, NS-EN 12464, TEK17, ISO 27001"),
        ("QA 12345, IO 12345 og ÅR 12345", "QA 12345, IO 12345 og ÅR 12345"),
        ("bil 12345, på 12345, ca 15000", "bil 12345, på 12345, ca 15000"),
        ("bilen kostet nr 12345", "bilen kostet nr 12345"),
        ("EL 12345 kr, BT 12345 stk", "EL 12345 kr, BT 12345 stk"),
        ("Kurset MAT1001, DT1012 eller 4B", "Kurset MAT1001, [bilnummer] eller 4B"),
    ],
)
def test_plates_are_told_from_roads_years_and_standards(text_in, text_out):
    assert mask_forms(text_in) == text_out


@pytest.mark.parametrize(
    ("text_in", "text_out"),
    [
        ("gnr 12 bnr 34", "[eiendom]"),
        ("Gnr. 12, bnr. 34 er min", "[eiendom] er min"),
        ("gnr. 12/34", "[eiendom]"),
        ("g.nr. 12 b.nr. 34", "[eiendom]"),
        ("gnr/bnr 12/34", "[eiendom]"),
        ("gbnr 12/34/0/5", "[eiendom]"),
        ("gårdsnummer 12 og bruksnummer 3", "[eiendom]"),
        ("gardsnr. 12, bruksnr. 3", "[eiendom]"),
        ("gnr 12 bnr 34 fnr 2 snr 11", "[eiendom]"),
        ("gårds- og bruksnummer 12/34", "[eiendom]"),
        ("eigedomen 45/12 og eiendomsgrensa 45/13", "eigedomen [eiendom] og eiendomsgrensa [eiendom]"),
        ("eiendommen 12/34", "eiendommen [eiendom]"),
        ("eiendommen vår er 45/12", "eiendommen vår er [eiendom]"),
        ("matrikkel 3236-12/34", "matrikkel [eiendom]"),
        ("12/345 (gnr/bnr)", "[eiendom] (gnr/bnr)"),
        ("Vi solgte eiendommen vår den 12/3", "Vi solgte eiendommen vår den 12/3"),
        ("10/12 av oss, 24/7 og 1/3 av gården", "10/12 av oss, 24/7 og 1/3 av gården"),
        ("eiendomsskatten øker 12/24", "eiendomsskatten øker 12/24"),
        ("gårdsbruk 12 km unna, bnr mangler", "gårdsbruk 12 km unna, bnr mangler"),
    ],
)
def test_properties(text_in, text_out):
    assert mask_forms(text_in) == text_out


@pytest.mark.parametrize(
    ("text_in", "text_out"),
    [
        ("Jeg bor i Lauvåsvegen 14B, 3520 Fjordvik", "Jeg bor i [adresse]"),
        ("Storgata 12 B og Nedre Storgt. 4", "[adresse] og [adresse]"),
        ("storgata 12, 3520 fjordvik", "[adresse]"),
        ("Storgata12 eller storgata 12b", "[adresse] eller [adresse]"),
        ("nedre storgt. 17a!", "[adresse]!"),
        ("Storgata 12 trenger strøing, Storgata 5 kunne", "[adresse] trenger strøing, [adresse] kunne"),
        ("Bjørkevn. 4B, Lyngvn 13, ny havn 2 og stevn 3", "[adresse], [adresse], ny havn 2 og stevn 3"),
        ("Kong Haralds vei 12-14", "[adresse]"),
        ("kirkevegen nr. 7", "[adresse]"),
        ("Gamle Fjordviksvei 1204", "[adresse]"),
        ("Lundestadv. 7, 3520 Fjordvik", "[adresse]"),
        ("Nedre Brugata 31 A", "[adresse]"),
        ("Bjørkelia 3, Solsvingen 8, Granstien 15 og Furutunet 2", "[adresse], [adresse], [adresse] og [adresse]"),
        ("Storgata 12\n3520 Fjordvik\nTakk", "[adresse]\nTakk"),
        ("Storgata 12, leilighet H0201, 3520 Fjordvik", "[adresse]"),
        ("bolignummer H0101", "bolignummer [adresse]"),
        ("Boks 12, 3520 Fjordvik og postboks 45 Sentrum", "[adresse] og [adresse] Sentrum"),
        ("bor på Nordbygda 45, ved skogen", "bor på [adresse], ved skogen"),
        ("Skogsvegen 12 61 31 00 00", "Skogsvegen 12 [telefon]"),
        ("[navn], 3520 Fjordvik", "[navn], [adresse]"),
        ("[adresse] 3520 Mo i Rana", "[adresse] [adresse]"),
        ("legekontoret i Kirkegata 61 31 00 00", "legekontoret i Kirkegata [telefon]"),
        ("3520 Jevnaker og 2770 Jaren trenger buss", "3520 Jevnaker og 2770 Jaren trenger buss"),
        ("Jeg bor i skogsveien 45.", "Jeg bor i [adresse]."),
        ("Ringveien 12, Sjøvegen 4", "[adresse], [adresse]"),
        ("Fylkesvei 16 og skoleveien 3 ganger i Storgata", "Fylkesvei 16 og skoleveien 3 ganger i Storgata"),
        ("Lekeplass 4, parkeringsplass 12 og sykehjemsplass 3", "Lekeplass 4, parkeringsplass 12 og sykehjemsplass 3"),
        ("Storgata 17. mai, Storgata 2. juni", "Storgata 17. mai, Storgata 2. juni"),
        ("Storgata 30-sone og Storgata 50 km/t", "Storgata 30-sone og Storgata 50 km/t"),
        ("Kirkeveien 2024 og Storgata 1,5 meter", "Kirkeveien 2024 og Storgata 1,5 meter"),
        ("Skoleveien 4. klasse, Solbakken 12 barn", "Skoleveien 4. klasse, Solbakken 12 barn"),
        ("Kirkeveien 3520 Jevnaker", "Kirkeveien 3520 Jevnaker"),
        ("vi bor i Fjordvik 2 voksne og 3 barn", "vi bor i Fjordvik 2 voksne og 3 barn"),
        ("bor på Toso 12 km unna", "bor på Toso 12 km unna"),
        ("boks 3 i skjemaet, kasse 4", "boks 3 i skjemaet, kasse 4"),
        ("Sykkelvei 2 meter bred, gangvei 1", "Sykkelvei 2 meter bred, gangvei 1"),
        ("Kong Haralds vei og Karl Johans gate", "Kong Haralds vei og Karl Johans gate"),
        ("E16 mot Roa, rom 204, H2O og K2", "E16 mot Roa, rom 204, H2O og K2"),
    ],
)
def test_addresses_are_told_from_places_and_counts(text_in, text_out):
    assert mask_forms(text_in) == text_out


@pytest.mark.parametrize(
    ("text_in", "text_out"),
    [
        ("født 12.03.1985 i bygda", "født [fødselsdato] i bygda"),
        ("f. 12/3-85", "f. [fødselsdato]"),
        ("fødd 12. mars 1985", "fødd [fødselsdato]"),
        ("fødselsdato: 1985-03-12", "fødselsdato: [fødselsdato]"),
        ("fødselsdatoen min er 120385", "fødselsdatoen min er [fødselsdato]"),
        ("jeg er født den 12 03 85", "jeg er født den [fødselsdato]"),
        ("født i mars 1985", "født i [fødselsdato]"),
        ("sønnen min har bursdag 12. mars", "sønnen min har bursdag [fødselsdato]"),
        ("født 15. mars i 1952", "født [fødselsdato]"),
        ("fødd i Fjordvik 12.04.1950", "fødd i Fjordvik [fødselsdato]"),
        ("born 2 June 1979", "born [fødselsdato]"),
        ("f.dato 12.03.1985", "f.dato [fødselsdato]"),
        ("12.03.1985 er fødselsdatoen min", "[fødselsdato] er fødselsdatoen min"),
        ("jeg er født i 1985 (f. 1985)", "jeg er født i 1985 (f. 1985)"),
        ("Møtet er 12.03.2025, 17. mai og 24/12", "Møtet er 12.03.2025, 17. mai og 24/12"),
        ("f.eks. 12.03 og fra 01.01.2025", "f.eks. 12.03 og fra 01.01.2025"),
        ("født 1.5 kg for lett og 2 uker for tidlig", "født 1.5 kg for lett og 2 uker for tidlig"),
        ("fødestua stengte 1.1.2020", "fødestua stengte 1.1.2020"),
        ("Fødselen tok 12 timer", "Fødselen tok 12 timer"),
    ],
)
def test_birth_dates_are_told_from_other_dates(text_in, text_out):
    assert mask_forms(text_in) == text_out


@pytest.mark.parametrize(
    ("text_in", "text_out"),
    [
        ("passnummer AB1234567", "passnummer [passnummer]"),
        ("passet mitt er 12345678", "passet mitt er [passnummer]"),
        ("ID-kort nr. ABC123456", "ID-kort nr. [passnummer]"),
        ("pass på 5 barn, passer 12345678", "pass på 5 barn, passer 12345678"),
        ("sak 21/1234", "sak [saksnummer]"),
        ("saksnr 2023/4567 og saksnummer: 2024/1234-5", "saksnr [saksnummer] og saksnummer: [saksnummer]"),
        ("referansenr: ABC123456, sak nr 2345/15", "referansenr: [saksnummer], sak nr [saksnummer]"),
        ("førerkort 12 34 567890 1", "førerkort [passnummer]"),
        ("journalnr. 123456", "journalnr. [saksnummer]"),
        ("NAV-saken min 1234567", "NAV-saken min [saksnummer]"),
        ("saksnr 202401234", "saksnr [saksnummer]"),
        ("Klage på vedtak, 2024/1187", "Klage på vedtak, [saksnummer]"),
        ("byggesak 24/00123-4", "byggesak [saksnummer]"),
        ("Politisak 15123456, sak 2024000123", "Politisak [saksnummer], sak [saksnummer]"),
        ("søknad 12/2024, brev 12/3, sak 12/3", "søknad 12/2024, brev 12/3, sak 12/3"),
        ("ref. skoleåret: referat 2024/2025", "ref. skoleåret: referat 2024/2025"),
        ("PS 12/24, sak 12/24 i kommunestyret", "PS 12/24, sak 12/24 i kommunestyret"),
        ("skoleåret 2024/2025 og 24/25", "skoleåret 2024/2025 og 24/25"),
        ("saken tok 12 år og 5 møter", "saken tok 12 år og 5 møter"),
        ("saken kostet 1234567 kr", "saken kostet 1234567 kr"),
        ("direktiv 2016/679, § 12-4, 1/3", "direktiv 2016/679, § 12-4, 1/3"),
    ],
)
def test_passports_and_cases(text_in, text_out):
    assert mask_forms(text_in) == text_out


WORDS = re.findall(
    r"\w+",
    "vi trenger flere busser til skolen om kvelden og bedre lys ved veien i bygda for de eldre som bor langt unna "
    "kommunen må lytte til ungdommen turstier badeplass bibliotek snø brøyting vatn eg veit ikkje kva dei tenkjer på",
)
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)


@given(SENTENCES | st.text(alphabet="abcæøåABCÆØÅ .,;:!?'\n-–()", max_size=80))
def test_words_without_digits_and_signs_stay_as_they_are(text):
    assert find_structured(text) == []


@st.composite
def written_numbers(draw):
    """A number with right check digits in a spacing people use, and its type."""
    some_digits = st.text("0123456789", min_size=10, max_size=10)
    kind = draw(st.sampled_from(["fødselsnummer", "kontonummer", "organisasjonsnummer", "telefon"]))
    by = draw(st.sampled_from([" ", ".", "-", "\u00a0", "\u202f"]))
    if kind == "fødselsnummer":
        day, month, year = draw(st.integers(1, 28)), draw(st.integers(1, 12)), draw(st.integers(0, 99))
        day += draw(st.sampled_from([0, 40]))
        month += draw(st.sampled_from([0, 40, 65, 80]))
        remainder = draw(st.integers(0, 3)) if month <= 12 or month > 80 else 0
        number = make_identity(f"{day:02}{month:02}{year:02}", remainder=remainder, first=draw(st.integers(0, 900)))
        lengths = draw(st.sampled_from([(11,), (6, 5), (6, 3, 2), (2, 2, 2, 5), (3, 3, 3, 2)]))
    elif kind == "kontonummer":
        number, lengths = make_account(draw(some_digits)), draw(st.sampled_from([(11,), (4, 2, 5)]))
    elif kind == "organisasjonsnummer":
        number = make_organisation(draw(st.sampled_from("89")) + draw(some_digits)[:7])
        lengths = draw(st.sampled_from([(9,), (3, 3, 3)]))
    else:
        number = draw(st.sampled_from("49")) + draw(some_digits)[:7]
        lengths = draw(st.sampled_from([(8,), (2, 2, 2, 2), (3, 2, 3)]))
    assume(number)
    return kind, space(number, *lengths, by=by)


@given(SENTENCES, written_numbers(), SENTENCES)
@example("langt", ("telefon", "40-00-00-00"), "vi")
def test_any_right_number_is_masked_whole_among_words(before, written, after):
    _, number = written
    masked = mask_forms(f"{before} {number} {after}")
    assert re.fullmatch(rf"{re.escape(before)} \[\w+\] {re.escape(after)}", masked), masked


@given(SENTENCES, written_numbers(), SENTENCES)
def test_no_identity_number_of_eleven_digits_in_a_row_is_left(before, written, after):
    digits = re.sub(r"\D", "", written[1])
    for text in (f"{before}{digits}{after}", f"1,{digits}", f"{digits}.5 {after}", f"kr {digits},-", f"v{digits}/24"):
        for run in re.findall(r"\d{11,}", mask_forms(text)):
            assert len(run) > 11 or not is_identity_number([int(digit) for digit in run]), text


@given(st.lists(st.sampled_from([*WORDS, *(f"[{type_}]" for type_ in IDENTIFIERS), "12345", "90000123", "tlf",
                                 "er", "født", "1.1.90", "@", "sak", "gnr", "Storgata", "konto", ",",
                                 "12/34", "[", "]"])))  # fmt: skip
def test_masks_are_never_part_of_a_finding(pieces):
    text = " ".join(pieces)
    masks = [match.span() for match in re.finditer("|".join(re.escape(f"[{type_}]") for type_ in IDENTIFIERS), text)]
    found = find_structured(text)
    assert not any(finding.start < end and start < finding.end for finding in found for start, end in masks)
    assert all(earlier.end <= later.start for earlier, later in pairwise(found))


def test_an_iban_of_every_length_is_read_by_its_country():
    assert is_iban(IBAN) and is_iban(GERMAN) and not is_iban(GERMAN[:-1] + "1")
