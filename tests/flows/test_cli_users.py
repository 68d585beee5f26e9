"""`user` and `recover`: the commands as somebody types them, on a real encrypted centre."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyrage import x25519

from intake_app.vault.keyring import Keyring
from intake_app.vault.policy import PRODUCTION_POLICY
from tests.flows.conftest import CENTRE, CommandLine, run_program
from tests.made import PASSPHRASE

if TYPE_CHECKING:
    from tests.flows.conftest import Answer

DANAS, NEW = "dana types this one", "quite another passphrase"


class Typing:
    """The command line with the variables of what is secret."""

    def __init__(self, cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
        self.cli = cli
        self._set = monkeypatch.setenv
        self._unset = monkeypatch.delenv

    def __call__(
        self, *arguments: str | Path, new: str = "", recovery_key: str = "", passphrase: str = PASSPHRASE
    ) -> Answer:
        for name, value in (("INTAKE_NEW_PASSPHRASE", new), ("INTAKE_RECOVERY_KEY", recovery_key)):
            self._set(name, value)
        return self.cli(*arguments, passphrase=passphrase)

    def opens(self, passphrase: str, *options: str | Path) -> bool:
        return self("places", *options, passphrase=passphrase).status == 0


@pytest.fixture
def typing(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> Typing:
    return Typing(cli, monkeypatch)


def listed(typing: Typing, **given: Any) -> list[tuple[str, str, bool]]:
    users = typing("user", "list", "--json", **given).document("user-list")["users"]
    return [(each["name"], each["role"], each["can_open"]) for each in users]


def test_a_user_is_let_in_listed_given_another_role_and_revoked(typing: Typing, tmp_path: Path) -> None:
    added = typing("user", "add", "Dana", "--role", "volunteer", "--json", new=DANAS).document("user-add")
    assert (added["name"], added["role"], added["is_new"], added["can_open"]) == ("Dana", "volunteer", True, True)
    assert listed(typing) == [("Aigerim", "manager", True), ("Dana", "volunteer", True)]
    assert typing.opens(DANAS)

    typing("user", "role", "dana", "shift_lead", "--json").document("user-role")
    assert listed(typing)[1] == ("Dana", "shift_lead", True)

    done = typing("user", "revoke", "Dana", "--reason", "left us", "--json").document("user-revoke")
    assert (done["name"], done["is_rotated"]) == ("Dana", True)
    assert listed(typing) == [("Aigerim", "manager", True)]
    assert not typing.opens(DANAS)
    restored = ["--data", tmp_path / "restored", "restore", done["backup"]]
    assert "opens nothing" in typing(*restored, passphrase=DANAS).refusal()
    assert typing(*restored).status == 0


def test_people_read_what_revoking_did_and_what_it_did_not(typing: Typing) -> None:
    typing("user", "add", "Dana", "--role", "volunteer", new=DANAS)

    text = typing("user", "revoke", "Dana").out

    assert "opens the register no longer" in text
    assert "A new backup is written" in text
    assert "Copies of backups that were taken elsewhere open with it too" in text
    assert "--remove-older" not in text


def backups(typing: Typing) -> list[str]:
    return [each["file"] for each in typing("backup", "--list", "--json").document("backup")["backups"]]


def test_backups_that_a_revoked_passphrase_opens_are_counted_and_removed_where_that_is_wanted(
    typing: Typing, tmp_path: Path
) -> None:
    for name in ("Dana", "Timur"):
        typing("user", "add", name, "--role", "volunteer", new=DANAS + name)
    typing("backup")
    older = Path(backups(typing)[0])
    older = older.rename(older.with_name(re.sub(r"\d{8}T\d{6}Z", "20221101T120000Z", older.name)))  # keeps its day

    assert typing("user", "revoke", "Dana", "--json").document("user-revoke")["older_backups"] == 1
    assert typing("--data", tmp_path / "dana", "restore", older, passphrase=DANAS + "Dana").status == 0
    text = typing("user", "revoke", "Timur", "--remove-older").out

    assert "older backup" in text
    assert not older.exists()
    left = backups(typing)
    assert left
    for number, file in enumerate(left):
        for name in ("Dana", "Timur"):
            answer = typing("--data", tmp_path / f"{name} {number}", "restore", file, passphrase=DANAS + name)
            assert "opens nothing" in answer.refusal()


@pytest.mark.parametrize(
    "arguments",
    [
        ("user", "list"),
        ("user", "add", "Timur", "--role", "manager"),
        ("user", "revoke", "Aigerim"),
        ("user", "role", "Dana", "manager"),
        ("user", "passphrase", "Aigerim"),
    ],
    ids=" ".join,
)
def test_a_volunteer_is_refused_every_command_about_others(typing: Typing, arguments: tuple[str, ...]) -> None:
    typing("user", "add", "Dana", "--role", "volunteer", new=DANAS)

    assert "for the manager" in typing(*arguments, new=NEW, passphrase=DANAS).refusal()
    assert listed(typing) == [("Aigerim", "manager", True), ("Dana", "volunteer", True)]


def test_everybody_changes_their_own_passphrase(typing: Typing) -> None:
    typing("user", "add", "Dana", "--role", "volunteer", new=DANAS)

    answer = typing("user", "passphrase", "--json", new=NEW, passphrase=DANAS).document("user-passphrase")

    assert answer == {"name": "Dana"}
    assert typing.opens(NEW)
    assert not typing.opens(DANAS)


def test_a_manager_changes_that_of_another(typing: Typing) -> None:
    typing("user", "add", "Dana", "--role", "volunteer", new=DANAS)

    assert typing("user", "passphrase", "Dana", new=NEW).status == 0

    assert typing.opens(NEW)
    assert typing.opens(PASSPHRASE)
    assert not typing.opens(DANAS)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("user", "add", "Aigerim", "--role", "volunteer"), "This name is taken"),
        (("user", "revoke", "Nobody"), "Nobody of this name works here"),
        (("user", "revoke", "Aigerim"), "Nobody revokes themselves"),
        (("user", "role", "Aigerim", "volunteer"), "the only manager"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(typing: Typing, arguments: tuple[str, ...], said: str) -> None:
    assert said in typing(*arguments, new=NEW).refusal()


def test_a_missing_new_passphrase_is_asked_for_by_the_name_of_its_variable(typing: Typing) -> None:
    assert "INTAKE_NEW_PASSPHRASE" in typing("user", "add", "Dana", "--role", "volunteer").refusal()
    assert len(listed(typing)) == 1


@pytest.mark.parametrize("arguments", [("user", "add", "Dana"), ("user", "add", "Dana", "--role", "boss"), ("user",)])
def test_a_wrong_call_is_told_how_it_goes(typing: Typing, arguments: tuple[str, ...]) -> None:
    typing(*arguments).refusal(2)


# key files


def test_a_new_key_file_is_needed_from_then_on(typing: Typing, tmp_path: Path) -> None:
    stick = tmp_path / "stick.key"

    assert typing("user", "add", "Dana", "--role", "volunteer", "--new-key-file", stick, new=DANAS).status == 0

    assert stat.S_IMODE(stick.stat().st_mode) == 0o600
    assert typing.opens(DANAS, "--key-file", stick)
    assert not typing.opens(DANAS)
    assert typing.opens(PASSPHRASE, "--key-file", stick)
    changed = typing("user", "passphrase", "--key-file", stick, new=NEW, passphrase=DANAS)
    assert changed.status == 0
    assert typing.opens(NEW)


def test_a_backup_comes_back_with_the_key_file_too(typing: Typing, tmp_path: Path) -> None:
    stick = tmp_path / "stick.key"
    typing("user", "passphrase", "--new-key-file", stick, new=NEW)
    file = json.loads(typing("backup", "--to", tmp_path, "--key-file", stick, "--json", passphrase=NEW).out)["file"]

    restored = ["--data", tmp_path / "restored", "restore", file]
    assert typing(*restored, passphrase=NEW).status == 1
    assert typing(*restored, "--key-file", stick, passphrase=NEW).status == 0


def test_a_key_file_that_was_made_for_a_refused_user_is_taken_away_again(typing: Typing, tmp_path: Path) -> None:
    stick = tmp_path / "stick.key"

    typing("user", "add", "Aigerim", "--role", "volunteer", "--new-key-file", stick, new=DANAS).refusal()

    assert not stick.exists()


def test_no_file_is_overwritten_by_a_key_file_and_none_is_taken_for_one(typing: Typing, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Dana")
    add = ("user", "add", "Dana", "--role", "volunteer")

    assert "already" in typing(*add, "--new-key-file", letter, new=DANAS).refusal()
    assert "too short" in typing(*add, "--with-key-file", letter, new=DANAS).refusal()
    assert "cannot be read" in typing(*add, "--with-key-file", tmp_path / "none", new=DANAS).refusal()
    typing(*add, "--with-key-file", letter, "--new-key-file", tmp_path / "x", new=DANAS).refusal(2)
    assert letter.read_text() == "Dear Dana"


# recovering


@pytest.fixture
def recovery_key(unset: CommandLine) -> str:
    key: str = unset.json("init", *CENTRE, "--user", "Aigerim")["recovery_key"]
    return key


@pytest.fixture
def lost(unset: CommandLine, recovery_key: str, monkeypatch: pytest.MonkeyPatch) -> Typing:
    """A centre whose passphrase nobody knows any more, and its printed key."""
    return Typing(unset, monkeypatch)


def test_the_printed_key_and_a_new_passphrase_open_everything_as_before(lost: Typing, recovery_key: str) -> None:
    person = lost.cli.record()

    answer = lost("recover", "--json", new=NEW, recovery_key=recovery_key.lower()).document("recover")

    assert answer == {"user": "Aigerim", "role": "manager", "recovery_key": ""}
    shown = json.loads(lost("show", person["card_number"], "--json", passphrase=NEW).out)
    assert shown["person"]["family_name"] == "Иванов"
    assert not lost.opens(PASSPHRASE)


def test_a_new_recovery_key_is_shown_and_the_old_one_opens_nothing(lost: Typing, recovery_key: str) -> None:
    text = lost("recover", "--new-recovery-key", new=NEW, recovery_key=recovery_key).out
    again = lost("recover", new=PASSPHRASE, recovery_key=recovery_key).refusal()

    assert "Recovery key:" in text
    assert "not the key of this register" in again


def test_a_mistyped_recovery_key_is_told_by_its_group(lost: Typing, recovery_key: str) -> None:
    groups = recovery_key.split("-")
    groups[2] = groups[2][::-1] if groups[2] != groups[2][::-1] else "00000"

    assert (
        "Group 3 of the recovery key is mistyped" in lost("recover", new=NEW, recovery_key="-".join(groups)).refusal()
    )
    assert "characters were typed" in lost("recover", new=NEW, recovery_key="-".join(groups[:5])).refusal()
    assert lost.opens(PASSPHRASE)


def test_somebody_else_than_the_manager_is_recovered_by_name(lost: Typing, recovery_key: str) -> None:
    lost("user", "add", "Dana", "--role", "volunteer", new=DANAS)

    assert lost("recover", "--user", "Dana", new=NEW, recovery_key=recovery_key).status == 0

    assert lost.opens(NEW, "--user", "Dana")
    assert lost.opens(PASSPHRASE)


# throttling


def test_after_five_wrong_passphrases_even_the_right_one_waits(typing: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    for _time in range(5):
        assert "opens nothing" in typing("places", passphrase="a wrong one").refusal()

    said = typing("places").refusal()

    assert "Too many wrong passphrases" in said
    assert "seconds" in said


# the head office


def test_the_head_office_recovers_a_centre_from_its_backup(typing: Typing, tmp_path: Path) -> None:
    office = x25519.Identity.generate()
    identity = tmp_path / "identity.txt"
    identity.write_text(f"# the head office\n{office}\n", encoding="utf-8")
    recipient = str(office.to_public())

    set_to = typing("user", "head-office", recipient, "--json").document("user-head-office")
    assert set_to == typing("user", "head-office", "--json").document("user-head-office") == {"recipient": recipient}
    file = json.loads(typing("backup", "--to", tmp_path, "--json").out)["file"]
    recover = ("--data", tmp_path / "office", "recover", "--backup", file)

    typing(*recover, new=NEW).refusal(2)
    answer = typing(*recover, "--identity", identity, "--json", new=NEW).document("recover")

    assert answer["user"] == "Aigerim"
    assert typing("--data", tmp_path / "office", "places", passphrase=NEW).status == 0
    ended = typing("user", "head-office", "--none", "--json").document("user-head-office")
    assert ended == {"recipient": ""}


# the program itself


def test_a_centre_that_the_program_makes_is_as_dear_to_guess_as_this_machine_allows(tmp_path: Path) -> None:
    made = run_program("--data", tmp_path / "centre", "init", *CENTRE, "--user", "Aigerim")
    wrong = run_program("--data", tmp_path / "centre", "places", passphrase="somebody tried this")
    right = run_program("--data", tmp_path / "centre", "places")

    keyring = Keyring.from_bytes((tmp_path / "centre" / "register.keyring").read_bytes())
    assert made.status == 0, made.err
    assert keyring.setting.memory_kib >= PRODUCTION_POLICY.floor_memory_kib
    assert keyring.setting.iterations >= PRODUCTION_POLICY.floor_iterations
    assert (wrong.status, right.status) == (1, 0)
    assert right.err.startswith("1 wrong passphrase was typed here since 20")
