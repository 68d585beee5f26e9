"""Every command tried by every role: who is refused, and what a volunteer is shown (protection.md, "Who may what")."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from intake_app.domain.roles import Role
from tests.made import PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.flows.conftest import Answer, CommandLine

EVERYBODY = frozenset(Role)
LEADS = frozenset({Role.SHIFT_LEAD, Role.MANAGER})
NOT_VOLUNTEERS = EVERYBODY - {Role.VOLUNTEER}
RECORDERS = EVERYBODY - {Role.DATA_OFFICER}
OFFICES = LEADS | {Role.DATA_OFFICER}
MANAGER = frozenset({Role.MANAGER})

MAY: dict[str, tuple[tuple[str, ...], frozenset[Role]]] = {
    "find": (("find", "Иванов"), EVERYBODY),
    "show by card": (("show", "{card}"), EVERYBODY),
    "show by id": (("show", "{id}"), NOT_VOLUNTEERS),
    "show somebody guarded": (("show", "{guarded}"), NOT_VOLUNTEERS),
    "history by card": (("history", "{card}"), EVERYBODY),
    "history by id": (("history", "{id}"), NOT_VOLUNTEERS),
    "history of somebody guarded": (("history", "{guarded}"), NOT_VOLUNTEERS),
    "sheet by card": (("sheet", "{card}", "--out", "{out}/sheet.pdf"), EVERYBODY),
    "sheet by id": (("sheet", "{id}", "--out", "{out}/sheet.pdf"), NOT_VOLUNTEERS),
    "sheet of somebody guarded": (("sheet", "{guarded}", "--out", "{out}/sheet.pdf"), NOT_VOLUNTEERS),
    "register": (("register", "--from", "-"), RECORDERS),
    "deadlines": (("deadlines",), NOT_VOLUNTEERS),
    "duplicates": (("duplicates",), NOT_VOLUNTEERS),
    "places": (("places",), EVERYBODY),
    "add places": (("places", "--add", "Hall 9, mat 1"), LEADS),
    "export": (("export", "--out", "{out}", "--csv", "--plain", "--purpose", "head office"), OFFICES),
    "export the guarded": (
        ("export", "--out", "{out}", "--csv", "--plain", "--purpose", "police", "--with-guarded"),
        MANAGER,
    ),
    "import": (("import", "{export}/people.csv"), OFFICES),
    "import without saving": (("import", "{export}/people.csv", "--dry-run"), OFFICES),
    "backup": (("backup", "--to", "{out}"), EVERYBODY),
    "check": (("check",), EVERYBODY),
    "list users": (("user", "list"), MANAGER),
    "let a user in": (("user", "add", "Somebody New", "--role", "volunteer"), MANAGER),
    "change a role": (("user", "role", "volunteer", "shift_lead"), MANAGER),
    "revoke a user": (("user", "revoke", "volunteer"), MANAGER),
    "copy": (("copy", "{card}", "--out", "{out}"), LEADS | {Role.PROTECTION}),
    "forget, dry": (("forget", "{card}", "--dry-run"), MANAGER),
    "forget": (("forget", "{card}"), MANAGER),
    "retention": (("retention",), MANAGER),
    "audit": (("audit",), frozenset({Role.MANAGER, Role.DATA_OFFICER, Role.PROTECTION})),
}


class Centre:
    """A centre with one user of every role, somebody with a card, and somebody guarded."""

    def __init__(self, cli: CommandLine, folder: Path, set_variable: Any) -> None:
        self.cli = cli
        for role in Role:
            if role is not Role.MANAGER:
                set_variable("INTAKE_NEW_PASSPHRASE", self.passphrase(role))
                assert cli("user", "add", role.value.replace("_", " "), "--role", role.value).status == 0
        set_variable("INTAKE_NEW_PASSPHRASE", "somebody who is quite new")
        person = cli.record(birth_date="1997-05-25", document_number="75 1234567", document_type="passport")
        guarded = cli.record(family_name="Ким", given_name="Анна", guarded=True)
        assert cli("export", "--out", folder / "export", "--csv", "--plain", "--purpose", "test").status == 0
        self.words = {
            "card": person["card_number"],
            "id": person["person_id"],
            "guarded": guarded["card_number"],
            "out": str(folder / "out"),
            "export": str(folder / "export"),
        }
        (folder / "out").mkdir()

    @staticmethod
    def passphrase(role: Role) -> str:
        return PASSPHRASE if role is Role.MANAGER else f"the words of a {role.value}"

    def run(self, role: Role, *arguments: str, **given: str) -> Answer:
        filled = [argument.format(**self.words) for argument in arguments]
        return self.cli(*filled, "--json", passphrase=self.passphrase(role), **given)


@pytest.fixture
def centre(cli: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Centre:
    return Centre(cli, tmp_path, monkeypatch.setenv)


@pytest.mark.parametrize("role", Role)
def test_each_role_does_what_is_its_own_and_is_told_whom_to_ask_for_the_rest(centre: Centre, role: Role) -> None:
    may = {name for name, (_arguments, roles) in MAY.items() if role in roles}
    done = set()
    for name, (arguments, _roles) in MAY.items():
        answer = centre.run(role, *arguments, stdin='{"family_name": "Новый", "given_name": "Пётр"}')
        if answer.status == 0:
            done.add(name)
        else:
            answer.refusal()
            assert any(word in answer.err for word in ("shift lead", "manager", "desk", "Ask for the card")), answer.err

    assert done == may


def test_a_volunteer_finds_initials_and_a_birth_year_by_a_name(centre: Centre) -> None:
    found = json.loads(centre.run(Role.VOLUNTEER, "find", "Иванов").out)["people"]
    whole = json.loads(centre.run(Role.SHIFT_LEAD, "find", "Иванов").out)["people"]

    assert len(found) == len(whole) == 1
    assert "Иванов" not in json.dumps(found, ensure_ascii=False)
    assert "75 1234567" not in json.dumps(found)
    assert "1997-05" not in json.dumps(found)
    assert "Иванов" in json.dumps(whole, ensure_ascii=False)


def test_a_volunteer_finds_the_whole_by_a_card_a_document_or_a_name_with_the_birth_date(centre: Centre) -> None:
    for text in ("{card}", "75 1234567", "Иванов 25.05.1997"):
        found = json.loads(centre.run(Role.VOLUNTEER, "find", text).out)["people"]
        assert "Иванов" in json.dumps(found, ensure_ascii=False), text


def test_somebody_guarded_is_to_a_volunteer_nobody_but_a_reason_to_call(centre: Centre) -> None:
    answer = centre.run(Role.VOLUNTEER, "find", "Ким")

    assert "Ким" not in answer.out
    assert "Анна" not in answer.out
    assert "shift lead" in centre.run(Role.VOLUNTEER, "show", "{guarded}").err


def test_a_refusal_changes_nothing(centre: Centre) -> None:
    before = json.loads(centre.run(Role.MANAGER, "check").out)["counts"]
    for arguments, roles in MAY.values():
        if Role.VOLUNTEER not in roles:
            centre.run(Role.VOLUNTEER, *arguments)

    assert json.loads(centre.run(Role.MANAGER, "check").out)["counts"] == before
