"""Who did and saw what: the trail a page at a time, and whether it is what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from intake_app.domain.audit import AuditKind
from intake_app.i18n import _
from intake_app.messages import say_damage, say_word
from intake_app.opening.audits import verify_trail
from intake_app.services.audits import read_page
from ui.resources.theme import px
from ui.settings.audit_model import AuditModel
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceField
from ui.widgets.flow import Flow
from ui.widgets.form import FormGrid
from ui.widgets.labels import label
from ui.widgets.outcome import Outcome
from ui.widgets.table import HEAD, ROW, Table

if TYPE_CHECKING:
    from intake_app.domain.audit import Break
    from intake_app.errors import UserError
    from intake_app.services.audits import TrailPage
    from ui.context import WindowContext

PAGE = 50
_ROWS = 8


class AuditPart(FormGrid):
    """The newest entries first; older and newer ones by a button, of one user or kind by a choice."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self._before: list[int] = [0]
        self.user = ChoiceField(_("Who"), [("", _("everybody"))])
        kinds = [(kind.value, say_word("audit", kind.value)) for kind in AuditKind]
        self.kind = ChoiceField(_("What"), [("", _("everything")), *kinds])
        self.model = AuditModel()
        self.table = Table(_("Who did and saw what"))
        self.newer = Button(_("Newer"), icon="chevron-left")
        self.older = Button(_("Older"), icon="chevron-right")
        self.check = Button(_("Check the trail"), "Ctrl+Shift+T", icon="shield")
        self.outcome = Outcome()
        self._build_part()
        self._connect()
        self.read()

    def read(self) -> None:
        """Read the page that is shown anew."""
        register, before = self._context.register, self._before[-1]
        user_id, kind = self.user.value(), self.kind.value()
        self._context.jobs.read(
            lambda: read_page(register, PAGE, before=before, user_id=user_id, kind=kind),
            self._show,
            self._refuse,
            latest="audit",
        )

    def check_trail(self) -> None:
        """Verify the whole chain, also against what backups have witnessed; beside the window."""
        unlocked = self._context.unlocked
        self.check.setEnabled(False)
        self.outcome.say(_("Checking \u2026"))
        self._context.jobs.take_long(lambda: verify_trail(unlocked), self._say_checked, self._refuse)

    def _build_part(self) -> None:
        self.begin_group(_("Trail"))
        self.add_wide(label(_("Who did and saw what"), "head"))
        self.begin_row()
        self.add(self.user, 0)
        self.add(self.kind, 1)
        self.begin_row()
        self.table.setModel(self.model)
        self.table.set_widths([190, 150, 200, 220], firm=(0,))  # two entries of one hour are told apart by it
        self.table.setFixedHeight(px(HEAD + ROW * _ROWS))
        self.add_wide(self.table)
        self.begin_row()
        holder = QWidget()
        row = Flow(px(8), px(8), holder)
        for button in (self.newer, self.older, self.check):
            row.addWidget(button)
        self.add_wide(holder)
        self.begin_row()
        self.add_wide(self.outcome)

    def _connect(self) -> None:
        self.user.edited.connect(self._begin)
        self.kind.edited.connect(self._begin)
        self.older.clicked.connect(self._go_back)
        self.newer.clicked.connect(self._come_forward)
        self.check.clicked.connect(self.check_trail)

    def _begin(self) -> None:
        self._before = [0]
        self.read()

    def _go_back(self) -> None:
        self._before.append(self.model.oldest())
        self.read()

    def _come_forward(self) -> None:
        self._before = self._before[:-1] or [0]
        self.read()

    def _show(self, page: TrailPage) -> None:
        self.model.show_page(page)
        users = sorted(page.users.items(), key=lambda each: each[1].casefold())
        self.user.set_options([("", _("everybody")), *users])
        self.older.setEnabled(page.has_older)
        self.newer.setEnabled(len(self._before) > 1)

    def _say_checked(self, breaks: tuple[Break, ...]) -> None:
        self.check.setEnabled(True)
        if not breaks:
            self.outcome.say(
                _("The trail is untouched."), _("Held against itself and every backup that lies here."), "good"
            )
            return
        first = breaks[0]
        told = _("{what}, at entry {number}.").format(what=say_damage(f"audit_{first.code}"), number=first.audit_no)
        keep = _("Keep this laptop and its backups as they are, and tell the manager.")
        self.outcome.say(told, keep, "danger")

    def _refuse(self, error: UserError) -> None:
        self.check.setEnabled(True)
        self.outcome.say(error.what, error.do, "danger")
