"""People with keys, on real encrypted files: who comes in, who is let in and out, and what is left of who went."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from intake_app.domain.roles import Role
from intake_app.errors import UserError
from intake_app.opening import keys, unlock
from intake_app.opening.recovery import recover
from intake_app.opening.restoring import restore
from intake_app.opening.revoked_backups import list_open_to_revoked, remove_open_to_revoked
from intake_app.paths import data_folder
from intake_app.services.backups import set_second_place
from intake_app.services.histories import tell_history
from intake_app.services.registration import register_party
from intake_app.storage.rekey import copy_path
from tests.made import PASSPHRASE, arrival, doors, other_centre

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.opening import Unlocked

DANAS, TIMURS = "dana types this one", "timur types this one"
STICK = bytes(range(64))


def let_in(centre: Unlocked, name: str, passphrase: str, role: Role = Role.VOLUNTEER) -> str:
    holder, _is_new = keys.add_user(centre, name, role, passphrase)
    return holder.user_id


def opens(centre: Unlocked, passphrase: str, key_file: bytes | None = None) -> str:
    """Whom a passphrase lets in just now; the code of the refusal where it lets in nobody."""
    try:
        again = unlock(centre.folder, passphrase, doors(), key_file=key_file)
    except UserError as error:
        return error.code
    again.close()
    return again.register.session.user_name


# letting in


def test_who_is_let_in_opens_the_register_with_a_role_and_signs_what_they_do(centre: Unlocked) -> None:
    let_in(centre, "Dana", DANAS, Role.SHIFT_LEAD)

    danas = unlock(centre.folder, DANAS, doors())
    saved = register_party(danas.register, [arrival(danas)])
    told = tell_history(danas.register, saved.people[0].person_id)
    danas.close()

    assert (danas.register.session.user_name, danas.register.session.role) == ("Dana", Role.SHIFT_LEAD)
    assert {entry.user_name for entry in told} == {"Dana"}


def test_everybody_is_listed_by_name_with_role_and_key(centre: Unlocked) -> None:
    let_in(centre, "Dana", DANAS)

    assert [(each.name, each.role, each.can_open, each.is_self) for each in keys.list_holders(centre)] == [
        ("Aigerim", "manager", True, True),
        ("Dana", "volunteer", True, False),
    ]


@pytest.mark.parametrize("name", ["Aigerim", "  aigerim ", "AIGERIM"])
def test_two_people_never_have_one_name(centre: Unlocked, name: str) -> None:
    with pytest.raises(UserError) as refused:
        let_in(centre, name, DANAS)

    assert (refused.value.code, refused.value.field) == ("name_taken", "name")
    assert opens(centre, DANAS) == "wrong_passphrase"


@pytest.mark.parametrize("name", ["", "   ", "a\x00b", "x" * 300])
def test_a_name_that_cannot_be_kept_is_refused_and_nothing_is_changed(centre: Unlocked, name: str) -> None:
    with pytest.raises(UserError) as refused:
        let_in(centre, name, DANAS)

    assert refused.value.code == "name_refused"
    assert len(keys.list_holders(centre)) == 1


@pytest.mark.parametrize(("passphrase", "code"), [("short", "passphrase_too_short"), (PASSPHRASE, "passphrase_in_use")])
def test_a_passphrase_that_cannot_be_taken_leaves_no_user_behind(centre: Unlocked, passphrase: str, code: str) -> None:
    with pytest.raises(UserError) as refused:
        let_in(centre, "Dana", passphrase)

    assert refused.value.code == code
    assert len(keys.list_holders(centre)) == 1


def test_letting_in_that_was_cut_short_is_simply_done_again(centre: Unlocked) -> None:
    """The record is saved first: here the laptop died before the slot was."""
    keyring = centre.folder.keyrings()
    before = [path.read_bytes() for path in keyring]
    first = let_in(centre, "Dana", DANAS)
    for path, data in zip(keyring, before, strict=True):
        path.write_bytes(data)

    assert [(each.name, each.can_open) for each in keys.list_holders(centre)] == [("Aigerim", True), ("Dana", False)]
    holder, is_new = keys.add_user(centre, "dana", Role.SHIFT_LEAD, DANAS)

    assert (holder.user_id, holder.role, is_new) == (first, "shift_lead", False)
    assert opens(centre, DANAS) == "Dana"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MANAGER])
def test_only_a_manager_lets_people_in_and_out(centre: Unlocked, role: Role) -> None:
    own = let_in(centre, "Dana", DANAS, role)
    danas = centre.switch(DANAS)
    manager = centre.register.session.user_id
    codes = []
    for forbidden in (
        lambda: keys.list_holders(danas),
        lambda: keys.add_user(danas, "Timur", Role.MANAGER, TIMURS),
        lambda: keys.change_role(danas, own, Role.MANAGER),
        lambda: keys.change_passphrase(danas, manager, TIMURS),
        lambda: keys.revoke_user(danas, manager),
    ):
        with pytest.raises(UserError) as refused:
            forbidden()
        codes.append(refused.value.code)

    assert codes == ["manager_only"] * 5
    assert {opens(centre, each) for each in (PASSPHRASE, DANAS, TIMURS)} == {"Aigerim", "Dana", "wrong_passphrase"}


# passphrases and roles


def test_ones_own_passphrase_is_changed_with_the_old_one(centre: Unlocked) -> None:
    keys.change_own_passphrase(centre, PASSPHRASE, DANAS)

    assert opens(centre, DANAS) == "Aigerim"
    assert opens(centre, PASSPHRASE) == "wrong_passphrase"


@pytest.mark.parametrize("old", ["not the old one", DANAS])
def test_ones_own_passphrase_is_not_changed_without_it(centre: Unlocked, old: str) -> None:
    let_in(centre, "Dana", DANAS)

    with pytest.raises(UserError) as refused:
        keys.change_own_passphrase(centre, old, TIMURS)

    assert refused.value.code == "wrong_passphrase"
    assert (opens(centre, PASSPHRASE), opens(centre, TIMURS)) == ("Aigerim", "wrong_passphrase")


def test_a_manager_gives_somebody_a_new_passphrase(centre: Unlocked) -> None:
    dana = let_in(centre, "Dana", DANAS)

    keys.change_passphrase(centre, dana, TIMURS)

    assert (opens(centre, TIMURS), opens(centre, DANAS)) == ("Dana", "wrong_passphrase")


def test_a_changed_passphrase_keeps_the_key_derivation_of_the_keyring(centre: Unlocked) -> None:
    from intake_app.vault.keyring import Keyring

    before = Keyring.from_bytes(centre.folder.keyrings()[0].read_bytes())
    dearer = replace(centre.doors.policy, iterations=2)
    keys.change_own_passphrase(replace(centre, doors=replace(centre.doors, policy=dearer)), PASSPHRASE, DANAS)
    after = Keyring.from_bytes(centre.folder.keyrings()[0].read_bytes())

    assert after.setting == before.setting
    assert after.generation == before.generation + 1


def test_a_key_file_is_needed_beside_the_passphrase_it_was_given_with(centre: Unlocked) -> None:
    keys.add_user(centre, "Dana", Role.VOLUNTEER, DANAS, STICK)

    assert opens(centre, DANAS, STICK) == "Dana"
    assert opens(centre, DANAS) == "wrong_passphrase"
    assert opens(centre, DANAS, STICK[::-1]) == "wrong_passphrase"
    assert opens(centre, PASSPHRASE, STICK) == "Aigerim"


def test_a_role_is_changed_and_the_last_manager_keeps_theirs(centre: Unlocked) -> None:
    dana = let_in(centre, "Dana", DANAS)
    own = centre.register.session.user_id
    with pytest.raises(UserError) as refused:
        keys.change_role(centre, own, Role.VOLUNTEER)
    assert refused.value.code == "last_manager"

    keys.change_role(centre, dana, Role.MANAGER)
    keys.change_role(centre, own, Role.VOLUNTEER)

    again = unlock(centre.folder, PASSPHRASE, doors())
    again.close()
    assert again.register.session.role is Role.VOLUNTEER


def test_a_manager_who_cannot_open_this_register_does_not_count_as_one(centre: Unlocked) -> None:
    keyring = centre.folder.keyrings()
    before = [path.read_bytes() for path in keyring]
    let_in(centre, "Dana", DANAS, Role.MANAGER)
    for path, data in zip(keyring, before, strict=True):
        path.write_bytes(data)

    with pytest.raises(UserError) as refused:
        keys.change_role(centre, centre.register.session.user_id, Role.VOLUNTEER)

    assert refused.value.code == "last_manager"


# revoking


def test_a_revoked_passphrase_opens_neither_the_register_nor_the_newest_backup(
    centre: Unlocked, tmp_path: Path
) -> None:
    dana = let_in(centre, "Dana", DANAS)
    let_in(centre, "Timur", TIMURS)
    saved = register_party(centre.register, [arrival(centre)])
    old_backup = centre.backup(tmp_path)

    done = keys.revoke_user(centre, dana)

    assert done.unlocked is not None
    assert (done.problem, done.is_backup_due) == (None, False)
    assert done.backup is not None
    assert done.unlocked.data_key != centre.data_key
    assert done.unlocked.data_key.previous is None
    with done.unlocked.register.reading() as reading:
        assert reading.count_people() == len(saved.people)
    assert done.unlocked.check().findings == ()
    assert opens(centre, DANAS) == "wrong_passphrase"
    assert (opens(centre, TIMURS), opens(centre, PASSPHRASE)) == ("Timur", "Aigerim")
    done.unlocked.close()
    for number, (file, passphrase, name) in enumerate(
        [(done.backup, TIMURS, "Timur"), (done.backup, PASSPHRASE, "Aigerim"), (old_backup, DANAS, "Dana")]
    ):
        back = restore(file, data_folder(tmp_path / f"restored-{number}"), passphrase, doors())
        back.close()
        assert back.register.session.user_name == name
    with pytest.raises(UserError) as refused:
        restore(done.backup, data_folder(tmp_path / "not"), DANAS, doors())
    assert refused.value.code == "wrong_passphrase"


def made_weeks_ago(backup: Path) -> Path:
    """The same backup, of a day that keeps its own."""
    return backup.rename(backup.with_name(re.sub(r"\d{8}T\d{6}Z", "20221101T120000Z", backup.name)))


def test_each_place_gets_a_backup_at_a_revoking_and_the_ones_before_are_known(centre: Unlocked, tmp_path: Path) -> None:
    dana = let_in(centre, "Dana", DANAS)
    stick = tmp_path / "stick"
    stick.mkdir()
    set_second_place(centre.register, str(stick))
    before = {made_weeks_ago(file) for file in centre.back_up().files.values()}
    assert list_open_to_revoked(centre) == ()

    done = keys.revoke_user(centre, dana)

    assert done.unlocked is not None
    assert (done.older, done.is_backup_due) == (2, False)
    assert {each.file for each in list_open_to_revoked(done.unlocked)} == before
    newest = {each.place: each.file for each in reversed(done.unlocked.list_backups())}
    assert set(newest) == {"inside", "second"}
    assert not before & set(newest.values())

    assert remove_open_to_revoked(done.unlocked) == 2
    left = [each.file for each in done.unlocked.list_backups()]
    done.unlocked.close()
    for number, file in enumerate(left):
        with pytest.raises(UserError) as refused:
            restore(file, data_folder(tmp_path / f"not {number}"), DANAS, doors())
        assert refused.value.code == "wrong_passphrase"


def test_a_stick_that_is_away_at_a_revoking_is_said_and_its_backups_are_kept_until_it_has_a_newer_one(
    centre: Unlocked, tmp_path: Path
) -> None:
    dana = let_in(centre, "Dana", DANAS)
    stick = tmp_path / "stick"
    stick.mkdir()
    set_second_place(centre.register, str(stick))
    for file in centre.back_up().files.values():
        made_weeks_ago(file)
    stick.rename(tmp_path / "away")

    done = keys.revoke_user(centre, dana)

    assert done.unlocked is not None
    assert done.backup is not None
    assert done.backup_problem is not None
    assert done.is_backup_due
    remove_open_to_revoked(done.unlocked)
    (tmp_path / "away").rename(stick)
    assert [each.place for each in list_open_to_revoked(done.unlocked)] == ["second"]
    assert remove_open_to_revoked(done.unlocked) == 1
    assert list_open_to_revoked(done.unlocked) == ()
    done.unlocked.close()


def test_only_a_manager_removes_backups_that_somebody_revoked_can_open(centre: Unlocked) -> None:
    let_in(centre, "Dana", DANAS)
    with pytest.raises(UserError) as refused:
        remove_open_to_revoked(centre.switch(DANAS))
    assert refused.value.code == "manager_only"


def test_the_old_key_opens_nothing_after_a_revoking_and_no_copy_is_left(centre: Unlocked) -> None:
    from intake_app.storage.rekey import is_key_of

    done = keys.revoke_user(centre, let_in(centre, "Dana", DANAS))
    assert done.unlocked is not None
    done.unlocked.close()

    assert not is_key_of(centre.folder.register, centre.file_key)
    assert is_key_of(centre.folder.register, done.unlocked.file_key)
    assert not list(centre.folder.root.glob(f"{copy_path(centre.folder.register).name}*"))


def test_who_was_revoked_is_in_no_list_and_their_name_is_free(centre: Unlocked) -> None:
    done = keys.revoke_user(centre, let_in(centre, "Dana", DANAS))
    assert done.unlocked is not None

    assert [each.name for each in keys.list_holders(done.unlocked)] == ["Aigerim"]
    _holder, is_new = keys.add_user(done.unlocked, "Dana", Role.VOLUNTEER, TIMURS)
    assert is_new
    assert opens(centre, TIMURS) == "Dana"
    done.unlocked.close()


def test_nobody_is_revoked_while_another_program_uses_the_register(centre: Unlocked) -> None:
    dana = let_in(centre, "Dana", DANAS)
    other = unlock(centre.folder, DANAS, doors())

    with pytest.raises(UserError) as refused:
        keys.revoke_user(centre, dana)

    assert refused.value.code == "register_in_use"
    other.close()
    register_party(centre.register, [arrival(centre)])
    assert opens(centre, DANAS) == "Dana"


def test_the_last_manager_and_oneself_cannot_be_revoked(centre: Unlocked) -> None:
    own, dana = centre.register.session.user_id, let_in(centre, "Dana", DANAS, Role.MANAGER)
    with pytest.raises(UserError) as refused:
        keys.revoke_user(centre, own)
    assert refused.value.code == "own_account"

    danas = centre.switch(DANAS)
    done = keys.revoke_user(danas, own)

    assert done.unlocked is not None
    with pytest.raises(UserError) as refused:
        keys.revoke_user(done.unlocked, dana)
    assert refused.value.code == "own_account"
    done.unlocked.close()
    assert (opens(centre, PASSPHRASE), opens(centre, DANAS)) == ("wrong_passphrase", "Dana")


def test_a_full_disk_lets_the_rotation_wait_and_the_next_unlocking_ends_it(
    centre: Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    dana = let_in(centre, "Dana", DANAS)
    saved = register_party(centre.register, [arrival(centre)])

    def stop(done: int, total: int) -> None:
        raise UserError("disk_full", "The disk is full.")

    done = keys.revoke_user(centre, dana, stop)

    assert done.problem is not None
    assert done.problem.code == "disk_full"
    assert done.unlocked is not None
    assert done.unlocked.data_key.previous is not None
    register_party(done.unlocked.register, [arrival(centre)])
    keys.add_user(done.unlocked, "Timur", Role.VOLUNTEER, TIMURS)
    written = done.unlocked.back_up().file
    done.unlocked.close()
    assert opens(centre, DANAS) == "wrong_passphrase"
    again = unlock(centre.folder, TIMURS, doors())
    assert again.data_key.previous is None
    assert again.data_key == done.unlocked.data_key
    with again.register.reading() as reading:
        assert reading.count_people() == 2 * len(saved.people)
    again.close()
    back = restore(written, data_folder(centre.folder.root.parent / "restored"), PASSPHRASE, doors())
    back.close()
    assert opens(back, TIMURS) == "Timur"


# clerks taking turns


def test_another_clerk_goes_on_at_once_and_signs_what_comes_next(centre: Unlocked) -> None:
    let_in(centre, "Dana", DANAS, Role.SHIFT_LEAD)
    before = register_party(centre.register, [arrival(centre)])

    danas = centre.switch(DANAS)
    after = register_party(danas.register, [arrival(danas)])

    assert danas.register.session.user_name == "Dana"
    told = [tell_history(danas.register, each.people[0].person_id)[0].user_name for each in (before, after)]
    assert told == ["Aigerim", "Dana"]
    danas.close()
    assert opens(centre, PASSPHRASE) == "Aigerim"


def test_a_wrong_passphrase_switches_nobody_and_the_register_stays_open(centre: Unlocked) -> None:
    with pytest.raises(UserError) as refused:
        centre.switch("nobody types this")

    assert refused.value.code == "wrong_passphrase"
    register_party(centre.register, [arrival(centre)])


def test_who_is_revoked_in_the_register_does_not_take_over(centre: Unlocked) -> None:
    from intake_app.services.users import mark_revoked

    mark_revoked(centre.register, let_in(centre, "Dana", DANAS))

    with pytest.raises(UserError) as refused:
        centre.switch(DANAS)

    assert refused.value.code == "user_revoked"
    assert opens(centre, DANAS) == "user_revoked"
    assert [(each.name, each.is_revoked) for each in keys.list_holders(centre)] == [("Aigerim", False), ("Dana", True)]


# the printed key


@pytest.fixture
def printed(centre: Unlocked) -> str:
    """The recovery key of the centre."""
    return centre.renew_recovery_key()


def test_the_printed_key_gives_the_only_manager_a_new_passphrase_and_nothing_is_lost(
    centre: Unlocked, printed: str
) -> None:
    let_in(centre, "Dana", DANAS)
    saved = register_party(centre.register, [arrival(centre)])
    centre.close()

    back = recover(centre.folder, printed.lower().replace("-", " "), TIMURS, doors())

    with back.register.reading() as reading:
        assert reading.count_people() == len(saved.people)
    back.close()
    assert (opens(centre, TIMURS), opens(centre, PASSPHRASE)) == ("Aigerim", "wrong_passphrase")
    assert opens(centre, DANAS) == "Dana"


def test_the_printed_key_gives_somebody_a_slot_who_has_none(centre: Unlocked, printed: str) -> None:
    keyring = centre.folder.keyrings()
    before = [path.read_bytes() for path in keyring]
    let_in(centre, "Dana", DANAS)
    for path, data in zip(keyring, before, strict=True):
        path.write_bytes(data)

    recover(centre.folder, printed, TIMURS, doors(), user_name="dana").close()

    assert (opens(centre, TIMURS), opens(centre, PASSPHRASE)) == ("Dana", "Aigerim")


def test_a_new_recovery_key_is_made_where_it_is_wanted_and_the_old_one_is_worth_nothing(
    centre: Unlocked, printed: str
) -> None:
    back = recover(centre.folder, printed, TIMURS, doors())
    renewed = back.renew_recovery_key()
    back.close()

    with pytest.raises(UserError) as refused:
        recover(centre.folder, printed, DANAS, doors())
    assert refused.value.code == "wrong_recovery_key"
    recover(centre.folder, renewed, DANAS, doors()).close()
    assert opens(centre, DANAS) == "Aigerim"


def test_several_managers_are_not_mixed_up(centre: Unlocked, printed: str) -> None:
    let_in(centre, "Dana", DANAS, Role.MANAGER)

    for name, code in (("", "user_needed"), ("Nobody", "user_unknown")):
        with pytest.raises(UserError) as refused:
            recover(centre.folder, printed, TIMURS, doors(), user_name=name)
        assert refused.value.code == code

    recover(centre.folder, printed, TIMURS, doors(), user_name="Dana").close()
    assert opens(centre, TIMURS) == "Dana"


def test_the_printed_key_of_another_register_opens_nothing(centre: Unlocked, tmp_path: Path) -> None:
    other = other_centre(tmp_path / "other")
    foreign = other.renew_recovery_key()
    other.close()

    with pytest.raises(UserError) as refused:
        recover(centre.folder, foreign, TIMURS, doors())

    assert refused.value.code == "wrong_recovery_key"


def test_whoever_recovers_becomes_a_manager_where_none_can_come_in(centre: Unlocked, printed: str) -> None:
    """Two desks that each revoked the other's manager leave such a register when they are merged."""
    from intake_app.services.users import mark_revoked

    let_in(centre, "Dana", DANAS)
    mark_revoked(centre.register, centre.register.session.user_id)
    centre.close()

    done = recover(centre.folder, printed, TIMURS, doors(), user_name="Dana")
    done.close()

    assert done.register.session.role is Role.MANAGER


# wrong passphrases


def test_wrong_passphrases_are_told_at_the_next_right_one_and_then_forgotten(centre: Unlocked) -> None:
    for wrong in ("one that is wrong", "another wrong one"):
        assert opens(centre, wrong) == "wrong_passphrase"
    with pytest.raises(UserError):
        centre.switch("wrong at the switch too")

    told = unlock(centre.folder, PASSPHRASE, doors())
    told.close()
    again = unlock(centre.folder, PASSPHRASE, doors())
    again.close()

    assert told.failed_unlocks is not None
    assert told.failed_unlocks.count == 3
    assert again.failed_unlocks is None


def test_five_wrong_ones_close_both_doors_for_the_right_one_but_not_for_the_printed_key(centre: Unlocked) -> None:
    printed = centre.renew_recovery_key()
    for _time in range(5):
        opens(centre, "one that is wrong")

    assert opens(centre, PASSPHRASE) == "throttled"
    with pytest.raises(UserError) as refused:
        centre.switch(PASSPHRASE)
    assert refused.value.code == "throttled"
    recover(centre.folder, printed, TIMURS, doors()).close()
    assert opens(centre, TIMURS) == "Aigerim"


def test_the_count_of_wrong_ones_lies_beside_each_copy_of_the_keyring(centre: Unlocked) -> None:
    opens(centre, "one that is wrong")

    assert [path.exists() for path in centre.folder.attempts()] == [True, True]
    assert {path.with_suffix(".keyring") for path in centre.folder.attempts()} == set(centre.folder.keyrings())


def test_the_trail_tells_who_was_let_in_revoked_and_came_instead(centre: Unlocked) -> None:
    from intake_app.storage.engine import open_connection

    dana = let_in(centre, "Dana", DANAS, Role.MANAGER)
    let_in(centre, "Timur", TIMURS)
    danas = centre.switch(DANAS)
    done = keys.revoke_user(danas, centre.register.session.user_id)
    assert done.unlocked is not None
    done.unlocked.close()

    connection = open_connection(centre.folder.register, done.unlocked.file_key)
    told = connection.execute("SELECT user_id, kind, detail FROM audit ORDER BY audit_no").fetchall()
    connection.close()
    by_dana = [(kind, detail) for user_id, kind, detail in told if user_id == dana]
    assert ("unlock", "") in by_dana
    assert ("keys", "rotated") in by_dana
    assert {detail for user_id, kind, detail in told if kind == "keys" and user_id != dana} == {"added"}
