"""Every page behind log-in, and who goes there: what is asked of a page is asked of all of them.

Offers `VISITS`, and `NOT_VISITED`: the addresses that nobody need visit, each with the reason.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.urls import reverse


@dataclass(frozen=True)
class Visit:
    """A page by the name of its address, who goes there, and what stands in the address: names known to the town."""

    who: str
    page: str
    about: tuple[str, ...] = ()
    query: str = ""

    def __str__(self) -> str:
        return "-".join((self.page, *self.about[1:], *filter(None, [self.query.strip("?")])))

    def path(self, ids: Mapping[str, object]) -> str:
        """Return the Danish address."""
        return reverse(self.page, args=[ids[one] for one in self.about]) + self.query


def _visits(who: str, *pages: str | tuple[str, ...]) -> Iterator[Visit]:
    """Read a table: a page, what stands in its address, and last a query if it begins with a question mark."""
    for one in pages:
        page, *about = (one,) if isinstance(one, str) else one
        query = about.pop() if about and about[-1].startswith("?") else ""
        yield Visit(who, page, tuple(about), query)


VISITS: Final = (
    *_visits(
        "hanne",
        "my_people", ("my_people", "?vis=team"), "people_search", "emergency", "my_meetings",
        ("emergency_one", "birgit"), ("person", "lea"), ("person", "lea", "?papir"), ("person", "lea", "?type=skole"),
        ("person", "unborn"), ("person", "ole"), ("household", "lea"), ("family", "lea"), ("household_join", "lea"),
        ("household_move", "lea"), ("household_leave", "lea", "household"), ("custody_new", "lea"),
        ("custody_end", "lea", "custody"), ("parent_new", "lea"), ("parent_remove", "lea", "mariam"), ("died", "lea"),
        ("not_died", "ole"), ("person_correct", "lea"), ("protect", "lea"), ("expected_child", "mariam"),
        ("born", "unborn"), ("spell_new", "lea"), ("spell_new", "lea", "?art=daycare"),
        ("spell_new", "lea", "?art=home"), ("spell_end", "lea", "spell"), ("spell_correct", "lea", "spell"),
        ("contacts", "mariam"), ("conflict", "lea"), ("team", "lea"), ("team", "lea", "?enhed=1"), ("task", "lea"),
        ("consents", "lea"), ("consent_new", "lea"), ("consent", "lea", "agreed"), ("meeting", "lea"),
        "transitions", ("transition_offer", "offer"), ("transition_new", "lea"), ("transition", "lea", "transition"),
    ),
    *_visits("mariam", "my_transitions", ("my_transition", "transition")),
    *_visits(
        "hanne",
        "messages", ("person_messages", "lea"), ("person_message_new", "lea", "family"),
        ("person_thread", "lea", "thread"),
    ),
    *_visits(
        "mariam",
        "my_messages", ("my_message_new", "lea", "family"), ("my_thread", "lea", "thread"),
        ("my_thread", "lea", "thread", "?sprog=ar"),
    ),
    *_visits(
        "mariam",
        "my_journey", ("my_journey_of", "lea", "?sprog=da"), ("my_journey_of", "lea", "?hele"), ("my_goal_new", "lea"),
        ("my_goal_change", "lea", "goal"),
    ),
    *_visits("thomas", ("at_meeting", "lea")),
    *_visits(
        "hanne",
        "my_conferences", ("conferences", "lea"), ("conference_new", "lea"), ("conference", "lea", "conference"),
        ("conference", "lea", "conference", "?papir"), ("concern_about", "lea"), "concern_new", "staff_reminders",
    ),
    *_visits("nadia", "concerns", ("concern", "concern")),
    *_visits(
        "mariam",
        "my_own_conferences", ("my_own_conference", "lea", "conference"), "my_concerns", "my_concern_new",
        "my_reminders",
    ),
    *_visits(
        "mariam",
        "my_family", "my_consents", ("my_consent", "asked"), ("my_consent_receipt", "agreed"),
        ("my_consent_withdraw", "agreed"), "my_log", ("my_log_of", "lea"), ("my_log_of", "lea", "?egne"),
        ("my_log_asked", "lea", "handle"), "my_data", ("my_data_of", "lea"), ("my_data_correct", "lea"),
        ("my_data_delete", "lea"),
    ),
    *_visits(
        "rita",
        "wishes", ("wish", "wish"), "duplicates", ("duplicate", "suspicion"), "merges", ("merge", "merge"),
    ),
    *_visits(
        "anker",
        "organisations", ("organisation", "organisation"), ("organisation_staff", "organisation"),
        ("organisation_role_end", "organisation", "role"), ("organisation_let_go", "organisation", "account"),
        ("organisation_edit", "organisation"), ("unit_edit", "organisation", "unit"), "accounts",
        ("organisation_accounts", "organisation"), ("account", "organisation", "account"), "imports",
        "import_organisations", "import_areas", ("import_run", "intake"), "choose_role",
    ),
    *_visits(
        "dorte",
        "log_sample", ("log_documentation", "month"), ("log_sampled", "month", "sampled"), "emergency_reviews",
        ("emergency_review", "emergency"), "log_questions", ("log_question", "question"), "statistics_releases",
        "affected",
    ),
    *_visits(
        "hanne",
        "buses", ("buses", "?dage=90"), ("journey", "lea"), ("evidence_new", "lea"),
        ("evidence_new", "lea", "?maal=mmr_2"), ("evidence_correct", "lea", "evidence"), ("goal_new", "lea"),
        ("goal_change", "lea", "goal"), ("goal_answer", "lea", "goal"), ("step_new", "lea"),
        ("step_change", "lea", "step"), "import_evidence",
    ),
    *_visits("bo", "statistics", "chain", ("statistics_table", "table")),
)  # fmt: skip
"""Beside them `new_person`, which opens by a button on the page of searching."""

FILE: Final = "a file"
PRESSED: Final = "answers only a button that was pressed"
ELSEWHERE: Final = "leads on to another address and shows nothing itself"

NOT_VISITED: Final[Mapping[str, str]] = {
    "health": "for machines",
    "openid_connect_login": ELSEWHERE,
    "openid_connect_callback": ELSEWHERE,
    "login_done": ELSEWHERE,
    "mfa_login_webauthn": "answers a script",
    "demo_switch": PRESSED,
    "log_out_elsewhere": PRESSED,
    "suggestions": PRESSED,
    "custody_confirm": PRESSED,
    "contact_end": PRESSED,
    "my_log_ask": PRESSED,
    "my_goal_yes": PRESSED,
    "my_step_done": PRESSED,
    "wish_take": PRESSED,
    "merge_take": PRESSED,
    "duplicate_take": PRESSED,
    "areas_xlsx": FILE,
    "areas_csv": FILE,
    "area_xlsx": FILE,
    "area_pdf": FILE,
    "my_data_json": FILE,
    "conference_calendar": FILE,
    "concern_take": PRESSED,
    "my_messages_json": FILE,
    "my_data_pdf": FILE,
    "organisations_xlsx": FILE,
    "import_organisations_template": FILE,
    "import_areas_template": FILE,
    "import_evidence_template": FILE,
    "statistics_xlsx": FILE,
    "statistics_csv": FILE,
    "chain_xlsx": FILE,
    "chain_csv": FILE,
}
"""Why nobody need visit these addresses."""
