"""A laptop that dies while a user is revoked: whoever stays opens the register, and nothing in it is lost."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from intake_app.domain.roles import Role
from intake_app.errors import UserError
from intake_app.opening import keys, unlock
from intake_app.paths import data_folder
from intake_app.services.registration import register_party
from tests.faults.conftest import IS_LONG, PATIENCE_S, ROOT
from tests.faults.revoker import NEW
from tests.made import PASSPHRASE, arrival, doors, made_centre

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from intake_app.opening import Unlocked

SHORT = 14  # kills of each kind in a short run, spread over the whole
BESIDE = 23  # a long run also kills at every so many steps that changed nothing
HALF_WAY = 6  # states from which unlocking has to go on
DANAS, TIMURS = "dana types this one", "timur types this one"
PEOPLE = 12


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A closed register of three users and a few people."""
    centre = made_centre(tmp_path / "template")
    keys.add_user(centre, "Dana", Role.SHIFT_LEAD, DANAS)
    keys.add_user(centre, "Timur", Role.VOLUNTEER, TIMURS)
    register_party(centre.register, [arrival(centre) for _person in range(PEOPLE)])
    centre.close()
    return tmp_path / "template"


def test_a_kill_at_any_step_of_revoking_leaves_a_register_that_all_who_stay_can_open(
    tmp_path: Path, template: Path, seen: Callable[[str, str], None]
) -> None:
    killed_at = _kill("revoke", template, tmp_path)

    ends = [_whoever_stays_opens_it(tmp_path / "killed" / str(step)) for step in killed_at]
    assert ends[0] == "Dana still opens it"
    assert ends[-1] == "Dana is revoked"
    seen("keys", f"{len(ends)} kills while a user is revoked: 0 lost, nobody shut out, none came back")


def test_a_kill_at_any_step_of_the_unlocking_that_goes_on_does_no_harm_either(
    tmp_path: Path, template: Path, seen: Callable[[str, str], None]
) -> None:
    states = [tmp_path / "killed" / str(step) for step in _kill("revoke", template, tmp_path)]
    states = [state for state in states if _is_half_way(state)]
    assert states, "no kill fell into the middle of the rotation"

    kills = 0
    for state in states[:: max(1, len(states) // HALF_WAY)] if IS_LONG else states[:1]:
        again = tmp_path / f"from-{state.name}"
        again.mkdir()
        killed_at = _kill("enter", state, again)
        kills += len(killed_at)
        ends = {_whoever_stays_opens_it(again / "killed" / str(step)) for step in killed_at}
        assert ends == {"Dana is revoked"}
    seen("keys", f"{kills} kills while unlocking goes on with it: the same")


def test_a_kill_at_any_step_of_letting_somebody_in_leaves_something_that_is_simply_done_again(
    tmp_path: Path, template: Path, seen: Callable[[str, str], None]
) -> None:
    killed_at = _kill("let_in", template, tmp_path)

    states = set()
    for step in killed_at:
        unlocked = unlock(data_folder(tmp_path / "killed" / str(step)), PASSPHRASE, doors())
        found = [each.can_open for each in keys.list_holders(unlocked) if each.name == "Zarina"]
        states |= set(found)
        if found != [True]:
            keys.add_user(unlocked, "Zarina", Role.VOLUNTEER, NEW)
        unlocked.close()
        assert [_try(unlocked.folder.root, each) for each in (NEW, TIMURS)] == ["", ""]
    assert states == {False, True}
    seen("keys", f"{len(killed_at)} kills while somebody is let in: done again, they come in")


def test_a_kill_at_any_step_of_changing_a_passphrase_leaves_the_old_one_or_the_new(
    tmp_path: Path, template: Path, seen: Callable[[str, str], None]
) -> None:
    killed_at = _kill("change", template, tmp_path)

    ends = []
    for step in killed_at:
        folder = tmp_path / "killed" / str(step)
        ends.append((_try(folder, PASSPHRASE), _try(folder, NEW)))
        assert _try(folder, TIMURS) == ""
    assert set(ends) == {("", "wrong_passphrase"), ("wrong_passphrase", "")}
    seen("keys", f"{len(ends)} kills while a passphrase is changed: the old one or the new, never neither")


def _kill(act: str, template: Path, place: Path) -> list[int]:
    """Kill a process at each step that changes the folder, and at some that do not; answers the steps, in order.

    What each kill left lies in a folder of `place`, named by its step.
    """
    steps, *changing = _run(act, template, place / "whole", [0])
    killed_at = sorted({1, steps, *changing, *range(1, steps, BESIDE)})
    if not IS_LONG:
        killed_at = sorted({1, steps, *killed_at[:: max(1, len(killed_at) // SHORT)]})
    _run(act, template, place / "killed", killed_at)
    return killed_at


def _run(act: str, template: Path, copies: Path, steps: list[int]) -> list[int]:
    """Run a process that kills its own children; answers what one that was let through has told of its steps."""
    copies.mkdir()
    command = [sys.executable, "-m", "tests.faults.revoker", act, str(template), str(copies), *map(str, steps)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE_S)
    assert done.returncode == 0, done.stderr
    return [int(number) for number in done.stdout.split()]


def _is_half_way(folder: Path) -> bool:
    """Whether the keyring holds two data keys: a look at it that ends nothing."""
    from intake_app.vault.access import open_keyring
    from intake_app.vault.store import KeyringStore

    keyring = KeyringStore(data_folder(folder).keyrings()).load().keyring
    return open_keyring(keyring, TIMURS, doors().policy).data_key.previous is not None


def _whoever_stays_opens_it(folder: Path) -> str:
    """What became of Dana; that everybody else comes in, that nothing is lost and that revoking can be ended."""
    assert _try(folder, TIMURS) == ""
    unlocked = unlock(data_folder(folder), PASSPHRASE, doors())
    assert unlocked.data_key.previous is None
    with unlocked.register.reading() as reading:
        assert reading.count_people() == PEOPLE
    left = [path.name for path in folder.iterdir() if path.name.startswith("register.db.new")]
    assert not left
    assert unlocked.check().findings == ()
    end = _say_end(unlocked)
    holder = next((each for each in keys.list_holders(unlocked) if each.name == "Dana"), None)
    if holder is not None:
        assert end == ("Dana is refused" if holder.is_revoked else "Dana still opens it")
        done = keys.revoke_user(unlocked, holder.user_id)
        assert done.problem is None
        assert done.unlocked is not None
        unlocked = done.unlocked
    unlocked.close()
    assert _try(folder, DANAS) == "wrong_passphrase"
    assert _try(folder, PASSPHRASE) == ""
    return end if end == "Dana still opens it" else "Dana is revoked"


def _say_end(unlocked: Unlocked) -> str:
    code = _try(unlocked.folder.root, DANAS)
    return {"": "Dana still opens it", "user_revoked": "Dana is refused", "wrong_passphrase": "Dana is revoked"}[code]


def _try(folder: Path, passphrase: str) -> str:
    """The code of the refusal; empty where the passphrase opens the register."""
    try:
        unlock(data_folder(folder), passphrase, doors()).close()
    except UserError as error:
        return error.code
    return ""
