"""What a reading of a machine-readable zone answers: the fields and what was found about each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Severity = Literal["error", "repaired", "note"]


@dataclass(frozen=True, slots=True)
class MrzFinding:
    """One thing found about one field.

    `field` is a name of data.md, or `mrz` for the whole zone, or `composite`; `code` is stable and snake_case;
    `detail` holds positions and numbers (`2:14 O=0` is line 2, character 14, O read as 0) or is empty.
    """

    field: str
    code: str
    severity: Severity
    detail: str = ""


@dataclass(frozen=True, slots=True)
class MrzReading:
    """The fields of one machine-readable zone with all that was found.

    `format` is TD1, TD2, TD3, MRV-A, MRV-B, RUS-INTERNAL, or empty where the text is no machine-readable zone.
    `fields` has the names of data.md; a field the document leaves open, or that cannot be read, is empty.
    A field whose check digit is wrong holds what the zone says: with `has_errors` nothing of it may be trusted.
    """

    format: str
    fields: Mapping[str, str]
    findings: tuple[MrzFinding, ...]

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.severity == "error" for finding in self.findings)

    def found(self, severity: Severity) -> tuple[MrzFinding, ...]:
        """The findings of one severity, in the order of the zone."""
        return tuple(finding for finding in self.findings if finding.severity == severity)
