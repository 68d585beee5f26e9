"""The files of an export: whole, guarded, logged, for the eyes they are meant for."""

from __future__ import annotations

import csv
import io
import json
import stat
import zipfile
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import openpyxl
import pyrage
import pytest
from openpyxl.utils.escape import unescape

from intake_app.clock import FixedClock
from intake_app.domain.export_tables import EXPORT_FIELDS, PEOPLE_FIRST
from intake_app.domain.ids import new_id
from intake_app.domain.records import Person
from intake_app.errors import UserError
from intake_app.exchange.export import ExportRequest, ExportResult, export_register
from intake_app.progress import Cancelled
from intake_app.services.centres import read_centre
from intake_app.services.corrections import correct_record
from intake_app.services.people import open_person
from intake_app.services.places import add_places
from intake_app.services.registration import register_party
from tests.made import arrival

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.opening import Unlocked

FILES = [f"{table}.csv" for table in EXPORT_FIELDS]


def export(centre: Unlocked, folder: Path, **choices: Any) -> ExportResult:
    return export_register(centre.register, folder, ExportRequest(purpose="monthly figures", **choices))


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def person(centre: Unlocked, **fields: Any) -> str:
    return register_party(centre.register, [arrival(centre, **fields)]).people[0].person_id


@pytest.fixture
def people(centre: Unlocked) -> list[str]:
    add_places(centre.register, "Hall 1, mat 1-5")
    first = person(
        centre, birth_date="25.5.1997", document_type="internal_passport", document_number="4512 345678",
        document_country="RUS", entered_on="25.11.2022", sleeps="here", phone="+7 912 345-67-89",
        languages="rus kaz", destination="Almaty", emergency_contact="+77011234567",
    )  # fmt: skip
    party = register_party(
        centre.register, [arrival(centre, given_name="Лена", birth_date="1990"), arrival(centre, given_name="Олег")]
    )
    return [first, *(one.person_id for one in party.people)]


def test_all_files_are_written_for_an_empty_register_with_their_headers(centre: Unlocked, tmp_path: Path) -> None:
    done = export(centre, tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(FILES)
    assert done.counts == dict.fromkeys(EXPORT_FIELDS, 0)
    assert (tmp_path / "out/people.csv").read_bytes().startswith(",".join(PEOPLE_FIRST).encode() + b",sleeps")


def test_a_person_stands_in_every_file_as_recorded(centre: Unlocked, people: list[str], tmp_path: Path) -> None:
    done = export(centre, tmp_path / "out")
    line = rows(tmp_path / "out/people.csv")[0]
    assert line["person_id"] == people[0]
    assert (line["birth_date"], line["birth_date_estimated"], line["as_told"]) == ("1997-05-25", "false", "false")
    assert (line["phone"], line["languages"], line["document_number"]) == ("+79123456789", "rus kaz", "4512 345678")
    assert done.counts == {"people": 3, "documents": 1, "stays": 3, "groups": 2, "placements": 1, "cards": 3}
    assert (tmp_path / "out/people.csv").read_bytes().count(b"\r\n") == 4


def test_contact_destination_and_guarded_leave_only_when_chosen(
    centre: Unlocked, people: list[str], tmp_path: Path
) -> None:
    export(centre, tmp_path / "usual")
    assert not {"emergency_contact", "destination", "guarded"} & set(rows(tmp_path / "usual/people.csv")[0])
    assert "destination" not in rows(tmp_path / "usual/stays.csv")[0]
    export(centre, tmp_path / "chosen", fields=("destination",))
    assert rows(tmp_path / "chosen/people.csv")[0] == {"person_id": people[0], "destination": "Almaty"}
    assert rows(tmp_path / "chosen/stays.csv")[0]["destination"] == "Almaty"


def test_a_column_that_was_not_chosen_is_in_no_other_file(centre: Unlocked, people: list[str], tmp_path: Path) -> None:
    export(centre, tmp_path, fields=("given_name", "document_type"))
    assert list(rows(tmp_path / "documents.csv")[0]) == ["person_id", "document_id", "document_type"]
    assert list(rows(tmp_path / "cards.csv")[0]) == ["person_id", "card_id", "given_on", "voided_on"]


def test_guarded_people_are_in_no_file_unless_chosen(centre: Unlocked, people: list[str], tmp_path: Path) -> None:
    hidden = person(centre, given_name="Тайна", guarded=True)
    export(centre, tmp_path / "usual")
    assert all(hidden not in (tmp_path / "usual" / name).read_text("utf-8") for name in FILES)
    export(centre, tmp_path / "chosen", with_guarded=True)
    assert hidden in (tmp_path / "chosen/people.csv").read_text("utf-8")


def test_formulas_are_guarded_and_multiline_or_quoted_text_survives(centre: Unlocked, tmp_path: Path) -> None:
    person(centre, family_name="=1+1", given_name='@"x", y', patronymic="'t Hooft", messenger="+77011234567")
    export(centre, tmp_path)
    line = rows(tmp_path / "people.csv")[0]
    assert (line["family_name"], line["given_name"], line["patronymic"]) == ("'=1+1", '\'@"x", y', "''t Hooft")
    assert line["messenger"] == "+77011234567"


def test_bom_and_hashtags_come_when_asked_for(centre: Unlocked, people: list[str], tmp_path: Path) -> None:
    export(centre, tmp_path, with_bom=True, with_hxl=True)
    assert (tmp_path / "people.csv").read_bytes().startswith(b"\xef\xbb\xbfperson_id,")
    assert rows(tmp_path / "people.csv")[0]["person_id"] == "#respondee+id"
    assert all(tag.startswith("#") for tag in rows(tmp_path / "groups.csv")[0].values())


def test_an_export_without_a_purpose_or_with_an_unknown_field_is_refused(centre: Unlocked, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        export_register(centre.register, tmp_path / "out", ExportRequest(purpose="  "))
    assert refused.value.code == "purpose_missing"
    with pytest.raises(UserError, match="remarks") as refused:
        export(centre, tmp_path / "out", fields=("given_name", "remarks"))
    assert refused.value.code == "unknown_field"
    assert not (tmp_path / "out").exists()


def test_every_export_is_logged_with_its_purpose_and_no_name(
    centre: Unlocked, people: list[str], tmp_path: Path
) -> None:
    export(centre, tmp_path)
    with centre.register.reading() as reading:
        last = reading.last_export()
        assert last is not None
        assert last[0] == "2022-11-25T18:40:00Z"
        assert json.loads(last[1]) == reading.vector()


def test_since_the_last_export_only_people_with_changes_leave(
    centre: Unlocked, people: list[str], tmp_path: Path
) -> None:
    export(centre, tmp_path / "first", since_last=True)
    assert len(rows(tmp_path / "first/people.csv")) == 3
    file = open_person(centre.register, people[1])
    correct_record(centre.register, replace(file.person, given_name="Елена"), file.seen[people[1]], "misheard")
    late = person(centre, given_name="Поздний")
    done = export(centre, tmp_path / "second", since_last=True)
    assert [line["person_id"] for line in rows(tmp_path / "second/people.csv")] == [people[1], late]
    assert done.counts["groups"] == 1
    assert export(centre, tmp_path / "third", since_last=True).counts["people"] == 0


def test_a_plain_export_says_that_anyone_can_read_it(centre: Unlocked, tmp_path: Path) -> None:
    done = export(centre, tmp_path)
    assert (done.is_encrypted, done.readable_by) == (False, ("anyone",))


def test_an_export_to_a_recipient_is_readable_with_their_identity_alone(
    centre: Unlocked, people: list[str], tmp_path: Path
) -> None:
    identity = pyrage.x25519.Identity.generate()
    done = export(
        centre, tmp_path, recipients=(str(identity.to_public()),), formats=frozenset({"csv", "xlsx"}), with_bom=True
    )
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == sorted(
        [f"{name}.age" for name in FILES] + ["export.xlsx.age"]
    )
    plain = pyrage.decrypt((tmp_path / "people.csv.age").read_bytes(), [identity])
    assert people[0] in plain.decode("utf-8-sig")
    assert people[0].encode() not in (tmp_path / "people.csv.age").read_bytes()
    assert done.readable_by == (str(identity.to_public()),)
    assert openpyxl.load_workbook(
        io.BytesIO(pyrage.decrypt((tmp_path / "export.xlsx.age").read_bytes(), [identity]))
    ).sheetnames == list(EXPORT_FIELDS)


def test_a_passphrase_opens_all_files_at_once(centre: Unlocked, people: list[str], tmp_path: Path) -> None:
    done = export(centre, tmp_path, passphrase="four words for it")
    assert (done.readable_by, done.files) == (("passphrase",), (tmp_path / "export.zip.age",))
    plain = pyrage.passphrase.decrypt((tmp_path / "export.zip.age").read_bytes(), "four words for it")
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        assert archive.namelist() == FILES
        assert people[2] in archive.read("cards.csv").decode()


def test_once_the_centre_has_a_recipient_encrypted_is_the_default(
    centre: Unlocked, people: list[str], tmp_path: Path
) -> None:
    identity = pyrage.x25519.Identity.generate()
    with centre.register.writing("settings") as unit:
        found = read_centre(centre.register)
        unit.update(replace(found, recipients=(str(identity.to_public()),)), unit.heads(found.centre_id))
        unit.commit()
    assert export(centre, tmp_path / "default").is_encrypted
    assert not export(centre, tmp_path / "plain", is_plain=True).is_encrypted


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        ({"recipients": ("age1nobody",)}, "recipient_unknown"),
        ({"passphrase": "a", "is_plain": True}, "encryption_unclear"),
        ({"formats": frozenset({"pdf"})}, "unknown_format"),
    ],
)
def test_a_choice_that_cannot_be_meant_is_refused(
    centre: Unlocked, tmp_path: Path, choices: dict[str, Any], code: str
) -> None:
    with pytest.raises(UserError) as refused:
        export(centre, tmp_path / "out", **choices)
    assert refused.value.code == code


def test_a_workbook_holds_text_only_whatever_the_cells_look_like(centre: Unlocked, tmp_path: Path) -> None:
    person(centre, family_name="=1+1", given_name="007", patronymic="_x0041_ <&> 'q'", other_names=" http://x.example ")
    export(centre, tmp_path, formats=frozenset({"xlsx"}))
    book = openpyxl.load_workbook(tmp_path / "export.xlsx")
    assert book.sheetnames == list(EXPORT_FIELDS)
    sheet = book["people"]
    assert sheet.freeze_panes == "A2"
    names = [cell.value for cell in sheet[1]]
    line = dict(zip(names, sheet[2], strict=True))
    assert (line["family_name"].value, line["family_name"].data_type) == ("=1+1", "s")
    assert (line["given_name"].value, line["given_name"].data_type) == ("007", "s")
    assert unescape(str(line["patronymic"].value)) == "_x0041_ <&> 'q'"
    assert all(cell.hyperlink is None for row in sheet.iter_rows() for cell in row)


def test_files_are_the_owners_alone(centre: Unlocked, people: list[str], tmp_path: Path) -> None:
    export(centre, tmp_path / "new/out", formats=frozenset({"csv", "xlsx"}))
    assert stat.S_IMODE((tmp_path / "new/out").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "new/out").iterdir()} == {0o600}


def test_the_same_register_gives_the_same_bytes(centre: Unlocked, people: list[str], tmp_path: Path) -> None:
    both = frozenset({"csv", "xlsx"})
    export(centre, tmp_path / "a", formats=both)
    export(centre, tmp_path / "b", formats=both)
    for name in (*FILES, "export.xlsx"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_stopping_leaves_the_former_files_and_nothing_else(centre: Unlocked, people: list[str], tmp_path: Path) -> None:
    export(centre, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    person(centre, given_name="Новый")

    def stop(done: int, total: int) -> None:
        if done > total / 2:
            raise Cancelled

    for choices in ({}, {"recipients": (str(pyrage.x25519.Identity.generate().to_public()),)}):
        with pytest.raises(Cancelled):
            export_register(centre.register, tmp_path, ExportRequest(purpose="x", **choices), stop)  # type: ignore[arg-type]
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before
        assert not list(tmp_path.glob(".export*"))
    with centre.register.reading() as reading:
        assert len(reading.people_changed_since(json.loads((reading.last_export() or ("", "{}"))[1]))) == 1


def test_progress_only_grows_and_ends_at_its_total(centre: Unlocked, people: list[str], tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    request = ExportRequest(purpose="x", formats=frozenset({"csv", "xlsx"}))
    export_register(centre.register, tmp_path, request, lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1]


def test_a_file_in_the_place_of_the_folder_is_one_sentence(centre: Unlocked, people: list[str], tmp_path: Path) -> None:
    (tmp_path / "stick").write_bytes(b"a file")
    with pytest.raises(UserError) as refused:
        export(centre, tmp_path / "stick")
    assert refused.value.code == "not_a_folder"
    assert (tmp_path / "stick").read_bytes() == b"a file"


def test_a_file_that_cannot_be_put_in_place_brings_the_others_back(
    centre: Unlocked, people: list[str], tmp_path: Path
) -> None:
    export(centre, tmp_path)
    before = {name: (tmp_path / name).read_bytes() for name in FILES if name != "stays.csv"}
    (tmp_path / "stays.csv").unlink()
    (tmp_path / "stays.csv").mkdir()
    (tmp_path / "stays.csv/held").touch()
    person(centre, given_name="Новый")
    with pytest.raises(UserError) as refused:
        export(centre, tmp_path)
    assert refused.value.code == "file_not_written"
    assert {name: (tmp_path / name).read_bytes() for name in before} == before
    assert (tmp_path / "stays.csv/held").exists()


def test_people_recorded_while_an_export_runs_are_in_none_of_its_files(
    centre: Unlocked, people: list[str], tmp_path: Path
) -> None:
    late: list[str] = []

    def meanwhile(done: int, total: int) -> None:
        if not late:
            late.append(new_id())
            with centre.register.writing("register") as unit:
                unit.create(Person(person_id=late[0], family_name="Late"))
                unit.commit()

    done = export_register(
        centre.register, tmp_path, ExportRequest(purpose="x", formats=frozenset({"csv", "xlsx"})), meanwhile
    )
    assert done.counts["people"] == 3
    assert late[0] not in (tmp_path / "people.csv").read_text("utf-8")
    assert export(centre, tmp_path / "next", since_last=True).counts["people"] == 1


def test_the_clock_of_the_mark_is_the_registers_own(centre: Unlocked, tmp_path: Path) -> None:
    clock = centre.register.clock
    assert isinstance(clock, FixedClock)
    clock.instant += timedelta(hours=1)
    export(centre, tmp_path)
    with centre.register.reading() as reading:
        assert (reading.last_export() or ("",))[0] == "2022-11-25T19:40:00Z"
