"""The paper kit and the bed slips read back from their PDFs, made from a real register."""

from __future__ import annotations

import io
import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import segno
from pypdf import PdfReader

from intake_app.domain.cards import parse_card
from intake_app.domain.local_records import QueueLine
from intake_app.domain.paper_models import BedSlip
from intake_app.errors import UserError
from intake_app.packs.notices import load_notices
from intake_app.services.paper_kit import list_kits, read_kit, reserve_kit
from intake_app.services.places import add_places
from intake_app.services.printing import slips_for
from intake_app.services.registration import register_party
from reports.page import PAGE_HEIGHT, PAGE_WIDTH, CodeMark, RuleMark, TextMark
from reports.paper_kit import lay_control, render_kit
from reports.slips import _lay_bed, _lay_numbered, lay_slips, render_slips
from tests.made import arrival

if TYPE_CHECKING:
    from intake_app.opening import Unlocked
    from intake_app.services.open_register import OpenRegister
    from reports.page import Mark

NOTICES = {code: notice.lines for code, notice in load_notices().items()}
SLIP = BedSlip(
    token="212",
    token_word="Жетон",
    card_number="ORL-A-000123-Q",
    lead="Сегодня ночью",
    place="Зал 1, мат 37",
    disclaimer="Не удостоверение личности.",
)


def kit_pages(register: OpenRegister, count: int = 10) -> list[str]:
    """The text of each page of a new kit, white space as single spaces."""
    kit = reserve_kit(register, count)
    pages = PdfReader(io.BytesIO(render_kit(read_kit(register, kit.kit, NOTICES)))).pages
    return [" ".join(page.extract_text().replace("\u00a0", " ").split()) for page in pages]


def outside(marks: list[Mark], width: float, height: float) -> list[Mark]:
    """Marks that reach over the edge."""
    over = []
    for mark in marks:
        right, bottom = mark.x, mark.y
        if isinstance(mark, TextMark):
            right += mark.face.measure(mark.text, mark.size)
        elif isinstance(mark, CodeMark):
            right += len(mark.rows) * mark.module
            bottom += len(mark.rows) * mark.module
        if right > width or bottom > height or mark.x < 0 or mark.y < 0:
            over.append(mark)
    return over


def test_the_kit_is_the_notice_then_the_slips_then_the_sheets_to_write_on(centre: Unlocked) -> None:
    notice, first_slips, last_slips, control = kit_pages(centre.register)
    for lines in NOTICES.values():
        assert lines[0] in notice
    assert notice.index(NOTICES["kaz"][0]) < notice.index(NOTICES["rus"][0]) < notice.index(NOTICES["eng"][0])
    assert first_slips.count("Not an identity document.") == 8
    assert last_slips.count("Не удостоверение личности.") == 2
    assert all(f"ORL-A-{number:06d}" in first_slips + last_slips for number in range(1, 11) if number not in (6, 9))
    for head in ("Family name", "Given name", "Born", "Document", "Entered", "Sleeps", "Phone", "Speaks", "Urgent"):
        assert head in control
    assert "Sheet 1 of 1" in control


def test_a_notice_that_nobody_has_reviewed_says_so(centre: Unlocked) -> None:
    assert "русский ещё не проверен" in kit_pages(centre.register)[0]


def test_the_sheets_to_write_on_lie_and_have_a_line_for_every_number(centre: Unlocked) -> None:
    kit = reserve_kit(centre.register, 25)
    model = read_kit(centre.register, kit.kit, NOTICES)
    pages = list(lay_control(model))
    assert len(pages) == 3
    printed = [mark.text for page in pages for mark in page.marks if isinstance(mark, TextMark)]
    assert [text for text in printed if parse_card(text)] == list(kit.unused)
    for page in pages:
        assert outside(list(page.marks), PAGE_HEIGHT, PAGE_WIDTH) == []
        lines = [mark.y for mark in page.marks if isinstance(mark, RuleMark) and not mark.is_upright]
        assert max(lines) < PAGE_WIDTH - 20
        heights = {round(after - before, 3) for before, after in itertools.pairwise(lines)}
        assert min(heights) >= 42  # points: a line that a hand can write on
    sizes = [page.mediabox for page in PdfReader(io.BytesIO(render_kit(model))).pages]
    assert [size.width > size.height for size in sizes] == [False] * 5 + [True] * 3


def test_numbers_set_aside_are_given_to_nobody_else(centre: Unlocked) -> None:
    kit = reserve_kit(centre.register, 5)
    given = register_party(centre.register, [arrival(centre)]).people[0].card_number
    assert given not in kit.unused
    assert not set(reserve_kit(centre.register, 5).unused) & {*kit.unused, given}


def test_a_line_typed_in_leaves_the_kit_and_is_not_printed_again(centre: Unlocked) -> None:
    register = centre.register
    kit = reserve_kit(register, 3)
    typed = replace(arrival(centre), card_number=kit.unused[1])
    assert register_party(register, [typed]).people[0].card_number == kit.unused[1]
    [listed] = list_kits(register)
    assert (listed.count, listed.typed_in, listed.unused) == (3, 1, (kit.unused[0], kit.unused[2]))
    assert read_kit(register, kit.kit, NOTICES).card_numbers == listed.unused


def test_a_kit_whose_numbers_were_all_typed_in_is_not_printed(centre: Unlocked) -> None:
    register = centre.register
    kit = reserve_kit(register, 1)
    register_party(register, [replace(arrival(centre), card_number=kit.unused[0])])
    with pytest.raises(UserError) as refused:
        read_kit(register, kit.kit, NOTICES)
    assert refused.value.code == "kit_used"


@pytest.mark.parametrize("count", [0, -1, 401])
def test_a_kit_for_nobody_or_for_too_many_is_refused(centre: Unlocked, count: int) -> None:
    with pytest.raises(UserError) as refused:
        reserve_kit(centre.register, count)
    assert (refused.value.code, refused.value.field) == ("kit_size", "count")
    assert list_kits(centre.register) == ()


def test_a_slips_code_is_its_number_and_nothing_is_over_its_edge(centre: Unlocked) -> None:
    kit = reserve_kit(centre.register, 1)
    [number] = kit.unused
    marks = _lay_numbered(number, read_kit(centre.register, kit.kit, NOTICES).words)
    [code] = [mark for mark in marks if isinstance(mark, CodeMark)]
    wanted = segno.make(number, version=1, error="q", micro=False, boost_error=False).matrix
    assert code.rows == tuple(tuple(bool(module) for module in row) for row in wanted)
    assert outside(marks, PAGE_WIDTH / 2, PAGE_HEIGHT / 4) == []
    words = " ".join(mark.text for mark in marks if isinstance(mark, TextMark)).replace("\u00a0", " ")
    assert "Жеке куәлік емес. Полицияда тіркеу емес. Не удостоверение личности." in words


def test_bed_slips_say_the_token_the_bed_and_the_card_in_the_readers_language(centre: Unlocked) -> None:
    register = centre.register
    add_places(register, "Зал 1, мат 1-9")
    fields = {"birth_date": "1990", "sleeps": "here"}
    people = [
        register_party(register, [arrival(centre, languages=code, **fields)]).people[0] for code in ("rus", "kaz")
    ]
    child = register_party(register, [arrival(centre, birth_date="2012", sleeps="here")]).people[0]
    with register.writing("test") as unit:
        unit.keep(QueueLine(line_id="1", token="212", person_id=people[1].person_id))
        unit.commit()
    slips = slips_for(register, [each.person_id for each in (people[1], child, people[0])])
    assert [(slip.token, slip.card_number, slip.lead, slip.place) for slip in slips] == [
        ("212", people[1].card_number, "Бүгін түнде", "Зал 1, мат 2"),
        ("", people[0].card_number, "Сегодня ночью", "Зал 1, мат 1"),
    ]


def test_ten_bed_slips_stand_on_a_page() -> None:
    slips = [replace(SLIP, token=str(number)) for number in range(201, 222)]
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(render_slips(slips))).pages]
    assert [page.count("ORL-A-000123-Q") for page in pages] == [10, 10, 1]
    assert "201" in pages[0]
    assert "221" in pages[2]


@pytest.mark.parametrize("token", ["7", "212", "", "2022-11-25-A"])
@pytest.mark.parametrize(
    "place", ["Зал 1", "Лагерь «Орлёнок», спальный корпус номер четыре, комната 12, кровать 3", "W" * 90]
)
def test_a_long_bed_stays_on_its_slip(token: str, place: str) -> None:
    marks = _lay_bed(replace(SLIP, token=token, place=place))
    assert outside(marks, PAGE_WIDTH / 2, PAGE_HEIGHT / 5) == []
    [code] = [mark for mark in marks if isinstance(mark, CodeMark)]
    low = code.y + len(code.rows) * code.module + 4 * code.module
    for mark in marks:
        if isinstance(mark, TextMark) and mark.y - mark.size < low:
            assert mark.x + mark.face.measure(mark.text, mark.size) <= code.x - 3.9 * code.module
    baselines = sorted(mark.y for mark in marks if isinstance(mark, TextMark))
    assert baselines[-1] - baselines[-2] >= 11


def test_slips_fill_the_left_column_first() -> None:
    [marks] = lay_slips([_lay_bed(replace(SLIP, token=str(number))) for number in range(1, 8)], 5)
    at = {mark.text: (mark.x, mark.y) for mark in marks if isinstance(mark, TextMark) and mark.text.isdigit()}
    assert at["5"][0] == at["1"][0] < at["6"][0]
    assert at["6"][1] == at["1"][1] < at["2"][1]
