"""The export form as data: what is chosen, what is wrong with it, and what the export is asked for. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app.domain.export_tables import EXPORT_FIELDS, LEFT_OUT, default_fields
from intake_app.exchange.export import ExportRequest
from intake_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

PLAIN, PASSPHRASE, RECIPIENTS = "plain", "passphrase", "recipients"
FORMATS = {"csv": frozenset({"csv"}), "xlsx": frozenset({"xlsx"}), "both": frozenset({"csv", "xlsx"})}
FIELDS = tuple(name for name in EXPORT_FIELDS["people"] if name != "person_id")
USUAL = tuple(name for name in default_fields("people") if name != "person_id")
SENSITIVE = LEFT_OUT
SHORTEST_PASSPHRASE = 12


@dataclass(frozen=True, slots=True)
class ExportChoices:
    """What stands in the form."""

    purpose: str = ""
    folder: str = ""
    formats: str = "csv"
    since_last: bool = False
    protection: str = PASSPHRASE
    passphrase: str = ""
    recipients: str = ""
    fields: tuple[str, ...] = USUAL

    def problems(self) -> Mapping[str, str]:
        """What hinders the export, by field, one line each."""
        found = {}
        if not self.purpose.strip():
            found["purpose"] = _("Say what it is for: it is logged.")
        if not self.folder.strip() or not Path(self.folder).expanduser().is_dir():
            found["folder"] = _("Choose a folder that is there, such as a stick.")
        if self.protection == PASSPHRASE and len(self.passphrase) < SHORTEST_PASSPHRASE:
            found["passphrase"] = _("At least {count} characters.").format(count=SHORTEST_PASSPHRASE)
        if self.protection == RECIPIENTS and not self.recipients.split():
            found["recipients"] = _("Paste the recipients' keys; each begins with age1.")
        if not self.fields:
            found["fields"] = _("Choose at least one field.")
        return found

    def request(self) -> ExportRequest:
        """What the export is asked for; the usual fields are left to it, so that new ones come with it."""
        is_usual = set(self.fields) == set(USUAL)
        return ExportRequest(
            purpose=self.purpose.strip(),
            formats=FORMATS[self.formats],
            fields=() if is_usual else tuple(name for name in FIELDS if name in self.fields),
            since_last=self.since_last,
            recipients=tuple(self.recipients.split()) if self.protection == RECIPIENTS else (),
            passphrase=self.passphrase if self.protection == PASSPHRASE else "",
            is_plain=self.protection == PLAIN,
            with_bom="xlsx" not in FORMATS[self.formats] and self.protection == PLAIN,
        )

    def warning(self) -> str:
        """Who could read it, where anybody could; empty where only those chosen can."""
        if self.protection != PLAIN:
            return ""
        return _("Plain: whoever finds this stick or opens this folder can read every name, document and phone.")
