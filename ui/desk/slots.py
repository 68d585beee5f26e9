"""The fields of the desk's form: their order, what each holds, the kinds of documents offered."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from intake_app.i18n import _
from intake_app.messages import field_label
from intake_app.values import say_country

if TYPE_CHECKING:
    from collections.abc import Mapping

State = Literal["empty", "guess", "done", "error"]
HelperKind = Literal["muted", "error", "warning", "said"]

NOTICE = "notice"
HERE = "here"
KIND = "document_kind"
FIRST = "token"
ORDER = (
    "token",
    NOTICE,
    "document_number",
    "family_name",
    "given_name",
    "patronymic",
    "birth_date",
    "sex",
    "entered_on",
    "sleeps",
    "phone",
    "languages",
    "need_code",
)
"""The way Enter goes (look.md)."""

MORE = (
    "family_name_latin",
    "given_name_latin",
    "other_names",
    "document_country",
    "issuing_authority",
    "issued_on",
    "expires_on",
    "birth_place",
    "messenger",
    "emergency_contact",
    "intention",
    "destination",
    "entry_point",
    "arrived_on",
)
"""What F2 opens, in its order."""

BY_ITSELF = ("document_country", "arrived_on")
"""What is filled in without anybody typing."""

SLOTS = (*(name for name in ORDER if name != NOTICE), "citizenship", *MORE)
DOCUMENT_DETAILS = ("document_number", "issuing_authority", "issued_on", "expires_on")
CALLING_CODES = {"KZ": "+7"}
"""What a phone begins with, by the centre's country; it alone is no number."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One field as it stands: `raw` is what is checked and saved, `shown` what the field shows.

    `is_scanned`: it came proven from a scan. `is_recorded`: a guess that an earlier record of the same person holds.
    Enter goes past both.
    """

    raw: str = ""
    shown: str = ""
    state: State = "empty"
    helper: str = ""
    kind: HelperKind = "muted"
    icon: str = ""
    is_scanned: bool = False
    is_recorded: bool = False

    @property
    def is_open(self) -> bool:
        """Whether a guess may be put here: nobody has typed or confirmed anything, and nothing is recorded."""
        return not self.is_recorded and (self.state == "guess" or (self.state == "empty" and not self.raw))

    @property
    def is_known(self) -> bool:
        """Whether Enter goes past it: nobody has to be asked."""
        return self.is_scanned or self.is_recorded

    def kept(self) -> dict[str, Any]:
        """What a draft holds of it."""
        return asdict(self)


def read_slot(kept: Mapping[str, Any]) -> Slot:
    """A slot out of a draft, whatever version of the form has kept it; what it does not know is left out."""
    state = kept.get("state")
    return Slot(
        raw=str(kept.get("raw", "")),
        shown=str(kept.get("shown", "")),
        state=cast("State", state) if state in get_args(State) else "empty",
        is_scanned=kept.get("is_scanned") is True,
        is_recorded=kept.get("is_recorded") is True,
    )


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document the desk sees; `country` is alpha-3, or empty where it is asked for."""

    document_type: str
    country: str = ""

    @property
    def code(self) -> str:
        """What the form and a draft call it."""
        return f"{self.document_type}:{self.country}"

    def label(self, country: str) -> str:
        """`Internal passport, Russia`; the country given (alpha-3) where the kind leaves it open."""
        where = say_country(self.country or country) or _("other country")
        texts = {
            "internal_passport": _("Internal passport, {country}"),
            "passport": _("Passport, {country}"),
            "birth_certificate": _("Birth certificate, {country}"),
            "national_id": _("Identity card, {country}"),
        }
        return texts.get(self.document_type, _("Other document")).format(country=where)


KINDS = (
    DocumentKind("internal_passport", "RUS"),
    DocumentKind("passport", "RUS"),
    DocumentKind("birth_certificate", "RUS"),
    DocumentKind("national_id", "KAZ"),
    DocumentKind("passport"),
    DocumentKind("national_id"),
    DocumentKind("other"),
)
"""The first is where a desk begins: most people hold only this one (product.md)."""


def find_kind(document_type: str, country: str) -> DocumentKind:
    """The kind offered that goes with a type and a country; the open one of the type, else "other"."""
    for wanted in (DocumentKind(document_type, country), DocumentKind(document_type)):
        if wanted in KINDS:
            return wanted
    return KINDS[-1]


def label_of(name: str) -> str:
    """What the form calls a field, shorter than elsewhere because its group's name stands beside it."""
    short = {
        "token": _("Token"),
        "document_number": _("Number"),
        "birth_date": _("Born"),
        "languages": _("Speaks"),
        "need_code": _("Urgent"),
        "family_name_latin": _("Family name, Latin"),
        "given_name_latin": _("Given name, Latin"),
    }
    return short.get(name) or field_label(name)
