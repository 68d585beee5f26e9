"""Setting up a centre as data: the questions, what may be guessed, what is wrong, and which step is next. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from intake_app.errors import UserError
from intake_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.services.centres import CentreSetup

Kind = Literal["text", "country", "zone", "secret"]

CENTRE, DESK, PASSPHRASE, CREATING, KEY, KEY_BACK, PLACES = (
    "centre", "desk", "passphrase", "creating", "key", "key_back", "places",
)  # fmt: skip
ORDER = (CENTRE, DESK, PASSPHRASE, CREATING, KEY, KEY_BACK, PLACES)
DEFAULT_COUNTRY = "KZ"  # the country whose rules are shipped
_CODE_LENGTH = 3
_NAMES_OF_SERVICE = {"centre": "name", "user": "user_name"}  # what the service calls a field -> the answer's name


@dataclass(frozen=True, slots=True)
class Question:
    """One field of a step; `name` is the answer's."""

    name: str
    label: str
    helper: str = ""
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Step:
    """What one screen of the first run says and asks."""

    key: str
    title: str
    text: str
    questions: tuple[Question, ...] = ()


def step_of(key: str) -> Step:
    """The step with this key, in the language that is on."""
    return {step.key: step for step in (*_steps_of_asking(), *_steps_of_making())}[key]


@dataclass
class FirstRun:
    """The answers so far; those in `guesses` are shown as guesses until somebody goes on.

    `zone` (IANA) and `region` (alpha-2) are the system's own; the zone says more about where it stands.
    """

    zone: str = ""
    region: str = ""
    key: str = CENTRE
    answers: dict[str, str] = field(default_factory=dict)
    guesses: set[str] = field(default_factory=set)
    recovery_key: str = ""
    is_key_renewed: bool = False

    def __post_init__(self) -> None:
        from ui.first_run.regions import country_of_zone, zone_options

        country = country_of_zone(self.zone)
        likely = country or (self.region if zone_options(self.region) else DEFAULT_COUNTRY)
        self._guess("country", likely)
        self._guess("time_zone", self.zone if country else _first_zone(likely))
        self._guess("desk", "A")

    @property
    def step(self) -> Step:
        """The step that is shown."""
        step = step_of(self.key)
        if self.key == KEY and self.is_key_renewed:
            text = _("The key shown before was not typed back, so this is a new one. Strike the old one out.")
            return replace(step, text=f"{text} {step.text}")
        return step

    @property
    def number(self) -> tuple[int, int]:
        """Which question of how many: making the register belongs to the passphrase, typing back to the key."""
        asked = [key for key in ORDER if key not in (CREATING, KEY_BACK)]
        return asked.index({CREATING: PASSPHRASE, KEY_BACK: KEY}.get(self.key, self.key)) + 1, len(asked)

    def answer(self, name: str, text: str) -> None:
        """Take an answer; it is no guess any more. What follows from it is guessed again."""
        self.answers[name] = text
        self.guesses.discard(name)
        if name == "name" and (not self.answers.get("code") or "code" in self.guesses):
            self._guess("code", guess_code(text))
        if name == "country":
            self._guess("time_zone", _first_zone(text))

    def problems(self) -> Mapping[str, str]:
        """What keeps this step from being left: the answer's name -> a sentence. Empty when nothing does."""
        if self.key == PASSPHRASE:
            return self._passphrase_problems()
        if self.key == KEY_BACK:
            wrong = compare_keys(self.recovery_key, self.answers.get("key_back", ""))
            return {"key_back": wrong} if wrong else {}
        return self._setup_problems({question.name for question in self.step.questions})

    def advance(self) -> bool:
        """Go to the next step if nothing keeps us; answers whether we went."""
        if self.problems():
            return False
        self.key = ORDER[ORDER.index(self.key) + 1]
        return True

    def has_back(self) -> bool:
        """Whether there is a step to go back to; once the register is made, only to the recovery key."""
        return self.key in (DESK, PASSPHRASE, KEY_BACK)

    def back(self) -> None:
        """Go to the step before."""
        if self.has_back():
            self.key = ORDER[ORDER.index(self.key) - 1]

    def setup(self) -> CentreSetup:
        """The answers as the service takes them."""
        return _setup(self.answers)

    def show_key(self, recovery_key: str) -> None:
        """The register was made; its passphrase is forgotten here, its recovery key is shown next."""
        self.answers.pop("passphrase", None)
        self.answers.pop("passphrase_again", None)
        self.recovery_key = recovery_key
        self.key = KEY

    def refuse(self, error: UserError) -> Mapping[str, str]:
        """The register could not be made: go back to the step of the field that was refused; answers its problem."""
        name = _NAMES_OF_SERVICE.get(error.field, error.field)
        for key in (CENTRE, DESK, PASSPHRASE):
            if name in {question.name for question in step_of(key).questions}:
                self.key = key
                return {name: error.what}
        self.key = PASSPHRASE
        return {"": str(error)}

    def _guess(self, name: str, text: str) -> None:
        self.answers[name] = text
        self.guesses.add(name)

    def _setup_problems(self, names: set[str]) -> Mapping[str, str]:
        from intake_app.services.centres import check_setup

        try:
            check_setup(_setup({**_FILLED, **{name: self.answers.get(name, "") for name in names}}))
        except UserError as error:
            return {_NAMES_OF_SERVICE.get(error.field, error.field): error.what}
        return {}

    def _passphrase_problems(self) -> Mapping[str, str]:
        from intake_app.vault.passphrases import check_new_passphrase

        typed = self.answers.get("passphrase", "")
        try:
            check_new_passphrase(typed)
        except UserError as error:
            return {"passphrase": error.what}
        if typed != self.answers.get("passphrase_again", ""):
            return {"passphrase_again": _("This is not the same passphrase.")}
        return {}


def guess_code(name: str) -> str:
    """A centre's code from its name: the first three letters, in Latin capitals; empty where there are not two."""
    from intake_app.domain.romanisation import romanise

    letters = "".join(letter for letter in romanise(name).upper() if "A" <= letter <= "Z" or letter.isdecimal())
    code = letters[:_CODE_LENGTH]
    return code if len(code) > 1 else ""


def compare_keys(shown: str, typed: str) -> str:
    """What is wrong with a recovery key typed back, by its group; empty when it is the one shown."""
    from intake_app.vault.recovery_key import GROUP_DATA, GROUPS, parse_recovery_key

    if not typed.strip():
        return _("Type the recovery key from your sheet.")
    try:
        number = int.from_bytes(parse_recovery_key(typed), "big")
    except UserError as error:
        return error.what
    differing = number ^ int.from_bytes(parse_recovery_key(shown), "big")
    if not differing:
        return ""
    bits = GROUP_DATA * 5
    group = next(place for place in range(GROUPS) if differing >> bits * (GROUPS - 1 - place) & (1 << bits) - 1)
    return _("Group {group} is not the one that was shown.").format(group=group + 1)


_FILLED = {
    "name": "x", "code": "XX", "country": DEFAULT_COUNTRY, "time_zone": "Asia/Almaty", "desk": "A", "user_name": "x",
}  # fmt: skip
"""Answers that can always be taken, for what this step does not ask."""


def _setup(answers: Mapping[str, str]) -> CentreSetup:
    from intake_app.services.centres import CentreSetup

    return CentreSetup(**{name: answers.get(name, "") for name in _FILLED})


def _first_zone(country: str) -> str:
    from intake_app.services.centres import TIME_ZONES
    from ui.first_run.regions import zone_options

    zones = zone_options(country)
    return TIME_ZONES.get(country) or (zones[0][0] if zones else "UTC")


def _steps_of_asking() -> tuple[Step, ...]:
    return (
        Step(
            CENTRE,
            _("The centre"),
            _("What the sheets and cards say. The name can be changed later, the code cannot."),
            (
                Question("name", _("Name of the centre"), _("as people here call it")),
                Question("code", _("Code"), _("2 to 4 letters or digits; every card number begins with it")),
                Question("country", _("Country"), _("whose rules the dates follow"), "country"),
                Question("time_zone", _("Time zone"), _("of the centre, not of the laptop"), "zone"),
            ),
        ),
        Step(
            DESK,
            _("This desk"),
            _("Each laptop is a desk with card numbers of its own, so that no two people get the same number."),
            (
                Question("desk", _("Code of the desk"), _("1 to 3 letters or digits; no two laptops the same")),
                Question("user_name", _("Your name"), _("you are the centre's first manager")),
            ),
        ),
        Step(
            PASSPHRASE,
            _("Your passphrase"),
            _(
                "Everything is encrypted with it. It has at least 8 characters; "
                "four or five words that do not belong together are good."
            ),
            (
                Question("passphrase", _("Passphrase"), "", "secret"),
                Question("passphrase_again", _("The same again"), "", "secret"),
            ),
        ),
    )


def _steps_of_making() -> tuple[Step, ...]:
    return (
        Step(CREATING, _("Making the register"), _("A few seconds: the key is made dear to guess.")),
        Step(
            KEY,
            _("Your recovery key"),
            _(
                "Write it on paper now and keep it away from this laptop. "
                "It opens the register when every passphrase is lost; it is shown only here. "
                "There is no letter O, I or L in it: 0 and 1 are digits."
            ),
        ),
        Step(
            KEY_BACK,
            _("Type it back"),
            _("From your paper. Capitals, spaces and hyphens do not matter."),
            (Question("key_back", _("Recovery key"), _("seven groups of five")),),
        ),
        Step(
            PLACES,
            _("Where people sleep"),
            _("One line for a place or a run of places. You can add more later, in Settings."),
        ),
    )
