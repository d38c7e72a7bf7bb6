"""What the coders read in the workbook: how to label, and the guide in short. Every word is bokmål."""

from __future__ import annotations

NUMBER, QUESTION, STATEMENT = "Utsagn nr.", "Spørsmål", "Utsagn"
FIRST, SECOND, SETTLED = "Koder 1", "Koder 2", "Enige om"
FRONT, SHEET = "Les meg", "Utsagn"
NAMES = {FIRST: "Navn på koder 1", SECOND: "Navn på koder 2"}

TITLE = "Merking: hva slags utsagn er dette?"
INTRODUCTION = (
    "Denne filen er for dere som merker svarene. Den skal ikke publiseres; bare de som skal merke, skal ha den.",
    "Verktøyet skiller behov fra løsning, og tar av og til feil. Her er de utsagnene det lærer mest av at et menneske "
    "merker, de viktigste først: merk så mange dere rekker, ovenfra og ned.",
    f"Velg fra listen i «{FIRST}» og «{SECOND}», uten å se på hverandres. Er dere to, er det best å lagre to kopier av "
    "filen, merke hver sin, og lese inn begge. Er du alene, merker du bare i den første.",
    f"Bruk «{SETTLED}» der dere var uenige, når dere har snakket om det. Er dere enige, eller har bare én merket, kan "
    "feltet stå tomt. Utsagn dere er uenige om og ikke har avgjort, blir ikke brukt.",
    f"Ikke endre «{NUMBER}» eller «{STATEMENT}». Rader dere ikke merker, blir stående som de er. Følsomme utsagn som "
    "ingen har godkjent, er ikke med.",
    "Skriv gjerne navn eller initialer under; de lagres sammen med merkelappene. Lagre filen, og les den inn med "
    "«insight kode PROSJEKT --les FIL.xlsx».",
)
ORDER = "Spør i denne rekkefølgen, og stopp ved første ja:"
KINDS_IN_SHORT = (
    ("ikke svar", "Sier det ingenting om saken?", "Vet ikke. Se forrige svar. Hei!"),
    (
        "behov",
        "Kan det løses på minst to helt ulike måter? En situasjon, et hinder, en mangel, en bekymring, et mål.",
        "Jeg tør ikke la barna gå til skolen.",
    ),
    ("løsning", "Kan det stå som et tiltak i et budsjett eller et vedtak?", "Bygg gang- og sykkelvei."),
    (
        "begge",
        "Står behov og tiltak i én setning som ikke kan deles?",
        "Med flere benker hadde jeg klart turen til butikken.",
    ),
    ("ros", "Er det bare positivt, og mangler ingenting?", "Takk for fin oppfølging!"),
    ("klage", "Er det bare negativt, uten en situasjon eller noen som rammes?", "Alt er bare rot hos dere."),
)
"""Kind, the question to ask, and an example, in the order to ask in."""
RULES = (
    "Trenger, savner, ønsker, mangler eller behov for + en ting er løsning («vi trenger ny gymsal»). Med en tilstand, "
    "en relasjon eller en handling er behov («trenger noen å snakke med»).",
    "Bør, må, burde, kan dere, og oppfordringer er løsning. «Må» som byrde er behov («jeg må kjøre dem»).",
    "For få, for lite, ikke nok + ting er løsning; med en følge for noen i samme setning er det begge.",
    "Ikke legg ned, behold, vi trenger ikke: løsning. Ironi: klage, om ikke meningen er helt klar.",
    "Merk det som står, ikke det du tror ligger bak. Målform, skrivefeil og hva du selv mener, teller ikke.",
)
