"""A day's work with marked names, then a lock: no file of the data folder holds one of them in clear."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.opening import unlock
from intake_app.services.corrections import correct_record
from intake_app.services.drafts import keep_draft
from intake_app.services.people import find_people, open_person
from intake_app.services.printing import sheets_for
from intake_app.services.registration import register_party
from reports.sheet import render_sheets
from tests.made import PASSPHRASE, arrival, doors, made_centre

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MARKED = [f"Канарейкин{number:03}" for number in range(100)]


def test_no_name_is_readable_in_any_file_of_the_data_folder(tmp_path: Path, seen: Callable[[str, str], None]) -> None:
    centre = made_centre(tmp_path / "centre")
    for name in MARKED:
        person = arrival(centre, family_name=name, phone="+77011234567", document_number="KANAR12345", entered_on="-1")
        saved = register_party(centre.register, [person]).people[0]
        find_people(centre.register, name)
        keep_draft(centre.register, "desk", {"family_name": name})
        file = open_person(centre.register, saved.person_id)
        correct_record(centre.register, replace(file.person, sex="F"), file.seen[saved.person_id], f"heard {name}")
    with centre.register.reading() as reading:
        assert render_sheets(sheets_for(centre.register, reading.person_ids(0, 3)))
    (tmp_path / "backups").mkdir()
    centre.backup(tmp_path / "backups")
    while_open = _names_in_clear(tmp_path)
    centre.close()
    unlock(centre.folder, PASSPHRASE, doors()).close()

    after = _names_in_clear(tmp_path)
    seen(
        "canary",
        f"{len(MARKED)} names in the data folder: {len(while_open)} found while open, {len(after)} after a lock",
    )
    assert while_open == []
    assert after == []


def _names_in_clear(folder: Path) -> list[tuple[str, str]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert any(path.stat().st_size > 100_000 for path in files)
    marks = [*MARKED, "KANAREIKIN", "kanareikin", "Канарейкин", "KANAR12345", "77011234567"]
    found = []
    for path in files:
        content = path.read_bytes()
        found += [
            (path.name, mark)
            for mark in marks
            for encoding in ("utf-8", "utf-16-le", "utf-16-be")
            if mark.encode(encoding) in content
        ]
    return found
