"""The stories of the desk as key presses: what is pressed, how it is counted, and the budgets.

A press is one key going down; Shift with a letter and Ctrl with Enter are one press each, for they are one movement.
What a scanner types is no press. Every story begins where a desk stands all night: the empty form after somebody
was recorded, so that the day of entry, the next bed and the language are there as guesses for Enter to confirm. The
stories know the keyboard and the words on the screen alone; what was recorded is read from the register afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.domain.mrz import check_digit
from intake_app.services.people import open_person
from tests.ui.keyboard import NO_KEYS, Keyboard

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.services.open_register import OpenRegister
    from intake_app.services.people import PersonFile

CTRL = Qt.KeyboardModifier.ControlModifier
SCAN_SETTLES = 0.12  # seconds; a scan is over when its keys have paused, and whoever holds the scanner looks up


@dataclass(frozen=True)
class MadeUp:
    """A made-up arrival; `names` are family, given and patronymic name, `born` as it is typed."""

    names: tuple[str, str, str]
    born: str
    number: str = ""
    phone: str = ""

    @property
    def characters(self) -> int:
        """The characters of the fields, each once."""
        return sum(map(len, (*self.names, self.born, self.number, self.phone)))

    @property
    def zone(self) -> str:
        """The machine-readable zone of their foreign passport (ICAO 9303 part 4); names in Latin letters."""
        family, given, _patronymic = self.names
        year, month, day = self.born[6:], self.born[2:4], self.born[:2]
        number, birth, expiry = self.number, f"{year}{month}{day}", "300101"
        personal = "<" * 14
        parts = [number + check_digit(number), birth + check_digit(birth), expiry + check_digit(expiry)]
        parts.append(personal + check_digit(personal))
        first = f"P<RUS{family}<<{given}".upper().ljust(44, "<")
        head, tail = parts[0] + "RUS" + parts[1] + "M", parts[2] + parts[3]
        return f"{first}\n{head}{tail}{check_digit(parts[0] + parts[1] + tail)}\n"


EARLIER = MadeUp(("Ким", "Лев", "Львович"), "1990")
SERGEI = MadeUp(("Иванов", "Сергей", "Петрович"), "25051997", "4512345678", "9123456789")
TOLD = MadeUp(("Кузнецов", "Виктор", "Сергеевич"), "25", phone="9123456788")  # 23 letters
FIVE = (
    MadeUp(("Васильев", "Андрей", "Сергеевич"), "12031995", "4511223344", "9120000001"),
    MadeUp(("Морозов", "Никита", "Дмитриевич"), "30111996", "4509887766", "9120000002"),
    MadeUp(("Соколов", "Максим", "Андреевич"), "07071994", "4613554433", "9120000003"),
    MadeUp(("Лебедев", "Кирилл", "Алексеевич"), "19021997", "4712665544", "9120000004"),
    MadeUp(("Николаев", "Роман", "Викторович"), "24091993", "4510776655"),
)
SCANNED = tuple(
    MadeUp((family, given, ""), born, number, phone)
    for family, given, born, number, phone in (
        ("Vasilev", "Andrei", "12031995", "711223344", "9120000001"),
        ("Morozov", "Nikita", "30111996", "709887766", "9120000002"),
        ("Sokolov", "Maksim", "07071994", "713554433", "9120000003"),
        ("Lebedev", "Kirill", "19021997", "712665544", "9120000004"),
        ("Nikolaev", "Roman", "24091993", "710776655", ""),
    )
)


class CountingKeyboard(Keyboard):
    """A keyboard that counts what is pressed since `presses` was last set to nought."""

    def __init__(self) -> None:
        super().__init__()
        self.presses = 0

    def type(self, text: str, *, apart_ms: int = 1_000) -> None:
        self.presses += len(text)
        super().type(text, apart_ms=apart_ms)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.presses += 1
        super().press(key, modifiers)

    def scan(self, text: str) -> None:
        """A scanner's keys, of which none is a press; answers when the form has had time to be filled."""
        before = self.presses
        super().scan(text)
        self.presses = before
        end = perf_counter() + SCAN_SETTLES
        while perf_counter() < end:
            QApplication.processEvents()

    def go_on(self, times: int) -> None:
        """Enter, so many times: it goes on and confirms what is guessed."""
        self.enter(*[""] * times)

    def save(self) -> None:
        """Ctrl+Enter: save and print."""
        self.press(Qt.Key.Key_Return, CTRL)

    def save_next(self) -> None:
        """F6: save, and on to the next in the party."""
        self.press(Qt.Key.Key_F6)


@dataclass(frozen=True)
class Story:
    """What is played, whom it records, how many presses it may take, and how they are counted."""

    name: str
    people: tuple[MadeUp, ...]
    budget: int
    play: Callable[[CountingKeyboard, tuple[MadeUp, ...]], None]
    counted: str


def begin_night(keys: CountingKeyboard) -> None:
    """Record the first arrival of the night: entry and language are typed once and are guesses from then on."""
    keys.enter("", "", "", *EARLIER.names, EARLIER.born, "", "-1", "", "", "русский")
    keys.save()


def count_presses(story: Story, keys: CountingKeyboard) -> int:
    """Play a story on the window that has the focus; answers its presses."""
    keys.presses = 0
    story.play(keys, story.people)
    return keys.presses


def recorded_since(register: OpenRegister, count: int) -> list[PersonFile]:
    """The last so many people recorded, in the order they came."""
    with register.reading() as reading:
        ids = reading.person_ids(0, count)
    return [open_person(register, person_id) for person_id in reversed(ids)]


def is_recorded(person: MadeUp, file: PersonFile) -> bool:
    """Whether a record holds what was pressed for somebody."""
    saved, numbers = file.person, {document.document_number for document in file.documents}
    family, given, patronymic = person.names
    names = (saved.family_name_latin.title(), saved.given_name_latin.title())
    if patronymic:
        names = (saved.family_name, saved.given_name)
    digits = "".join(letter for letter in saved.phone if letter.isdecimal())
    has_stay = file.stay is not None and bool(file.stay.entered_on) and bool(file.place_name)
    return (
        names == (family, given)
        and (not person.number or person.number in {number.replace(" ", "") for number in numbers})
        and digits == (f"7{person.phone}" if person.phone else "")
        and has_stay
    )


def _scanned_to_phone(keys: CountingKeyboard, person: MadeUp) -> None:
    """Scan; Enter for the notice, the entry and the bed; then the phone or nothing, and its Enter."""
    keys.scan(person.zone)
    keys.go_on(3)
    keys.enter(person.phone)


def _scanned(keys: CountingKeyboard, people: tuple[MadeUp, ...]) -> None:
    for person in people[:-1]:
        _scanned_to_phone(keys, person)
        keys.go_on(1)
        keys.save_next()
    _scanned_to_phone(keys, people[-1])
    keys.go_on(1)
    keys.save()


def _typed(keys: CountingKeyboard, people: tuple[MadeUp, ...]) -> None:
    [person] = people
    keys.enter("", "", person.number, *person.names, person.born, "", "", "", person.phone, "", "")
    keys.save()


def _told(keys: CountingKeyboard, people: tuple[MadeUp, ...]) -> None:
    [person] = people
    keys.go_on(2)
    keys.press(Qt.Key.Key_F4)
    keys.enter(*person.names, person.born, "", "", "")
    keys.type(person.phone)
    keys.save()


def _party_typed(keys: CountingKeyboard, people: tuple[MadeUp, ...]) -> None:
    for place, person in enumerate(people):
        keys.enter(*[""] * (2 if place == 0 else 1), person.number, *person.names, person.born, "")
        if place == 0 or person.phone:
            keys.go_on(2)
        keys.type(person.phone)
        if place < len(people) - 1:
            keys.save_next()
    keys.save()


def _without_phone(people: tuple[MadeUp, ...]) -> tuple[MadeUp, ...]:
    return tuple(MadeUp(person.names, person.born, person.number) for person in people)


STORIES = (
    Story(
        "scanned passport", _without_phone(SCANNED[:1]), 6, _scanned,
        "Enter for notice, entry, bed, phone, language; Ctrl+Enter",
    ),
    Story("scanned passport with a phone", SCANNED[:1], 16, _scanned, "the same, and ten digits"),
    Story(
        "typed internal passport", (SERGEI,), SERGEI.characters + 15, _typed,
        "its characters; Enter for each of 13 fields with token and notice; Ctrl+Enter",
    ),
    Story(
        "no document, a name of 23 letters", _without_phone((TOLD,)), 36, _told,
        "Enter for token and notice, F4, 23 letters, age of two digits, 7 Enter as far as the bed, Ctrl+Enter",
    ),
    Story("no document, with a phone", (TOLD,), 46, _told, "the same, and ten digits"),
    Story(
        "party of five typed", _without_phone(FIVE), 258, _party_typed,
        "its characters; the first as above as far as the bed; then notice and 6 fields each; F6 or Ctrl+Enter",
    ),
    Story(
        "party of five typed, four with a phone", FIVE, 298, _party_typed,
        "the same, ten digits for four, and Enter past entry and bed to reach the phone",
    ),
    Story(
        "party of five scanned", _without_phone(SCANNED), 33, _scanned,
        "each as one scanned passport, F6 for Ctrl+Enter but the last",
    ),
)  # fmt: skip
