"""What is typed of somebody who asks. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from intake_app.services.messages import LONGEST, Note

if TYPE_CHECKING:
    from collections.abc import Mapping

SOMEONE, AUTHORITY = "message", "authority"
FIELDS = {SOMEONE: ("for_whom", "from_whom", "reach", "body"), AUTHORITY: ("from_whom", "for_whom", "reach")}
"""The fields of each cover in the order they are asked."""


@dataclass
class AskForm:
    """The fields of one cover, and how they go into a draft and come back.

    A draft that was put aside (`is_aside`) belongs to somebody who has left: it is offered, never shown by itself, so
    that the next one who asks does not read it.
    """

    kind: str
    values: dict[str, str] = field(default_factory=dict)
    is_put_aside: bool = False

    @property
    def draft_id(self) -> str:
        """Where this cover's draft is kept."""
        return f"asks_{self.kind}"

    def edit(self, name: str, text: str) -> None:
        """A field was typed into."""
        self.is_put_aside = False
        self.values[name] = text[: LONGEST[name]]

    def has_typed(self) -> bool:
        """Whether there is anything worth keeping."""
        return any(text.strip() for text in self.values.values())

    def note(self) -> Note:
        """What is to be kept."""
        return Note(kind=self.kind, **self.values)

    def kept(self) -> dict[str, Any] | None:
        """What a draft holds; None where nothing was typed, which leaves what somebody else has left."""
        return {"values": dict(self.values), "aside": self.is_put_aside} if self.has_typed() else None

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Put a draft back; what this cover does not know is left out."""
        known = FIELDS[self.kind]
        values = kept.get("values", {})
        self.values = {name: str(text) for name, text in values.items() if name in known}


def is_aside(kept: Mapping[str, Any]) -> bool:
    """Whether a draft was put aside by leaving the cover, not by a lock or a crash."""
    return kept.get("aside") is True
