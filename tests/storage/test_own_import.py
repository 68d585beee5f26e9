"""Our own exports come back: what is new is made, what is known is counted, nothing is ever overwritten."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake_app.domain.export_tables import EXPORT_FIELDS
from intake_app.domain.ids import new_id
from intake_app.domain.records import Card
from intake_app.errors import UserError
from intake_app.exchange.export import ExportRequest, export_register
from intake_app.exchange.own_import import ImportReport, import_path
from intake_app.progress import Cancelled
from intake_app.services.corrections import correct_record
from intake_app.services.people import find_people, open_person
from intake_app.services.places import add_places
from intake_app.services.registration import register_party
from tests.made import arrival, made_centre

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from intake_app.opening import Unlocked

FILES = [f"{table}.csv" for table in EXPORT_FIELDS]
ALL_COLUMNS = EXPORT_FIELDS["people"]


def export(centre: Unlocked, folder: Path, **choices: Any) -> Path:
    export_register(centre.register, folder, ExportRequest(purpose="to another desk", **choices))
    return folder


def bring(centre: Unlocked, path: Path, **choices: Any) -> ImportReport:
    return import_path(centre.register, path, **choices)


def problems(report: ImportReport) -> list[tuple[int, str, str]]:
    return [(row.row, row.field, row.problem) for row in report.rows]


def written(path: Path, *rows: dict[str, str], columns: tuple[str, ...] = ()) -> Path:
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, columns or tuple(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(buffer.getvalue().encode())
    return path


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Unlocked]:
    """A register with people of all kinds, which the exports come from."""
    unlocked = made_centre(tmp_path / "source")
    add_places(unlocked.register, "Hall 1, mat 1-3\nHouse 4: 6")
    first = arrival(
        unlocked, birth_date="25.5.1997", document_type="internal_passport", document_number="4512 345678",
        document_country="RUS", entered_on="25.11.2022", sleeps="here", phone="+7 912 345-67-89", languages="rus kaz",
        destination="Almaty", other_names='=cmd, "x"\u202e', issuing_authority="'t gerecht",
    )  # fmt: skip
    register_party(unlocked.register, [first, arrival(unlocked, given_name="Лена", birth_date="25")])
    register_party(unlocked.register, [arrival(unlocked, family_name="", given_name="Олег", birth_date="1987-05")])
    yield unlocked
    unlocked.close()


@pytest.fixture
def out(source: Unlocked, tmp_path: Path) -> Path:
    return export(source, tmp_path / "out")


@pytest.fixture
def alone(out: Path, tmp_path: Path) -> Path:
    """people.csv without the other files."""
    (tmp_path / "alone").mkdir()
    return (out / "people.csv").rename(tmp_path / "alone/people.csv")


def test_an_export_brought_into_an_empty_register_goes_out_again_byte_for_byte(
    centre: Unlocked, out: Path, tmp_path: Path
) -> None:
    report = bring(centre, out)
    assert (report.imported, report.known, report.rows) == (3, 0, ())
    assert report.files["placements"] == (1, 0)
    again = export(centre, tmp_path / "again")
    for name in FILES:
        assert (again / name).read_bytes() == (out / name).read_bytes()


def test_the_people_file_brings_the_files_beside_it(centre: Unlocked, out: Path, tmp_path: Path) -> None:
    assert bring(centre, out / "people.csv").files["groups"] == (2, 0)
    assert (export(centre, tmp_path / "again") / "cards.csv").read_bytes() == (out / "cards.csv").read_bytes()


def test_the_people_file_alone_makes_card_document_and_stay(centre: Unlocked, alone: Path, tmp_path: Path) -> None:
    assert bring(centre, alone).imported == 3
    assert (export(centre, tmp_path / "again") / "people.csv").read_bytes() == alone.read_bytes()
    (found,) = find_people(centre.register, "4512345678")
    file = open_person(centre.register, found.row.person.person_id)
    assert (file.card_number, len(file.documents), len(file.stays)) == (found.row.card_number, 1, 1)


def test_two_desks_that_import_the_same_file_make_the_same_records(
    centre: Unlocked, alone: Path, tmp_path: Path
) -> None:
    other = made_centre(tmp_path / "other")
    bring(centre, alone)
    bring(other, alone)
    mine, theirs = export(centre, tmp_path / "mine"), export(other, tmp_path / "theirs")
    assert [(mine / name).read_bytes() for name in FILES] == [(theirs / name).read_bytes() for name in FILES]
    other.close()


@pytest.mark.parametrize("is_alone", [False, True])
def test_what_was_imported_is_known_the_second_time(
    centre: Unlocked, out: Path, is_alone: bool, request: pytest.FixtureRequest
) -> None:
    path = request.getfixturevalue("alone") if is_alone else out
    bring(centre, path)
    with centre.register.reading() as reading:
        before = reading.vector()
    report = bring(centre, path)
    assert (report.imported, report.known, report.rows) == (0, 3, ())
    with centre.register.reading() as reading:
        assert reading.vector() == before


def test_a_register_knows_all_of_its_own_export(source: Unlocked, out: Path) -> None:
    report = bring(source, out)
    assert (report.imported, report.known, report.rows) == (0, 3, ())
    assert all(imported == 0 for imported, _known in report.files.values())


def test_a_different_record_is_reported_by_row_and_never_overwritten(source: Unlocked, out: Path) -> None:
    (found,) = find_people(source.register, "4512345678")
    file = open_person(source.register, found.row.person.person_id)
    corrected = replace(file.person, given_name="Семён")
    correct_record(source.register, corrected, file.seen[file.person.person_id], "misheard")
    report = bring(source, out)
    assert problems(report) == [(2, "given_name", "different")]
    assert (report.imported, report.known) == (0, 2)
    assert open_person(source.register, file.person.person_id).person.given_name == "Семён"


def test_a_missing_column_never_blanks_a_field(source: Unlocked, tmp_path: Path) -> None:
    few = export(source, tmp_path / "few", fields=("family_name", "given_name"))
    report = bring(source, few)
    assert (report.known, report.rows) == (3, ())
    (found,) = find_people(source.register, "4512345678")
    assert found.row.person.phone == "+79123456789"


def test_all_columns_chosen_come_back(source: Unlocked, centre: Unlocked, tmp_path: Path) -> None:
    whole = export(source, tmp_path / "whole", fields=ALL_COLUMNS, with_bom=True, with_hxl=True)
    assert bring(centre, whole).rows == ()
    again = export(centre, tmp_path / "again", fields=ALL_COLUMNS, with_bom=True, with_hxl=True)
    assert [(again / name).read_bytes() for name in FILES] == [(whole / name).read_bytes() for name in FILES]


def test_bad_rows_are_reported_by_number_and_the_good_ones_imported(centre: Unlocked, tmp_path: Path) -> None:
    ids = [new_id() for _ in range(9)]
    path = written(
        tmp_path / "p.csv",
        {"person_id": ids[0], "given_name": "Good", "birth_date": "1987", "sex": "F"},
        {"person_id": "17", "given_name": "No id", "birth_date": "", "sex": ""},
        {"person_id": ids[1], "given_name": "", "birth_date": "1990", "sex": ""},
        {"person_id": ids[2], "given_name": "A" * 1_000_000, "birth_date": "", "sex": ""},
        {"person_id": ids[3], "given_name": "Nul\0", "birth_date": "", "sex": ""},
        {"person_id": ids[4], "given_name": "Date", "birth_date": "1987-02-30", "sex": ""},
        {"person_id": ids[0], "given_name": "Twice", "birth_date": "", "sex": ""},
        {"person_id": ids[5], "given_name": "Sex", "birth_date": "", "sex": "?"},
        {"person_id": ids[6], "given_name": 'Two\nlines, "quoted"', "birth_date": "25.5.1997", "sex": "ж"},
    )
    with path.open("ab") as stream:
        stream.write(f"{ids[7]},Many,,,,\r\n{ids[7]}\r\n\r\n".encode())
        stream.write(b"x" * 2_000_000 + b"\r\n")
        stream.write(f'{ids[7]},"a"b"",,\r\n{ids[8]},Last,,\r\n'.encode())
    report = bring(centre, path)
    assert report.imported == 3
    assert problems(report) == [
        (3, "person_id", "not_an_id"),
        (4, "family_name", "name_missing"),
        (5, "given_name", "too_long"),
        (6, "given_name", "control_character"),
        (7, "birth_date", "impossible_date"),
        (8, "person_id", "duplicate_id"),
        (9, "sex", "unknown_sex"),
        (11, "", "too_many_columns"),
        (12, "", "too_few_columns"),
        (14, "", "row_too_long"),
        (15, "", "row_malformed"),
    ]
    person = open_person(centre.register, ids[6]).person
    assert (person.given_name, person.birth_date, person.sex) == ('Two lines, "quoted"', "1997-05-25", "F")


def test_a_card_keeps_its_number_and_belongs_to_one_person(centre: Unlocked, tmp_path: Path) -> None:
    taken = register_party(centre.register, [arrival(centre)]).people[0].card_number
    ids = [new_id() for _ in range(5)]
    path = written(
        tmp_path / "p.csv",
        {"person_id": ids[0], "card_number": taken, "given_name": "a"},
        {"person_id": ids[1], "card_number": "XYZ-9-000001-A", "given_name": "b"},
        {"person_id": ids[2], "card_number": "URA-B-000001-E", "given_name": "c"},
        {"person_id": ids[3], "card_number": "URA-B-000001-E", "given_name": "d"},
        {"person_id": ids[4], "card_number": "", "given_name": "e"},
    )
    from intake_app.domain.cards import card_number

    real = card_number("URA", "B", 1)
    assert real is not None
    path.write_text(path.read_text("utf-8").replace("URA-B-000001-E", real), "utf-8")
    report = bring(centre, path)
    assert problems(report) == [
        (2, "card_number", "card_taken"),
        (3, "card_number", "card_check_wrong"),
        (5, "card_number", "card_taken"),
    ]
    assert report.imported == 2
    assert open_person(centre.register, ids[2]).card_number == real


def test_numbers_of_this_desks_own_block_are_not_given_a_second_time(centre: Unlocked, out: Path) -> None:
    bring(centre, out)
    card = register_party(centre.register, [arrival(centre)]).people[0].card_number
    assert card.startswith("ORL-A-")
    with centre.register.reading() as reading:
        numbers = [row[0] for row in reading.export_rows(
            "cards", ("card_number",), on="2022-11-25", with_guarded=True, only=None
        )]  # fmt: skip
    assert len(set(numbers)) == len(numbers) == 4


def test_a_record_of_somebody_unknown_is_reported(centre: Unlocked, out: Path) -> None:
    report = bring(centre, out / "documents.csv")
    assert (report.imported, problems(report)) == (0, [(2, "person_id", "person_unknown")])
    bring(centre, out)
    assert bring(centre, out / "documents.csv").known == 1


def test_a_new_document_of_a_known_person_is_added(source: Unlocked, out: Path, tmp_path: Path) -> None:
    with source.register.reading() as reading:
        owner = reading.person_ids(0, 1)[0]
    path = written(
        tmp_path / "more.csv",
        {"person_id": owner, "document_id": new_id(), "document_type": "passport", "as_told": "TRUE"},
    )
    assert bring(source, path).imported == 1
    assert open_person(source.register, owner).documents[0].as_told


def test_a_voided_card_comes_back_voided(source: Unlocked, centre: Unlocked, tmp_path: Path) -> None:
    with source.register.reading() as reading:
        owner = reading.person_ids(0, 1)[0]
        (card,) = reading.of_person(Card, owner)
        seen = reading.heads(card.card_id)
    with source.register.writing("void") as unit:
        unit.update(replace(card, voided_on="2022-11-25"), seen)
        unit.create(Card(card_id=new_id(), person_id=owner, card_number=unit.next_card_number(), given_on="2022-11-25"))
        unit.commit()
    folder = export(source, tmp_path / "voided")
    assert bring(centre, folder).rows == ()
    again = export(centre, tmp_path / "again")
    assert [(again / name).read_bytes() for name in FILES] == [(folder / name).read_bytes() for name in FILES]


def test_somebody_deleted_here_is_not_brought_back(source: Unlocked, out: Path) -> None:
    (found,) = find_people(source.register, "4512345678")
    file = open_person(source.register, found.row.person.person_id)
    gone = replace(file.person, deleted=True)
    correct_record(source.register, gone, file.seen[gone.person_id], "asked for it")
    report = bring(source, out)
    assert problems(report)[0] == (2, "", "deleted_here")
    assert report.known == 2
    assert find_people(source.register, "4512345678") == ()


def test_an_import_is_one_act_and_the_register_stays_sound(centre: Unlocked, out: Path) -> None:
    bring(centre, out)
    with centre.register.reading() as reading:
        newest = reading.person_ids(0, 3)
        acts = {change.act_id for change in reading.history(newest)}
        assert {change.act_kind for change in reading.history(newest)} == {"import"}
    assert len(acts) == 1
    assert centre.check().findings == ()
    assert len(find_people(centre.register, "Иванов")) == 2


def test_a_dry_run_reports_the_same_and_writes_nothing(centre: Unlocked, out: Path) -> None:
    with (out / "people.csv").open("ab") as stream:
        stream.write(b"17,,\r\n")
    dry = bring(centre, out, dry_run=True)
    with centre.register.reading() as reading:
        assert reading.count_people() == 0
    assert bring(centre, out) == dry


def test_stopping_keeps_nothing(centre: Unlocked, out: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        bring(centre, out, progress=stop)
    with centre.register.reading() as reading:
        assert reading.count_people() == 0


def test_progress_only_grows_and_ends_at_its_total(centre: Unlocked, out: Path) -> None:
    seen: list[tuple[int, int]] = []
    bring(centre, out, progress=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1] > 0


def test_encrypted_files_open_with_their_identity_or_passphrase(
    source: Unlocked, centre: Unlocked, tmp_path: Path
) -> None:
    identity = pyrage.x25519.Identity.generate()
    sealed = export(source, tmp_path / "sealed", recipients=(str(identity.to_public()),))
    locked = export(source, tmp_path / "locked", passphrase="four words for it")
    with pytest.raises(UserError) as refused:
        bring(centre, sealed, identity=str(pyrage.x25519.Identity.generate()))
    assert refused.value.code == "not_decrypted"
    with pytest.raises(UserError) as refused:
        bring(centre, sealed, identity="AGE-SECRET-KEY-NONSENSE")
    assert refused.value.code == "not_decrypted"
    assert bring(centre, sealed / "people.csv.age", identity=str(identity)).files["stays"] == (3, 0)
    assert bring(centre, locked, passphrase="four words for it").known == 3


def test_an_archive_of_the_files_is_taken_and_a_damaged_one_refused(
    centre: Unlocked, out: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "mail.zip", "w") as archive:
        for name in ("cards.csv", "people.csv"):
            archive.write(out / name, name)
    assert bring(centre, tmp_path / "mail.zip").files == {"people": (3, 0), "cards": (3, 0)}
    (tmp_path / "bad.zip").write_bytes((tmp_path / "mail.zip").read_bytes()[:-40])
    with pytest.raises(UserError) as refused:
        bring(centre, tmp_path / "bad.zip")
    assert refused.value.code == "archive_damaged"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"name,born\r\nIvan,1987\r\n", "not_own_export"),
        ("a.csv", b"", "not_own_export"),
        ("a.csv", b"person_id;given_name\r\n", "not_own_export"),
        ("a.csv", b"person_id,given_name,religion\r\n", "unknown_columns"),
        ("a.csv", b"person_id,given_name,given_name\r\n", "column_twice"),
        ("a.csv", "person_id,given_name\r\nx,Иван\r\n".encode("cp1251"), "not_utf8"),
        ("a.csv", "person_id,given_name\r\n".encode("utf-16"), "not_utf8"),
        ("a.csv", b'person_id,given_name\r\nx,"Ivan\r\ny,Petr\r\n', "quotes_unbalanced"),
        ("a.csv", b'person_id,given_name\r\nx,"Ivan\r\n' + b"y,Petr\r\n" * 200_000, "quotes_unbalanced"),
        ("a.xlsx", b"PK", "spreadsheet_not_read"),
        ("a.csv.age", b"nonsense", "not_decrypted"),
    ],
)
def test_a_file_that_is_not_ours_is_one_sentence_and_nothing_is_written(
    centre: Unlocked, tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UserError) as refused:
        bring(centre, tmp_path / name)
    assert refused.value.code == code
    assert refused.value.do


def test_unknown_columns_are_named(centre: Unlocked, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"person_id,religion,given_name,iin\r\n")
    with pytest.raises(UserError, match="religion, iin"):
        bring(centre, tmp_path / "a.csv")


def test_a_path_with_nothing_to_import_is_one_sentence(centre: Unlocked, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for path, code in ((tmp_path / "empty", "nothing_to_import"), (tmp_path / "gone.csv", "file_not_found")):
        with pytest.raises(UserError) as refused:
            bring(centre, path)
        assert refused.value.code == code


_text = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).map(str.strip)
_risky = st.builds(str.__add__, st.sampled_from("=+-@'＝＋－＠＇\",;"), _text)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(_text | _risky, min_size=5, max_size=5))
def test_any_text_the_desk_takes_leaves_and_comes_back_the_same(
    source: Unlocked, centre: Unlocked, tmp_path: Path, names: list[str]
) -> None:
    fields = ("given_name", "patronymic", "other_names", "birth_place", "messenger")
    made = arrival(source, **dict(zip(fields, names, strict=True)))
    person_id = register_party(source.register, [made]).people[0].person_id
    folder = export(source, tmp_path / "out", fields=ALL_COLUMNS)
    assert bring(centre, folder).rows == ()
    assert open_person(centre.register, person_id).person == replace(made.person, person_id=person_id)
