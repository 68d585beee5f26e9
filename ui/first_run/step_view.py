"""One step of the first run on the screen: title, questions, buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.i18n import _
from ui.first_run.key_view import KeyView
from ui.first_run.regions import country_options, zone_options
from ui.first_run.steps import CREATING, KEY, KEY_BACK, PASSPHRASE, PLACES, FirstRun
from ui.passphrase_words import offer_words, say_strength
from ui.widgets.action_bar import ButtonRow
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceField
from ui.widgets.cover import WIDE, Advice, Cover
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import left
from ui.widgets.secret_field import SecretField
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from ui.first_run.steps import Question
    from ui.widgets.field_shell import FieldShell


class StepView(Cover):
    """Shows `FirstRun.step`; `went_on` and `went_back` ask for another. Answers go straight into the first run.

    On the last step `asked_for_kit` goes on too, to where a paper kit is printed.
    """

    went_on = Signal()
    went_back = Signal()
    asked_for_kit = Signal()

    def __init__(self, run: FirstRun) -> None:
        super().__init__(width=WIDE, top=64)
        self._run = run
        self.fields: dict[str, FieldShell] = {}
        self.places = TextArea(
            _("Places"),
            lines=6,
            placeholder=_("Hall 1, mat 1-40\nHouse 4: 6"),
            helper=_("House 4: 6 is one place with 6 beds; may be left empty"),
        )
        self.advice = Advice(lines=1, tone="danger")
        self.kit = Button(_("Print a paper kit for the night the laptop dies"), "Ctrl+P", flat=True, icon="printer")
        self.words = Button(_("Suggest four words"), "Ctrl+G", flat=True, icon="key-round")
        self.next = Button(self._next_words(), "Ctrl+Enter" if run.key == PLACES else "Enter", primary=True)
        self._build_step()
        self._connect_step()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say each problem below its field and go to the first; one of no field stands above the buttons."""
        self.advice.setText(problems.get("", ""))
        for name, text in problems.items():
            if name in self.fields:
                field = self.fields[name]
                field.set_helper(text, "error")
                field.focus()
                if isinstance(field, SecretField):
                    field.line.selectAll()  # nobody sees what is wrong in it: it is typed anew, not mended

    def start(self) -> None:
        """Put the focus where work starts."""
        first = next((field for field in self.fields.values() if field.value_state in ("empty", "error")), None)
        first = first or next(iter(self.fields.values()), None)
        if self._run.key == PLACES:
            self.places.focus()
        elif first is not None:
            first.focus()
        else:
            self.next.setFocus()

    def set_next(self, text: str) -> None:
        """Another label of the primary button, as the situation asks."""
        self.next.set_text(text)

    def _build_step(self) -> None:
        step, (number, count) = self._run.step, self._run.number
        self.set_corner(_("Setting up: step {number} of {count}").format(number=number, count=count))
        self.add(label(step.title, "hero"))
        self.add(label(step.text, "lead", is_wrapped=True), above=4)
        for place, question in enumerate(step.questions):
            self.fields[question.name] = self._field(question)
            self.add_field(self.fields[question.name], above=24 if place == 0 else 8)
        if step.key == PASSPHRASE:
            self.add(left(self.words))
        if step.key == KEY:
            self.add(KeyView(self._run.recovery_key), above=24)
        if step.key == PLACES:
            self.add_field(self.places, above=24)
            self.add(left(self.kit), above=8)
        self.add_advice(self.advice, above=8)
        if step.key != CREATING:
            self.add(self._buttons())
        self.end()

    def _buttons(self) -> QWidget:
        self.back = Button(_("Back"), "Alt+Left", flat=True)
        self.back.clicked.connect(self.went_back)
        may_go_back = self._run.has_back() or self._run.number[0] == 1
        return ButtonRow((self.back,) if may_go_back else (), (self.next,))

    def _field(self, question: Question) -> FieldShell:
        run, name = self._run, question.name
        kept, state = run.answers.get(name, ""), "guess" if name in run.guesses else None
        if question.kind == "secret":
            return SecretField(question.label, helper=question.helper, needed=True)
        if question.kind in ("country", "zone"):
            options = country_options() if question.kind == "country" else self._zones()
            choice = ChoiceField(question.label, options, helper=question.helper)
            choice.set_value(kept, "guess" if state else "done")
            return choice
        field = Field(question.label, helper=question.helper, needed=name != "key_back")
        field.set_text(kept if name != "key_back" else "", state if kept else None)  # type: ignore[arg-type]
        return field

    def _zones(self) -> tuple[tuple[str, str], ...]:
        return zone_options(self._run.answers.get("country", "")) or (("UTC", "UTC"),)

    def _connect_step(self) -> None:
        self.next.clicked.connect(self.went_on)
        self.kit.clicked.connect(self.asked_for_kit)
        self.kit.setVisible(self._run.key == PLACES)
        self.words.clicked.connect(self._offer_words)
        self.words.setVisible(self._run.key == PASSPHRASE)
        fields = list(self.fields.items())
        for place, (name, field) in enumerate(fields):
            field.edited.connect(lambda text, name=name: self._take(name, text))
            following = fields[place + 1][1] if place + 1 < len(fields) else None
            field.confirmed.connect(following.focus if following else self.went_on.emit)

    def _offer_words(self) -> None:
        """Four words to be read and written down, then typed once more."""
        first, again = self.fields["passphrase"], self.fields["passphrase_again"]
        if isinstance(first, SecretField) and isinstance(again, SecretField):
            first.set_text(offer_words())
            self.words.set_text(_("Four other words"))
            first.eye.setChecked(True)
            again.set_text("")
            for name, field in (("passphrase", first), ("passphrase_again", again)):
                self._take(name, field.text())
            again.focus()

    def _take(self, name: str, text: str) -> None:
        self._run.answer(name, text)
        self.advice.setText("")
        if name == "passphrase":
            names = (self._run.answers.get("user_name", ""), self._run.answers.get("name", ""))
            self.fields[name].set_helper(*say_strength(text, names))
        if name == "name" and "code" in self._run.guesses:
            code, guessed = self.fields["code"], self._run.answers["code"]
            if isinstance(code, Field):
                code.set_text(guessed, "guess" if guessed else "empty")
        if name == "country":
            zone = self.fields["time_zone"]
            if isinstance(zone, ChoiceField):
                zone.set_options(self._zones())
                zone.set_value(self._run.answers["time_zone"], "guess")

    def _next_words(self) -> str:
        words = {
            PASSPHRASE: _("Make the register"),
            KEY: _("I have written it down"),
            KEY_BACK: _("Check"),
            PLACES: _("Start without places"),
        }
        return words.get(self._run.key, _("Next"))
