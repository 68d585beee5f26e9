"""What stands in the tabs of a person's page. Labels and buttons only; the words come from `person`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.names import isolate
from intake_app.domain.records import PARTY
from intake_app.domain.stays import has_ended, order_of_stay
from intake_app.i18n import _, kept_apart
from intake_app.messages import field_label, say_word
from intake_app.services.access import Sight
from intake_app.values import say_country, say_iso, say_value
from ui.models.words import say_birth, say_name
from ui.people.person import NOTHING
from ui.resources.theme import Size, font, px
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyRow, LinkRow
from ui.widgets.flow import Flow
from ui.widgets.labels import Hairline, label
from ui.widgets.layouts import bare
from ui.widgets.sides import Sides

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intake_app.domain.records import Card, Document, Person
    from intake_app.services.access import PersonLine
    from ui.people.person import Pairs, PersonView

    Ask = Callable[[str, str], None]
    """Asks for a form by its key and the id of the record it is about."""

_LABELS = 200
_WIDEST = 760
_HALF = 400


def make_identity(view: PersonView, ask: Ask, rights: Sequence[tuple[str, str, str, str]] = ()) -> QWidget:
    """Everything about who this is, and what is done with the whole record; `rights` are theirs, hidden or not."""
    body, column = _column()
    one, other = QWidget(), QWidget()
    halves = [bare(QVBoxLayout(half), px(18)) for half in (one, other)]
    for number, (title, pairs) in enumerate(view.identity):
        halves[min(number, 1)].addWidget(_section(title, pairs))
    for half in halves:
        half.addStretch(1)
    one.setMinimumWidth(px(_HALF))
    column.addWidget(Sides(one, other, gap=px(32), narrowest=px(_HALF)))
    column.addSpacing(px(18))
    if not view.file.person.deleted:
        guard = _("Guard no longer") if view.file.person.guarded else _("Guard")
        hide = _("Hide {card}").format(card=view.card) if view.card else _("Hide")
        acts = [("guard", guard, "Ctrl+U", "shield")] if view.may_care else []
        if view.may_join:
            acts.append(("compare", _("Recorded twice?"), "Ctrl+T", "copy"))
        if view.may_record:
            acts.append(("hide", hide, "Ctrl+H", "eye-off"))
        column.addWidget(_acts(acts, ask))
    if rights:
        column.addSpacing(px(18))  # apart: nobody presses what cannot be taken back who meant the one above
        column.addWidget(_acts(rights, ask))
    column.addStretch(1)
    return body


def make_group(view: PersonView, open_person: Callable[[str], None], ask: Ask) -> QWidget:
    """Who came with them; Enter opens one. A party of one is none."""
    body, column = _column()
    companies = [company for company in view.companies if len(company.people) > 1]
    if not companies:
        column.addWidget(label(_("This person is in no group."), "lead", is_wrapped=True))
    for company in companies:
        title = company.group.name or (_("Household") if company.group.kind == "household" else _("Party"))
        column.addWidget(label(title, "head"))
        column.addSpacing(px(6))
        for number, line in enumerate(company.people):
            row = LinkRow(_link(line, view, open_person), is_first=number == 0)
            row.setMaximumWidth(px(_WIDEST))
            column.addWidget(row)
    if view.can_change:
        acts = [("join", _("Joins a party"), "Ctrl+G", "users")]
        if any(company.group.kind == PARTY for company in companies):
            acts.append(("leave_party", _("Leaves the party"), "Ctrl+Shift+G", "log-out"))
        column.addSpacing(px(14))
        column.addWidget(_acts(acts, ask))
    column.addStretch(1)
    return body


def make_stays(view: PersonView, ask: Ask) -> QWidget:
    """The current stay with its beds, and the earlier ones."""
    body, column = _column()
    stays = sorted(view.file.stays, key=order_of_stay, reverse=True)
    names = ("entered_on", "entry_point", "arrived_on", "sleeps", "intention", "destination")
    for stay, line in zip(stays, view.stays, strict=True):
        has_left = has_ended(stay)
        shown = [name for name in names if not (has_left and name == "sleeps")]
        pairs = [(field_label(name), say_value(name, getattr(stay, name)) or NOTHING) for name in shown]
        if has_left:
            pairs += [(field_label(name), say_value(name, getattr(stay, name)) or NOTHING) for name in _GONE]
        column.addWidget(_section(line.title, tuple(pairs)))
        if stay is stays[0] and view.can_change:
            column.addSpacing(px(8))
            column.addWidget(_acts(_stay_acts(view), ask))
        column.addSpacing(px(14))
    if view.file.placements:
        column.addWidget(_section(_("Beds"), _beds(view)))
    if not stays:
        column.addWidget(label(_("No stay is recorded."), "lead"))
    column.addStretch(1)
    return body


def make_papers(view: PersonView, ask: Ask) -> QWidget:
    """Documents, and our own cards."""
    body, column = _column()
    column.addWidget(label(_("Documents"), "head"))
    column.addSpacing(px(6))
    can_act = view.can_change
    for number, document in enumerate(view.file.documents):
        if number:
            column.addWidget(_line())
        column.addWidget(_document_row(document, view, ask, can_act=can_act))
    if not view.file.documents:
        column.addWidget(label(_("No document is recorded."), "lead"))
    if can_act:
        column.addSpacing(px(6))
        column.addWidget(_acts([("new_document", _("Add a document"), "Ctrl+O", "plus")], ask))
    column.addSpacing(px(18))
    column.addWidget(label(_("Cards"), "head"))
    column.addSpacing(px(6))
    for number, card in enumerate(view.file.cards):
        if number:
            column.addWidget(_line())
        column.addWidget(_paper_row(card.card_number, _say_card(card, view.card)))
    if can_act:
        acts = [("reissue", _("New card"), "Ctrl+R", "scan-line")]
        column.addSpacing(px(8))
        column.addWidget(
            _acts([*acts, *([("void", _("Void the card"), "Ctrl+Shift+R", "x")] if view.card else [])], ask)
        )
    column.addStretch(1)
    return body


def _stay_acts(view: PersonView) -> list[tuple[str, str, str, str]]:
    if not view.is_here:
        return []
    move = [] if view.file.is_held else [("move", _("Another bed"), "Ctrl+B", "bed-double")]
    return [*move, ("leave", _("This person left"), "Ctrl+D", "log-out")]


_GONE = ("departed_on", "departure")


def _beds(view: PersonView) -> Pairs:
    pairs = []
    for placement, name in reversed(view.file.placements):
        begun, ended = say_iso(placement.starts_on), say_iso(placement.ends_on)
        span = _("{begun} to {ended}").format(begun=begun, ended=ended) if ended else _("since {day}").format(day=begun)
        pairs.append((name or NOTHING, span))
    return tuple(pairs)


def _document_row(document: Document, view: PersonView, ask: Ask, *, can_act: bool) -> QWidget:
    kind = say_word("document_type", document.document_type) if document.document_type else _("document")
    title = f"{kind[:1].upper()}{kind[1:]} {kept_apart(isolate(document.document_number))}".strip()
    dates = (
        _("issued {day}").format(day=say_iso(document.issued_on)) if document.issued_on else "",
        _("expires {day}").format(day=say_iso(document.expires_on)) if document.expires_on else "",
    )
    told = _("told, no paper seen") if document.as_told else ""
    details = (say_country(document.document_country), *dates, isolate(document.issuing_authority), told)
    button = None
    if can_act:
        is_primary = document == view.file.primary_document
        button = Button(_("Correct"), "", flat=True, icon="pencil")
        button.setAccessibleDescription(title)
        button.setToolTip("Ctrl+E" if is_primary else "")
        button.clicked.connect(lambda: ask("document", document.document_id))
    return _paper_row(title, ", ".join(filter(None, details)) or NOTHING, button)


def _paper_row(title: str, details: str, button: Button | None = None) -> QWidget:
    """A document or a card: what it is, a quiet line about it, and what is done with it."""
    holder = QWidget()
    holder.setMaximumWidth(px(_WIDEST))
    row = bare(QHBoxLayout(holder), px(12))
    row.setContentsMargins(0, px(6), 0, px(6))
    words = bare(QVBoxLayout(), px(2))
    words.addWidget(label(title, "row", is_wrapped=True))
    words.addWidget(label(details, "helper", is_wrapped=True))
    row.addLayout(words, 1)
    if button is not None:
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
    return holder


def _line() -> Hairline:
    """Between two rows, as wide as they are."""
    line = Hairline()
    line.setMaximumWidth(px(_WIDEST))
    return line


def _say_card(card: Card, in_use: str) -> str:
    given, voided = say_iso(card.given_on), say_iso(card.voided_on)
    if voided and in_use:
        told = _("given {given}, void since {voided}; {card} is in use now")
        return told.format(given=given, voided=voided, card=in_use)
    if voided:
        return _("given {given}, void since {voided}; no card is in use").format(voided=voided, given=given)
    return _("in use, given {given}").format(given=given)


def _link(line: PersonLine, view: PersonView, open_person: Callable[[str], None]) -> EmptyRow:
    row, person_id = line.row, line.row.person.person_id
    if line.sight is Sight.GUARDED:
        return EmptyRow("shield", _("Call the shift lead"), "", lambda: None, "nothing")
    if person_id == view.file.person.person_id:  # as whole as the page around it, however little a line may say
        name = _("{name}, this person").format(name=say_name(view.file.person))
        return EmptyRow(
            "user", name, _of_whom(view.file.person, view.card, view.file.place_name, view), _stay, "nothing"
        )
    text = _of_whom(row.person, row.card_number, row.place_name, view)
    return EmptyRow("user", say_name(row.person), text, lambda: open_person(person_id))


def _of_whom(person: Person, card: str, place: str, view: PersonView) -> str:
    born = say_birth(person.birth_date, is_estimated=person.birth_date_estimated, today=view.today)
    return ", ".join(filter(None, (born, card, place)))


def _stay() -> None:
    """Whose page it is stands on it already."""


def _column() -> tuple[QWidget, QVBoxLayout]:
    body = QWidget()
    return body, bare(QVBoxLayout(body))


def _section(title: str, pairs: Sequence[tuple[str, str]]) -> QWidget:
    """A heading and lines of a quiet label and a value."""
    holder = QWidget()
    holder.setMaximumWidth(px(_WIDEST))
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(16))
    grid.setVerticalSpacing(px(6))
    grid.setColumnMinimumWidth(0, px(_LABELS))
    grid.setColumnStretch(1, 1)
    grid.addWidget(label(title, "head"), 0, 0, 1, 2)
    lower = QFontMetrics(font(Size.ROW)).ascent() - QFontMetrics(font(Size.LABEL)).ascent()  # both on one line
    for number, (name, text) in enumerate(pairs, 1):
        quiet = label(name, "helper", is_wrapped=True)
        quiet.setContentsMargins(0, lower, 0, 0)
        value = label(text, "row", is_wrapped=True)
        value.setAccessibleName(f"{name}: {text}")
        grid.addWidget(quiet, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value, number, 1, Qt.AlignmentFlag.AlignTop)
    return holder


def _acts(acts: Sequence[tuple[str, str, str, str]], ask: Ask) -> QWidget:
    """Buttons in a row, each asking for a form."""
    holder = QWidget()
    row = Flow(px(8), px(8), holder)
    for key, text, keycap, icon in acts:
        button = Button(text, keycap, icon=icon, danger=key == "erase")
        button.setObjectName(key)
        button.clicked.connect(lambda _checked=False, key=key: ask(key, ""))
        row.addWidget(button)
    return holder
