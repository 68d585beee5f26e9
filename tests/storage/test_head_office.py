"""The head office helps with a backup and its age identity when nobody at the centre comes in any more."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest
from pyrage import x25519

from intake_app.domain.roles import Role
from intake_app.errors import UserError
from intake_app.opening import keys, unlock
from intake_app.opening.head_office import recipient_of, set_recipient
from intake_app.opening.recovery import recover_from_backup
from intake_app.paths import data_folder
from intake_app.services.registration import register_party
from tests.made import PASSPHRASE, arrival, doors

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.opening import Unlocked

NEW, DANAS = "quite another passphrase", "dana types this one"


@pytest.fixture
def office() -> x25519.Identity:
    """The head office's identity, as age-keygen makes one."""
    return x25519.Identity.generate()


@pytest.fixture
def sealed(centre: Unlocked, office: x25519.Identity) -> Unlocked:
    """A centre that seals its key to the head office."""
    set_recipient(centre, str(office.to_public()))
    return centre


def identity_file(office: x25519.Identity) -> str:
    return f"# created: 2022-11-25\n# public key: {office.to_public()}\n{office}\n"


def test_the_head_office_opens_a_backup_and_gives_a_new_passphrase(
    sealed: Unlocked, office: x25519.Identity, tmp_path: Path
) -> None:
    saved = register_party(sealed.register, [arrival(sealed)])
    keys.add_user(sealed, "Dana", Role.VOLUNTEER, DANAS)
    backup = sealed.backup(tmp_path)

    back = recover_from_backup(data_folder(tmp_path / "office"), backup, identity_file(office), NEW, doors())
    back.close()

    again = unlock(back.folder, NEW, doors())
    with again.register.reading() as reading:
        assert reading.count_people() == len(saved.people)
        assert reading.local("desk_code") != "A"
    again.close()
    assert again.register.session.user_name == "Aigerim"
    danas = unlock(back.folder, DANAS, doors())
    danas.close()
    with pytest.raises(UserError) as refused:
        unlock(back.folder, PASSPHRASE, doors())
    assert refused.value.code == "wrong_passphrase"


def test_the_register_on_the_laptop_itself_opens_with_the_key_in_its_backup(
    sealed: Unlocked, office: x25519.Identity, tmp_path: Path
) -> None:
    backup = sealed.backup(tmp_path)
    register_party(sealed.register, [arrival(sealed)])
    sealed.close()

    back = recover_from_backup(sealed.folder, backup, str(office), NEW, doors())
    back.close()

    again = unlock(sealed.folder, NEW, doors())
    with again.register.reading() as reading:
        assert reading.count_people() == 1
    again.close()


def test_after_a_revoking_the_new_backup_is_sealed_with_the_new_key_and_an_older_one_opens_the_register_no_more(
    sealed: Unlocked, office: x25519.Identity, tmp_path: Path
) -> None:
    dana, _is_new = keys.add_user(sealed, "Dana", Role.VOLUNTEER, DANAS)
    older = sealed.backup(tmp_path)
    done = keys.revoke_user(sealed, dana.user_id)
    assert done.unlocked is not None
    assert done.backup is not None
    done.unlocked.close()

    with pytest.raises(UserError) as refused:
        recover_from_backup(sealed.folder, older, str(office), NEW, doors())
    assert refused.value.code == "sealed_key_old"
    recover_from_backup(sealed.folder, done.backup, str(office), NEW, doors()).close()


def test_another_identity_opens_nothing_and_leaves_nothing(sealed: Unlocked, tmp_path: Path) -> None:
    backup = sealed.backup(tmp_path)

    for wrong in (str(x25519.Identity.generate()), "no identity at all", ""):
        with pytest.raises(UserError) as refused:
            recover_from_backup(data_folder(tmp_path / "office"), backup, wrong, NEW, doors())
        assert refused.value.code == "not_decrypted"
    assert not (tmp_path / "office").exists()


def test_a_passphrase_that_cannot_be_taken_leaves_nothing_behind(
    sealed: Unlocked, office: x25519.Identity, tmp_path: Path
) -> None:
    backup = sealed.backup(tmp_path)

    with pytest.raises(UserError) as refused:
        recover_from_backup(data_folder(tmp_path / "office"), backup, str(office), "short", doors())

    assert refused.value.code == "passphrase_too_short"
    assert not (tmp_path / "office").exists()


def test_a_backup_without_a_recipient_holds_no_key(centre: Unlocked, office: x25519.Identity, tmp_path: Path) -> None:
    with zipfile.ZipFile(centre.backup(tmp_path)) as archive:
        assert "head_office" not in json.loads(archive.read("manifest.json"))

    with pytest.raises(UserError) as refused:
        recover_from_backup(centre.folder, centre.backup(tmp_path), str(office), NEW, doors())
    assert refused.value.code == "not_sealed"


def test_the_recipient_can_be_changed_and_taken_away(sealed: Unlocked, tmp_path: Path) -> None:
    other = x25519.Identity.generate()
    set_recipient(sealed, f"  {other.to_public()} ")
    assert recipient_of(sealed) == str(other.to_public())
    recover_from_backup(data_folder(tmp_path / "office"), sealed.backup(tmp_path), str(other), NEW, doors()).close()

    set_recipient(sealed, "")

    assert recipient_of(sealed) == ""
    with zipfile.ZipFile(sealed.backup(tmp_path)) as archive:
        assert "head_office" not in json.loads(archive.read("manifest.json"))


def test_only_a_manager_sets_a_recipient_and_only_a_whole_one(sealed: Unlocked) -> None:
    before = recipient_of(sealed)
    with pytest.raises(UserError) as refused:
        set_recipient(sealed, "age1nonsense")
    assert refused.value.code == "recipient_unknown"
    assert str(refused.value) == "This is not the key of a head office. Copy it whole; it begins with age1."
    keys.add_user(sealed, "Dana", Role.SHIFT_LEAD, DANAS)
    with pytest.raises(UserError) as refused:
        set_recipient(sealed.switch(DANAS), str(x25519.Identity.generate().to_public()))
    assert refused.value.code == "manager_only"
    assert recipient_of(sealed) == before
