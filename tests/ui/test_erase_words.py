"""What is asked before somebody is erased, in the language of the moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from intake_app.exchange.export import ExportRequest, export_register
from intake_app.i18n import set_language
from intake_app.services.print_queue import mark_printed, queue_sheets, ready_sheet
from tests.ui.people_stage import record_five
from ui.people.erase_words import read_erasure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from intake_app.opening import Unlocked


@pytest.fixture(autouse=True)
def _english_afterwards() -> Iterator[None]:
    yield
    set_language("en")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Cannot be taken back: export of 25 November, printed sheets."),
        ("ru", "Вернуть нельзя: выгрузка 25 ноября, напечатанные листы."),
        ("kk", "Қайтарып алуға болмайды: 25 қараша экспорты, басылған парақтар."),
    ],
)
def test_what_cannot_be_taken_back_is_parted_by_commas(
    unlocked: Unlocked, tmp_path: Path, language: str, told: str
) -> None:
    register = unlocked.register
    person_id = record_five(register)["Ким"]
    (job,) = queue_sheets(register, [person_id])
    sheet = ready_sheet(register, job)
    assert sheet is not None
    mark_printed(register, {job: sheet.facts})
    export_register(register, tmp_path / "out", ExportRequest(purpose="police", is_plain=True))
    set_language(language)

    assert told in read_erasure(unlocked, person_id).lines
