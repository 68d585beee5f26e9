"""Pictures of the page of one person: every tab, forms, and the states that stop work."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from intake_app.domain.arrivals import DeskContext, Notice, parse_arrival
from intake_app.domain.roles import Role
from intake_app.opening.keys import add_user
from intake_app.services.card_reissue import reissue_card
from intake_app.services.corrections import correct_record
from intake_app.services.departures import record_departure
from intake_app.services.guarding import guard_person
from intake_app.services.people import open_person
from intake_app.services.placements import free_beds, move_people
from intake_app.services.print_queue import hand_over, mark_printed, queue_sheets, ready_sheet
from intake_app.services.registration import register_party
from intake_app.services.undoing import undo_act
from tests.returning import record_return
from tests.ui.day import answer_day
from ui.pages import OpenFirst
from ui.people.find_page import FindPage
from ui.people.page import PeoplePage
from ui.people.person import load_person

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.arrivals import Arrival
    from intake_app.services.open_register import OpenRegister

DANAS = "Dana has these words"
NOTICE = Notice(answer="understood", text_version="3", language="rus")
SERGEI = {
    "family_name": "Иванов",
    "given_name": "Сергей",
    "patronymic": "Петрович",
    "birth_date": "1996-05-25",
    "sex": "M",
    "document_type": "internal_passport",
    "document_number": "4512 345678",
    "document_country": "RUS",
    "entered_on": "2022-11-25",
    "entry_point": "Mashtakovo",
    "sleeps": "here",
    "phone": "+7 912 345-67-89",
    "languages": "rus",
}
ANNA = SERGEI | {
    "family_name": "Иванова",
    "given_name": "Анна",
    "patronymic": "Петровна",
    "sex": "F",
    "document_number": "4512 111111",
}
LEV = SERGEI | {"given_name": "Лев", "birth_date": "2014-03-01", "document_number": "4512 222222"}


def _arrival(register: OpenRegister, flat: dict[str, str]) -> Arrival:
    made = parse_arrival(flat, DeskContext(register.clock.now().date(), "KZ"))
    return replace(made, notice=NOTICE)


def _at(stage: Any, day: int, hour: int, minute: int) -> None:
    """Move the clock to a local time in November at the centre."""
    stage.clock.instant = datetime(2022, 11, day, hour - 5, minute, tzinfo=UTC)


def _tell(stage: Any) -> str:
    """Three days of a family: recorded, printed, absent by mistake, corrected, moved."""
    stage.open("people")
    register = stage.shell.window_.context.register
    flats = (SERGEI, ANNA, LEV)
    people = [each.person_id for each in register_party(register, [_arrival(register, flat) for flat in flats]).people]
    sergei = people[0]
    (job,) = queue_sheets(register, [sergei])
    sheet = ready_sheet(register, job)
    assert sheet is not None
    _at(stage, 25, 23, 52)
    mark_printed(register, {job: sheet.facts})
    hand_over(register, [job])
    _at(stage, 26, 7, 30)
    gone = record_departure(register, [sergei], "presumed_left", reason="not seen at breakfast").act_id
    _at(stage, 26, 7, 44)
    undo_act(register, gone)
    _at(stage, 28, 9, 10)
    file = open_person(register, sergei)
    born = replace(file.person, birth_date="1997-05-25")
    correct_record(register, born, file.seen[sergei], "Read from the passport")
    _at(stage, 28, 9, 52)
    move_people(register, people, free_beds(register)[-1][0].place_id, "A house came free")
    _at(stage, 28, 10, 15)
    return sergei


def _show(stage: Any, person_id: str, tab: str = "overview") -> Any:
    window = stage.shell.window_
    window.covering.look()  # the clock was moved, which is asked about
    answer_day(stage.shell)
    window.show_page("people")
    page = window.page()
    assert isinstance(page, PeoplePage)
    page.open_person(person_id)
    if page.person.view is not None:
        page.person.tabs.set_current(tab)
        page.person._show_tab()
    return page.person


def _tab(tab: str) -> Callable[[Any], None]:
    def prepare(stage: Any) -> None:
        _show(stage, _tell(stage), tab)

    return prepare


def _form(tab: str, key: str, record: str = "") -> Callable[[Any], None]:
    def prepare(stage: Any) -> None:
        _show(stage, _tell(stage), tab).ask(key, record)

    return prepare


def _error(stage: Any) -> None:
    page = _show(stage, _tell(stage), "identity")
    page.start_correction()
    page.correction.fields["birth_date"].set_text("31021997")
    page.save_correction()


def _stay_form(stage: Any) -> None:
    _show(stage, _tell(stage), "stay").start_correction()


def _returned(stage: Any) -> None:
    person_id = _tell(stage)
    register = stage.shell.window_.context.register
    record_departure(register, [person_id], "left", "2022-11-28", "for Almaty")
    _at(stage, 29, 12, 0)
    record_return(register, person_id, _arrival(register, SERGEI | {"entered_on": "2022-11-29"}))
    reissue_card(register, person_id, "lost on the way")
    _show(stage, person_id)


def _left(stage: Any) -> None:
    person_id = _tell(stage)
    record_departure(stage.shell.window_.context.register, [person_id], "left", "2022-11-28", "for Almaty")
    _show(stage, person_id)


def _hidden(stage: Any) -> None:
    page = _show(stage, _tell(stage))
    page.ask("hide")
    page.correction.fields["reason"].set_text("recorded twice, the other card is right")
    page.save_correction()


def _guarded(stage: Any) -> None:
    person_id = _tell(stage)
    guard_person(stage.shell.window_.context.register, person_id, "asked for it", is_guarded=True)
    _show(stage, person_id)


def _guarded_volunteer(stage: Any) -> None:
    """Found by the card: it was shown, and still nothing is told."""
    _guarded(stage)
    _find_as_volunteer(stage, stage.shell.window_.page().person.view.card)


def _join(stage: Any) -> None:
    person_id = _tell(stage)
    register = stage.shell.window_.context.register
    people = [_arrival(register, SERGEI | {"family_name": "Ким", "given_name": name}) for name in ("Анна", "Виктор")]
    register_party(register, people)
    page = _show(stage, person_id, "group")
    page.ask("join")
    page.correction.box.set_text("ким")
    page.correction.searched.emit("ким")


def _as_volunteer(tab: str) -> Callable[[Any], None]:
    def prepare(stage: Any) -> None:
        person_id = _tell(stage)
        page = _find_as_volunteer(stage, load_person(stage.shell.window_.context.register, person_id).card)
        page.person.tabs.set_current(tab)
        page.person._show_tab()

    return prepare


def _find_as_volunteer(stage: Any, text: str) -> FindPage:
    """A volunteer unlocks, and opens the first whom the words find."""
    add_user(stage.shell.window_.context.unlocked, "Dana S.", Role.VOLUNTEER, DANAS)
    stage.shell.lock()
    screen = stage.shell.centralWidget()
    screen.passphrase.set_text(DANAS)
    screen.try_passphrase()
    window = stage.shell.window_
    answer_day(stage.shell)
    window.show_page("find")
    page = window.page()
    assert isinstance(page, FindPage)
    page.show_argument(OpenFirst(text))
    return page


def _void(stage: Any) -> None:
    person_id = _tell(stage)
    register = stage.shell.window_.context.register
    old = load_person(register, person_id).card
    reissue_card(register, person_id, "lost on the way")
    page = _show(stage, person_id, "papers")
    page.show_person(load_person(register, person_id, old))


def _child(stage: Any) -> None:
    stage.open("people")
    register = stage.shell.window_.context.register
    child = _arrival(register, LEV | {"birth_date": "2007", "given_name": "Артём", "document_number": ""})
    _show(stage, register_party(register, [child]).people[0].person_id)


def _long_name(stage: Any) -> None:
    stage.open("people")
    register = stage.shell.window_.context.register
    named = SERGEI | {
        "family_name": "Константинопольская-Преображенская",
        "given_name": "Александра-Мария",
        "patronymic": "Владиславовна",
        "languages": "rus kaz ukr eng",
    }
    _show(stage, register_party(register, [_arrival(register, named)]).people[0].person_id)


SHOTS: tuple[tuple[str, Callable[[Any], None], bool], ...] = (
    ("person_overview", _tab("overview"), False),
    ("person_overview_low", _tab("overview"), True),
    ("person_identity", _tab("identity"), False),
    ("person_group", _tab("group"), False),
    ("person_stay", _tab("stay"), False),
    ("person_papers", _tab("papers"), False),
    ("person_history", _tab("history"), False),
    ("person_correct", _error, False),
    ("person_correct_stay", _stay_form, False),
    ("person_add_document", _form("papers", "new_document"), False),
    ("person_move", _form("stay", "move"), False),
    ("person_leave", _form("stay", "leave"), False),
    ("person_hide", _form("identity", "hide"), False),
    ("person_leave_party", _form("group", "leave_party"), False),
    ("person_join", _join, False),
    ("person_volunteer", _as_volunteer("history"), False),
    ("person_void", _void, False),
    ("person_left", _left, False),
    ("person_returned", _returned, False),
    ("person_hidden", _hidden, False),
    ("person_guarded", _guarded, False),
    ("person_guarded_volunteer", _guarded_volunteer, False),
    ("person_child", _child, False),
    ("person_long_name", _long_name, False),
)
"""Name, what is done before, whether in a low window."""
