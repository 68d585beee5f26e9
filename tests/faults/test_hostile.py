"""Hostile text in every field and file: stored, shown and printed safely, or refused in a sentence."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from intake_app.clock import FixedClock
from intake_app.domain.arrivals import ALL_INPUTS, FieldProblem
from intake_app.errors import UserError
from intake_app.services.histories import tell_history
from intake_app.services.people import find_people, open_person
from intake_app.services.printing import sheets_for
from intake_app.services.registration import register_party
from reports.sheet import render_sheets
from tests.faults.conftest import IS_LONG
from tests.flows.conftest import Answer, CommandLine
from tests.made import EVENING, arrival, made_centre

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from intake_app.opening import Unlocked

TEXTS = {
    "right to left override": "Иван\u202eвонавИ\u202c",
    "isolates left open": "\u2067\u2066Иванов",
    "zero width": "Ив\u200bа\u200dн\ufeffов",
    "emoji": "Иванов 👩‍👩‍👧‍👦🏳️‍🌈",
    "nul": "Иван\x00ов",
    "lone surrogate": "Иван\udcffов",
    "escape sequence": "\x1b]0;taken\x07\x1b[2JИванов",
    "line ends": "Иван\r\nов\u2028\x85конец",
    "formula": '=HYPERLINK("http://x.example","Иванов")',
    "csv": 'Иванов";"=1+1\n@SUM(A1),\t-2',
    "markup": "<b>Иванов</b><script>&lt;&#x0;</para><img src='file:///etc/passwd'>",
    "placeholders": "{name} {0.__class__} %s %(x)s ${HOME} {{",
    "sql": "'; DROP TABLE person; --\" OR 1=1",
    "fts": '"Иванов" NEAR/2 * AND (',
    "many marks": "И" + "\u0301" * 3_000,
    "very long": "Константин" * 100_000,
    "huge number": "9" * 5_000,
    "mrz": "P<UTO<<<<<<<<<<<<\x00<<É1234567\n<<<<",
    "path": "../../../../etc/passwd\\..\\CON",
    "not characters": "\uffff\ufffe\U0010ffff\ue000",
    "old encoding": "Èâàíîâ ÐŸÑ€Ð¸Ð²ÐµÑ‚",
}
WORST = ("right to left override", "lone surrogate", "escape sequence", "line ends", "very long")
"""Those that a short run hands to every command."""
UNFORESEEN = re.compile(r"unforeseen|Traceback|reference [0-9a-f]{8}")
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\x80-\x9f\ud800-\udfff]")


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    line = CommandLine(tmp_path / "centre", monkeypatch, capsys)
    made_centre(line.data).close()
    monkeypatch.setenv("INTAKE_NEW_PASSPHRASE", "somebody who is quite new")
    return line


def safe(answer: Answer) -> Answer:
    """Done, or refused in one sentence; nothing said can steer a terminal, and nothing is a bug."""
    assert answer.status in {0, 1, 2, 3}, answer
    assert not UNFORESEEN.search(answer.err), answer.err[:500]
    assert not _CONTROLS.search(answer.err), repr(answer.err[:500])
    assert not _CONTROLS.search(answer.out), repr(answer.out[:500])
    if answer.status:
        assert answer.out == ""
        assert answer.err.count("\n") == 1
        assert len(answer.err) < 2_000
    return answer


def test_each_field_takes_each_text_or_refuses_it_and_whoever_is_stored_can_be_found_shown_and_printed(
    tmp_path: Path, seen: Callable[[str, str], None]
) -> None:
    centre = made_centre(tmp_path / "centre")
    stored, refused = [], 0
    for text in TEXTS.values():
        for field in ALL_INPUTS:
            try:
                stored.append(_register(centre, {field: text}))
            except (UserError, FieldProblem):
                refused += 1
    for person_id in stored:
        file = open_person(centre.register, person_id)
        assert tell_history(centre.register, person_id)
        find_people(centre.register, f"{file.person.family_name} {file.person.given_name}"[:200])
    printed = stored if IS_LONG else stored[::5]
    pages = len(PdfReader(io.BytesIO(render_sheets(sheets_for(centre.register, printed)))).pages)
    findings = centre.check().findings
    centre.close()
    tried = len(TEXTS) * len(ALL_INPUTS)
    seen("hostile", f"{tried} texts in fields: {len(stored)} stored, {refused} refused, {len(printed)} of them printed")
    assert len(stored) + refused == tried
    assert min(len(stored), refused) > tried // 10
    assert pages >= len(printed)
    assert findings == ()


def _register(centre: Unlocked, fields: dict[str, str]) -> str:
    return register_party(centre.register, [arrival(centre, **fields)]).people[0].person_id


@pytest.mark.parametrize("name", [name for name in TEXTS if IS_LONG or name in WORST])
def test_every_command_takes_a_hostile_text_or_refuses_it_in_one_sentence(
    cli: CommandLine, tmp_path: Path, name: str, seen: Callable[[str, str], None]
) -> None:
    text = TEXTS[name]
    flat = {"family_name": text, "given_name": text, "birth_place": text, "document_number": text}
    people = [cli.record()["card_number"]]
    for given_fields in (flat, {"family_name": text[:60]}, {"family_name": "Ким", "birth_place": text[:200]}):
        answer = safe(cli("register", "--from", "-", "--json", stdin=json.dumps(given_fields)))
        people += [person["card_number"] for person in json.loads(answer.out)["people"]] if answer.out else []
    text = text.replace("\x00", "\x01")  # no system hands a NUL over in an argument
    calls: list[list[str | Path]] = [
        ["find", text], ["find", text, "--limit", text], ["show", text], ["history", text],
        ["sheet", text, "--out", tmp_path / "a.pdf"], ["sheet", *people, "--out", tmp_path / "all.pdf"],
        ["sheet", people[0], "--language", text, "--out", tmp_path / "b.pdf"],
        ["sheet", people[0], "--handout", text, "--out", tmp_path / "c.pdf"],
        ["sheet", people[0], "--out", f"{tmp_path}/{text}/d.pdf"],
        ["copy", text, "--out", tmp_path], ["copy", people[-1], "--out", tmp_path],
        ["forget", text], ["forget", text, "--dry-run"], ["retention", "--days", text],
        ["audit", "--head", text], ["audit", "--limit", text], ["audit"], ["user", "add", text, "--role", "volunteer"],
        ["user", "role", text, text], ["user", "revoke", text], ["user", "list"], ["places", "--add", text], ["places"],
        ["import", text], ["register", "--mrz", text], ["register", "--from", text], ["backup", "--to", text],
        ["--user", text, "places"], ["find", "Ким"], ["export", "--out", tmp_path / "out", "--csv", "--plain",
        "--purpose", text], ["check"],
    ]  # fmt: skip
    statuses = [safe(cli(*call)).status for call in calls]
    zones = safe(cli("register", "--mrz", "-", stdin=text.encode("utf-8", "surrogatepass")))
    forgotten = [safe(cli("forget", card)).status for card in people[1:]]
    assert not (tmp_path / "centre" / "errors.log").exists()
    seen("hostile", f"{len(statuses) + 1} calls with {name}: {statuses.count(0)} done, the rest one sentence each")
    assert zones.status in {0, 1}
    assert not any(forgotten)
    assert statuses[-1] == 0


JSON_BOMBS = {
    "deep": b"[" * 200_000,
    "deep and whole": b'{"family_name":' * 5_000 + b"1" + b"}" * 5_000,
    "huge number": b'{"family_name": ' + b"9" * 100_000 + b"}",
    "huge exponent": b'{"family_name": "X", "document_number": 1e999999}',
    "not a number": b'{"family_name": NaN}',
    "many keys": json.dumps({f"key{number}": number for number in range(50_000)}).encode(),
    "the same key": b'{"family_name": "A", "family_name": "B"}',
    "wrong types": json.dumps([{name: [{}, None] for name in ("family_name", "birth_date", "guarded")}]).encode(),
    "surrogate": b'{"family_name": "\\ud800"}',
    "nul": b'{"family_name": "\\u0000"}',
    "utf-16": '{"family_name": "Иванов"}'.encode("utf-16"),
    "cp1251": '{"family_name": "Иванов"}'.encode("cp1251"),
    "17 MiB": b" " * (17 * 1024 * 1024) + b"{}",
    "a party of 20,000": json.dumps([{}] * 20_000).encode(),
    "nothing": b"",
    "noise": bytes(range(256)) * 40,
}


@pytest.mark.parametrize("data", JSON_BOMBS.values(), ids=JSON_BOMBS.keys())
def test_what_is_no_arrival_is_refused_in_one_sentence_and_records_nobody(cli: CommandLine, data: bytes) -> None:
    for option in ("--from", "--mrz"):
        assert safe(cli("register", option, "-", stdin=data)).status == 1
    assert json.loads(cli("check", "--json").out)["counts"].get("person", 0) == 0


def _zipped(name: str, data: bytes) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return sink.getvalue()


HEAD = b"family_name,given_name\n"
FILES = {
    "no columns": b"a\n" * 10,
    "a cell of 8 MiB": HEAD + b"A" * (8 << 20) + b",B\n",
    "a quote that never ends": HEAD + b'"' + b"A\n" * 200_000,
    "a hundred thousand columns": b"family_name," * 100_000 + b"\n",
    "nul": HEAD + b"A\x00B,\x00\n",
    "utf-16": (HEAD.decode() + "Иванов,Сергей\n").encode("utf-16"),
    "cp1251": HEAD + "Иванов,Сергей\n".encode("cp1251"),
    "formulas": HEAD + b"=1+1,@SUM(A1)\n-2,+3\n",
    "right to left": HEAD + f"{TEXTS['right to left override']},{TEXTS['isolates left open']}\n".encode(),
    "noise": bytes(range(256)) * 400,
}
ARCHIVES = {
    "64 MiB of nothing": _zipped("people.csv", HEAD + b"\x00" * (64 << 20)),
    "out of the folder": _zipped("../../people.csv", HEAD + b"A,B\n"),
    "an archive in an archive": _zipped("people.csv", _zipped("people.csv", b"\x00" * (1 << 20))),
    "cut off": _zipped("people.csv", HEAD + b"A,B\n")[:60],
    "a foreign name": _zipped("people\u202evsc.exe", HEAD),
    "no archive": b"PK\x03\x04" + b"\xff" * 500,
}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        *(("people.csv", data) for data in FILES.values()),
        *(("export.zip", data) for data in ARCHIVES.values()),
        ("people.csv.age", b"age-encryption.org/v1\n-> X25519 " + b"A" * 99),
        ("people.csv.age", FILES["noise"]),
    ],
    ids=[*FILES, *ARCHIVES, "half an encrypted file", "noise as an encrypted file"],
)
def test_a_hostile_file_is_imported_row_by_row_or_refused_in_one_sentence(
    cli: CommandLine, tmp_path: Path, name: str, data: bytes
) -> None:
    file = tmp_path / "given" / name
    file.parent.mkdir()
    file.write_bytes(data)
    for call in (["--dry-run"], []):
        safe(cli("import", file, *call))
        safe(cli("import", file.parent, *call))
    assert json.loads(cli("check", "--json").out)["findings"] == []
    assert sorted(tmp_path.iterdir()) == [tmp_path / "centre", file.parent]


@settings(
    max_examples=2_000 if IS_LONG else 20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    flat=st.dictionaries(
        st.sampled_from(ALL_INPUTS),
        st.one_of(
            st.text(st.characters(), max_size=60),
            st.integers(),
            st.booleans(),
            st.none(),
            st.floats(allow_nan=False, allow_infinity=False),
            st.lists(st.text(max_size=5), max_size=3),
            st.sampled_from(sorted(TEXTS.values(), key=len)[:12]),
        ),
        max_size=6,
    )
)
def test_whatever_is_given_is_recorded_whole_or_refused(cli: CommandLine, flat: dict[str, object]) -> None:
    text = json.dumps({"family_name": "Иванов", **flat})
    answer = safe(cli("register", "--from", "-", "--json", stdin=text))
    for person in json.loads(answer.out)["people"] if answer.out else []:
        assert safe(cli("show", person["card_number"])).status == 0
        assert safe(cli("find", text[:100])).status == 0


def test_a_clock_that_is_wrong_is_said_at_the_command_line(cli: CommandLine) -> None:
    cli.clock = FixedClock(EVENING)
    assert cli("places").err == ""
    cli.clock = FixedClock(EVENING - timedelta(hours=1))
    assert "gone back" in safe(cli("places")).err
    cli.clock = FixedClock(EVENING + timedelta(days=365 * 76))
    assert "more than a month" in safe(cli("places")).err
