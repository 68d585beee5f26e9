"""While somebody is revoked the register is nobody's: how far its move to the new key is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from intake_app.errors import UserError
from intake_app.i18n import _
from ui.running import Run
from ui.widgets.cover import WIDE, Cover
from ui.widgets.labels import label

if TYPE_CHECKING:
    from intake_app.opening import Unlocked
    from intake_app.opening.keys import Revocation
    from ui.jobs import Jobs


class RevokingScreen(Cover):
    """`done(Revocation)` when it is over, `refused(UserError)` where it could not begin: the register is open still."""

    done = Signal(object)
    refused = Signal(object)

    def __init__(self, jobs: Jobs, unlocked: Unlocked, user_id: str, name: str, reason: str) -> None:
        super().__init__(width=WIDE)
        self._jobs = jobs
        self._run = Run(self)
        self._step = label("", "lead")
        self.add_title("key-round", label(_("Revoking {name}").format(name=name), "hero"), self._step)
        told = label(
            _("The register is copied under a new key and checked, then a new backup is made. It cannot be stopped. "
              "If the power fails meanwhile, the next unlocking goes on from there."),
            "helper",
            is_wrapped=True,
        )  # fmt: skip
        told.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.add(told, above=20)
        self.end()
        self._run.moved.connect(self._tell)
        jobs.crashed.connect(self._say_crash)
        self._tell(0)
        self._work = (unlocked, user_id, reason)

    def start(self) -> None:
        """Begin; it cannot be stopped any more."""
        from intake_app.opening.keys import revoke_user

        unlocked, user_id, reason = self._work
        progress = self._run.progress()
        self._jobs.write(lambda: revoke_user(unlocked, user_id, progress, reason), self._succeed, self._refuse)

    def _say_crash(self, reference: str) -> None:
        """Nobody knows how far it came: the next unlocking looks."""
        from intake_app.opening.keys import Revocation

        problem = UserError("crashed", _("Something went wrong; reference {reference}.").format(reference=reference))
        self.done.emit(Revocation(None, problem))

    def _tell(self, percent: int) -> None:
        self._step.setText(_("Copying under the new key: {percent} %").format(percent=percent))

    def _succeed(self, revocation: Revocation) -> None:
        self.done.emit(revocation)

    def _refuse(self, error: UserError) -> None:
        self.refused.emit(error)
