"""The personal sheet read back from its PDF: text by page, fonts, pages, code."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
import segno
from pypdf import PdfReader

from intake_app.domain.records import Centre
from intake_app.packs.handouts import load_sheet_texts
from intake_app.services.sheets import build_sheet
from reports.page import LEFT, MM, PAGE_HEIGHT, PAGE_WIDTH, RIGHT, TOP, CodeMark, TextMark
from reports.sheet import TITLE, lay_pages, render_sheets
from tests.unit.sheet_cases import CENTRE, LONG_NAMED, PERSON, SLEEPS, make_facts, make_sheet

if TYPE_CHECKING:
    from intake_app.domain.deadlines import Deadline
    from intake_app.domain.report_models import SheetModel

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = tuple(load_sheet_texts())


def read_pages(*models: SheetModel) -> list[str]:
    """Each page's text in the order it is drawn, white space as single spaces."""
    pages = PdfReader(io.BytesIO(render_sheets(models))).pages
    return [" ".join(page.extract_text().replace("\u00a0", " ").split()) for page in pages]


def name_of(**names: str) -> SheetModel:
    return make_sheet(make_facts(replace(PERSON, **names)))  # type: ignore[arg-type]


def test_the_parts_stand_in_the_order_that_was_promised() -> None:
    (page,) = read_pages(make_sheet())
    order = (
        *("Сергей, это ваш лист", "Не удостоверение личности", "+7 700 000 0000", "ORL-A-000123-Q"),
        *("Мы записали", "Иванов Сергей Петрович / IVANOV SERGEI", "Год рождения 1997", "…678", "Въезд в Казахстан"),
        *("Сегодня ночью", "Зал 1, мат 37", "Еда в 8:00", "Врач: спросите дежурного", "112"),
        *("Ваши даты", "Не позднее среды", "Не позднее пятницы", "Последний день: среда"),
        *("Следующие шаги", "Фото", "ИИН", "SIM, банк", "Боитесь вернуться?", "Помощь бесплатна"),
        *("Чужим не скажем", "Ваши данные", "Правила на 25 ноября 2022 года", "Лист 1 из 1"),
    )
    places = [page.find(text) for text in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


@pytest.mark.parametrize("reader", LANGUAGES)
@pytest.mark.parametrize("clerk", [*LANGUAGES, None])
def test_every_language_is_read_and_stands_beside_every_other_on_one_page(reader: str, clerk: str | None) -> None:
    texts = load_sheet_texts()
    model = build_sheet(make_facts(), texts[reader], texts[clerk] if clerk else None)
    (page,) = read_pages(model)
    notes = [*(row.clerk for row in model.dates), *(row.clerk for row in model.steps)]
    for note in notes:
        assert (note is None) == (clerk is None)
        assert note is None or note.title.split("\u00a0")[0] in page
    assert model.steps_title in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sleeps", SLEEPS)
def test_an_ordinary_sheet_is_one_page_wherever_the_person_sleeps(language: str, sleeps: str) -> None:
    assert len(read_pages(make_sheet(make_facts(sleeps=sleeps), language))) == 1


def test_all_fonts_are_embedded_subsets_of_noto_sans() -> None:
    reader = PdfReader(io.BytesIO(render_sheets([make_sheet(language=language) for language in LANGUAGES])))
    names = set()
    for page in reader.pages:
        resources = cast("dict[str, Any]", page["/Resources"])
        fonts = resources["/Font"]
        for font in fonts.values():
            described = font.get_object()
            assert described["/FontDescriptor"].get_object()["/FontFile2"].get_object().get_data()
            names.add(described["/BaseFont"].partition("+")[2])
    assert names == {"NotoSans-Regular", "NotoSans-Bold"}


def test_only_black_and_white_is_used() -> None:
    page = PdfReader(io.BytesIO(render_sheets([make_sheet()]))).pages[0]
    content = page.get_contents()
    assert content is not None
    drawn = content.get_data().decode("latin-1")
    assert set(re.findall(r"(?:^|\s)([\d.]+) [gG](?=\s)", drawn)) <= {"0", "1"}
    assert not re.search(r"[\d.]+ [\d.]+ [\d.]+ (?:rg|RG)\s(?<!0 0 0 rg\s)(?<!0 0 0 RG\s)", drawn)


def test_the_file_says_nothing_of_the_person_and_nothing_of_the_time() -> None:
    reader = PdfReader(io.BytesIO(render_sheets([make_sheet()])))
    assert reader.metadata is not None
    assert reader.metadata.title == TITLE
    said = " ".join(str(value) for value in reader.metadata.values())
    assert "Иванов" not in said
    assert "202" not in said


def test_the_same_sheet_is_the_same_bytes_in_another_process() -> None:
    program = (
        "import hashlib\n"
        "from reports.sheet import render_sheets\n"
        "from tests.unit.sheet_cases import make_sheet\n"
        "data = render_sheets([make_sheet(language=each) for each in ('ru', 'kk', 'en')])\n"
        "print(hashlib.sha256(data).hexdigest())\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    here = hashlib.sha256(render_sheets([make_sheet(language=each) for each in ("ru", "kk", "en")])).hexdigest()
    assert done.stdout.strip() == here


def test_a_batch_holds_every_sheet_and_each_says_its_own_pages() -> None:
    pages = read_pages(make_sheet(), name_of(family_name="Ы" * 200, given_name="Щ" * 200), make_sheet(language="en"))
    labels = [re.findall(r"Лист \d из \d|Sheet \d of \d", page)[-1] for page in pages]
    assert labels == ["Лист 1 из 1", "Лист 1 из 2", "Лист 2 из 2", "Sheet 1 of 1"]


def test_no_sheets_are_refused_nothing_and_give_an_empty_answer() -> None:
    assert render_sheets([]).startswith(b"%PDF")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letters", ["Щ" * 200, "Ж " * 100, "Константинопольская-" * 10, "W" * 200, "і" * 200, "."])
def test_a_sheet_is_never_over_two_pages_nor_off_the_page_however_long_a_name(language: str, letters: str) -> None:
    fields = ("family_name", "given_name", "patronymic", "family_name_latin", "given_name_latin")
    person = replace(PERSON, **dict.fromkeys(fields, letters))  # type: ignore[arg-type]
    centre = replace(
        CENTRE,
        name=letters,
        phone="",
        phone_hours=letters,
        doctor=letters * 5,
        sheet_address=letters,
        meals=(letters,) * 4,
    )
    for sleeps in SLEEPS:
        model = make_sheet(make_facts(person, centre=centre, sleeps=sleeps, place_name=letters * 3), language)
        check_marks(model, 2)


def check_marks(model: SheetModel, most_pages: int) -> None:
    """Everything lies within the margins, and no two lines of text on one another."""
    pages = list(lay_pages(model))
    assert len(pages) <= most_pages
    for marks in pages:
        lines = [mark for mark in marks if isinstance(mark, TextMark)]
        for line in lines:
            width = line.face.measure(line.text, line.size)
            assert line.x >= LEFT - 0.1
            assert line.x + width <= RIGHT + 0.5, line.text
            assert TOP <= line.y <= PAGE_HEIGHT - 8 * MM, line.text
        boxes = [(mark.x, mark.x + mark.face.measure(mark.text, mark.size), mark.y, mark) for mark in lines]
        for number, (left, right, y, mark) in enumerate(boxes):
            for other_left, other_right, other_y, other in boxes[number + 1 :]:
                is_beside = right <= other_left + 0.5 or other_right <= left + 0.5
                upper, lower = (mark, other) if y < other_y else (other, mark)
                gap = lower.y - lower.size * 0.72 - upper.y
                assert is_beside or gap >= -0.5, (mark.text, other.text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sleeps", SLEEPS)
def test_no_line_runs_into_another_or_into_the_margin(language: str, sleeps: str) -> None:
    for document in (None, make_facts().document):
        check_marks(make_sheet(make_facts(sleeps=sleeps, document=document), language), 1)


def test_every_weekday_and_month_fits_its_column() -> None:
    facts = make_facts()
    first = facts.deadlines[0]
    for language in LANGUAGES:
        for month in range(1, 13):
            days: list[Deadline] = [
                replace(first, act_by=facts.today.replace(year=2023, month=month, day=day)) for day in (20, 21, 22)
            ]
            check_marks(make_sheet(replace(facts, deadlines=tuple(days)), language), 2)


def test_a_long_name_takes_a_line_for_each_part() -> None:
    pages = list(lay_pages(make_sheet(make_facts(LONG_NAMED))))
    lines = [mark.text for mark in pages[0] if isinstance(mark, TextMark)]
    assert {LONG_NAMED.family_name, LONG_NAMED.given_name, LONG_NAMED.patronymic} <= set(lines)


def test_two_pages_break_before_the_steps_and_say_turn_over() -> None:
    first, second = read_pages(name_of(family_name="Ы" * 200, given_name="Щ" * 200))
    assert "Переверните лист" in first
    assert "Ваши даты" in first
    assert "Боитесь вернуться?" not in first
    assert second.startswith("ORL-A-000123-Q Не удостоверение личности.")
    assert "Следующие шаги" in second
    assert "Иван" not in second


def test_letters_that_cannot_be_drawn_give_way_to_the_latin_name_and_never_to_boxes() -> None:
    arabic = replace(PERSON, family_name="حداد", given_name="سامر", patronymic="")
    (page,) = read_pages(make_sheet(make_facts(arabic)))
    assert "IVANOV SERGEI" in page
    assert "Sergei, это ваш лист" in page
    assert "/" not in page
    nameless = replace(arabic, family_name_latin="", given_name_latin="")
    (page,) = read_pages(make_sheet(make_facts(nameless)))
    assert page.startswith("Это ваш лист")
    assert "Имя записано у дежурного." in page


def test_pictures_and_marks_of_direction_are_left_out_of_a_name() -> None:
    hostile = replace(PERSON, family_name="Ива\u202eнов\U0001f600", given_name="Сер\u200bгей\u2066")
    (page,) = read_pages(make_sheet(make_facts(hostile)))
    assert "Иванов Сергей Петрович" in page
    assert "Сергей, это ваш лист" in page


def test_a_sheet_without_any_setting_of_the_centre_leaves_no_hole() -> None:
    model = make_sheet(make_facts(centre=Centre(centre_id="c"), place_name=""), "en")
    (page,) = read_pages(replace(model, dates=(), dates_note=model.dates_note or "None."))
    assert "112" not in page
    assert "None" in page
    assert "()" not in page


def test_the_code_is_the_card_number_alone_in_version_one_with_its_quiet_zone() -> None:
    model = make_sheet()
    (marks,) = lay_pages(model)
    (code,) = (mark for mark in marks if isinstance(mark, CodeMark))
    expected = segno.make("ORL-A-000123-Q", version=1, error="q", micro=False, boost_error=False)
    assert (expected.designator, len(code.rows)) == ("1-Q", 21)
    assert code.rows == tuple(tuple(bool(module) for module in row) for row in expected.matrix)
    assert code.module == pytest.approx(0.8 * MM)
    quiet = 4 * code.module
    left, right, bottom = code.x - quiet, code.x + 21 * code.module + quiet, code.y + 21 * code.module + quiet
    assert right <= PAGE_WIDTH
    assert code.y >= quiet
    for mark in marks:
        if isinstance(mark, TextMark) and mark.y - mark.size < bottom:
            assert mark.x + mark.face.measure(mark.text, mark.size) <= left + 0.1, mark.text


def test_the_drawn_modules_are_as_many_as_the_code_has() -> None:
    page = PdfReader(io.BytesIO(render_sheets([make_sheet()]))).pages[0]
    content = page.get_contents()
    assert content is not None
    rectangles = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re", content.get_data().decode("latin-1"))
    area = sum(float(width) * float(height) for _x, _y, width, height in rectangles)
    expected = segno.make("ORL-A-000123-Q", version=1, error="q", micro=False, boost_error=False)
    assert round(area / (0.8 * MM) ** 2) == sum(map(sum, expected.matrix))
