"""An unlocked register as the services take it: who is at the keyboard, and where things are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.clock import Clock, today
from intake_app.domain.audit import AuditEvent, AuditKind
from intake_app.domain.records import Centre
from intake_app.errors import DamagedError, UserError
from intake_app.i18n import _
from intake_app.services.deeds import refuse_act

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager
    from datetime import date

    from intake_app.domain.deadlines import RulePack
    from intake_app.domain.roles import Session
    from intake_app.domain.sheet_texts import SheetTexts
    from intake_app.domain.short_names import ShortNames
    from intake_app.services.unit_of_work import Reading, Store, UnitOfWork


@dataclass(frozen=True)
class OpenRegister:
    """What unlocking gives: the session, the storage, the clock, and what the packs hold: the countries' rules, the
    sheets' texts, the short forms of given names.
    """

    session: Session
    store: Store
    clock: Clock
    rules_of: Callable[[str], RulePack]
    sheet_texts: Callable[[], Mapping[str, SheetTexts]]
    short_names: Callable[[], ShortNames]
    protect: Callable[[OpenRegister], None] | None = None

    def reading(self) -> AbstractContextManager[Reading]:
        """A consistent view of the register."""
        return self.store.reading()

    def writing(self, act_kind: str, reason: str = "") -> AbstractContextManager[UnitOfWork]:
        """One act; rolled back unless it is committed. UserError where it is not this role's (`services.deeds`)."""
        refuse_act(self.session, act_kind)
        return self.store.writing(act_kind, reason)

    def witness(self, kind: AuditKind, *subjects: str, count: int = 0, detail: str = "") -> None:
        """Tell the audit trail what this session has seen or done: ids, a number and a code, never a value."""
        self.store.witness(AuditEvent(kind, subjects, count, detail))

    def trail_problem(self) -> UserError | None:
        """Why what this window looks at is not written to the audit trail just now; None where it is."""
        return self.store.trail_problem()

    def back_up_first(self) -> None:
        """A verified backup before an import or a merge; UserError, and nothing should be begun, where none is made."""
        if self.protect is not None:
            self.protect(self)

    def close(self) -> None:
        """Close the storage; the register is locked from then on."""
        self.store.close()

    def rules(self, centre: Centre) -> RulePack:
        """The rules of the centre's country; an empty pack where none is kept for it."""
        return self.rules_of(centre.country)

    def today(self, centre: Centre) -> date:
        """The date at the centre."""
        return today(self.clock, centre.time_zone)


def centre_of(reading: Reading) -> Centre:
    """The centre this register is of."""
    centres = reading.all(Centre)
    if not centres:
        raise DamagedError(
            "centre_missing", _("This register does not say which centre it is of."), _("Restore the newest backup.")
        )
    return centres[0]
