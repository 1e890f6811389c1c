"""What a page says after a form was taken in: a code in the address, never anything of the person.

Offers `note_in` and `done`.
"""

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from vugge.kit.text import Sentence, sentence

NOTES: Final = {
    "registreret": sentence("Borgeren er registreret, og opgaven er din."),
    "ventet": sentence("Barnet er registreret som ventet."),
    "foedt": sentence("Fødslen er skrevet ind."),
    "rettet": sentence("Det er rettet. Begge udgaver er gemt."),
    "rettet_kontakt": sentence("Det er gemt. Det, der gjaldt før, er også gemt."),
    "familie": sentence("Det er gemt. Det, der var før, bliver stående med sine dage."),
    "doed": sentence("Det er skrevet ind. Forældremyndighed og husstand slutter med dagen efter."),
    "ikke_doed": sentence("Det er rettet. Skriv forældremyndighed og husstand ind igen, hvis de var sluttet."),
    "sted": sentence("Det er skrevet ind."),
    "afsluttet": sentence("Det er afsluttet."),
    "beskyttet": sentence(
        "Beskyttelsen gælder fra nu af. Alt, der viser, hvor borgeren er, er skjult for dem, der ikke må se det."
    ),
    "team": sentence("Teamet er ændret. Det gælder fra nu af."),
    "team_lukket": sentence("Teamet er lukket. Ingen har mere en plads i det."),
    "udelukket": sentence("Du er udelukket fra borgeren fra nu af. En kollega må tage over."),
    "ophaevet": sentence(
        "Udelukkelsen er ophævet. Medarbejderen ser kun borgeren, hvis der er en opgave eller et samtykke."
    ),
    "opgave": sentence("Kollegaen har fået opgaven og ser borgeren fra nu af."),
    "spurgt": sentence("Familien er spurgt. Ingen ser noget, før der er svaret ja."),
    "set": sentence("Det er skrevet ned. De andre omkring barnet skal ikke spørge om det igen."),
    "maal": sentence("Målet er gemt. Familien kan se det."),
    "maal_rettet": sentence("Målet er ændret. Det, der stod før, er også gemt."),
    "svar": sentence("Svaret er gemt."),
    "skridt": sentence("Skridtet er aftalt."),
    "skridt_rettet": sentence("Skridtet er ændret."),
    "overgang": sentence("Det er gemt. Familien kan se det på sin side."),
    "overgang_spurgt": sentence(
        "Det næste sted er spurgt. I har ansvaret, til det er bekræftet, at barnet er begyndt."
    ),
    "overgang_ja": sentence("I har sagt ja. Den dag, barnet begynder, står det her med navn."),
    "overgang_tilbage": sentence("Overgangen er sendt tilbage med jeres grund."),
    "overgang_begyndt": sentence("Det er bekræftet, at barnet er begyndt. Nu har det nye sted ansvaret."),
    "raadslagning": sentence("Mødet er indkaldt. Fagpersonerne får en mail uden navne."),
    "raadslagning_gemt": sentence("Det er gemt."),
    "bekymring_sendt": sentence("Bekymringen er sendt til koordinatoren."),
    "bekymring_gemt": sentence("Det er skrevet ind."),
    "bekymring_afsluttet": sentence("Bekymringen er afsluttet. Din adgang gennem den er lukket."),
    "paamindelser": sentence("Dit valg er gemt."),
    "moede": sentence("Mødet er indkaldt. Deltagerne ser oplysningerne på dagen og ikke ellers."),
}


def note_in(request: HttpRequest) -> Sentence | None:
    """Return what to say of the form that was taken in just before."""
    return NOTES.get(request.GET.get("gemt", ""))


def done(url_name: str, *arguments: object, note: str) -> HttpResponse:
    """Go to a page that says what was done; going back sends nothing again."""
    return HttpResponseRedirect(f"{reverse(url_name, args=arguments)}?gemt={note}")
