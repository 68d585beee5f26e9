"""Every field of the forms about a person, with what nobody should type: shown safely, or refused beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from intake_app.services.people import open_person
from ui.people.correction import DOCUMENT_FIELDS, FIELDS, STAY_FIELDS
from ui.people.correction_view import FormView
from ui.widgets.field import Field
from ui.widgets.story import StoryRow

if TYPE_CHECKING:
    from ui.people.person_page import PersonPage

BAD = {
    "a megabyte": "я" * 1_000_000,
    "right to left": "\u202eкод\u202c",
    "NUL": "a\x00b",
    "half a character": "a\ud800",
    "emoji": "\N{FAMILY}\N{ZERO WIDTH JOINER}\N{GRINNING FACE}",
    "formula": "=1+1",
}
BAD_DAYS = {"tomorrow": "26112022", "next century": "01012122"}
"""For fields of dates alone: to any other they are a number like another."""
TABS = {"person": ("identity", FIELDS), "stay": ("stay", STAY_FIELDS), "document": ("papers", DOCUMENT_FIELDS)}
CORRECTED = {"person": "birth_place", "stay": "entry_point", "document": "issuing_authority"}
"""What is corrected while the reason is bad."""
BIDI = frozenset("\x00\u202a\u202b\u202c\u202d\u202e")
"""What must stand in no text that is shown: it would hide or turn round what stands beside it."""


def lines(form: FormView) -> dict[str, Field]:
    return {name: field for name, field in form.fields.items() if isinstance(field, Field)}


def shown(page: PersonPage) -> list[str]:
    """Everything that can be read on the page, the story with it."""
    labels = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    told = [row.line for row in page.findChildren(StoryRow) if row.isVisible()]
    return [*labels, *(text for line in told for text in (line.text, *line.details))]


@pytest.mark.parametrize("key", TABS)
def test_each_field_keeps_what_nobody_should_type_or_says_beside_itself_why_not(page: PersonPage, key: str) -> None:
    tried = set()
    for name in (*TABS[key][1], "reason"):
        is_day = name.endswith(("_on", "_date"))
        for what, text in (BAD | (BAD_DAYS if is_day else {})).items():
            if not _correct(page, key, name, text):
                break  # a choice: nothing can be typed into it
            tried.add(name)
            if page.correction is None:
                assert not [told for told in shown(page) if BIDI & set(told)], f"{name}: {what}"
            else:
                _says_why_not(page, f"{name}: {what}")
        _is_told_safely(page, name)
    assert "reason" in tried
    assert len(tried) > 2


def _correct(page: PersonPage, key: str, name: str, text: str) -> bool:
    """Type a text into a field of a correction and save; False where the field takes none."""
    page.tabs.set_current(TABS[key][0])
    page.start_correction()
    form = page.correction
    assert isinstance(form, FormView)
    if name not in lines(form):
        page.step_back()
        return False
    lines(form)["reason"].set_text("another reason")
    if name == "reason":
        field = lines(form)[CORRECTED[key]]
        field.set_text(f"{field.text()[-20:]} again")
    lines(form)[name].set_text(text)
    typed = form.typed()
    page.save_correction()
    QApplication.processEvents()
    assert page.correction is None or (page.correction is form and form.typed() == typed), name
    return True


def _is_told_safely(page: PersonPage, name: str) -> None:
    """In the story, of which the newest lines are those about this field."""
    assert page.view is not None, name
    open_person(page.context.register, page.view.file.person.person_id)
    page.tabs.set_current("history")
    page._show_tab()
    assert not [told for told in shown(page) if BIDI & set(told)], name


def _says_why_not(page: PersonPage, what: str) -> None:
    """In a sentence beside one field, which need not be the one that was typed into."""
    form = page.correction
    assert isinstance(form, FormView)
    refused = [each for each, field in form.fields.items() if field.value_state == "error"]
    assert len(refused) == 1, what
    told = form.fields[refused[0]].helper()
    assert told.endswith("."), what
    assert len(told) < 120, what
    page.step_back()
