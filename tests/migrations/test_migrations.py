from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from intake_app.errors import UserError
from intake_app.opening import REGISTER_KEY, unlock
from intake_app.paths import data_folder
from intake_app.services.people import find_people, open_person
from intake_app.storage import migrations
from intake_app.storage.engine import open_connection, open_engine
from intake_app.storage.tables import metadata
from tests.made import PASSPHRASE, doors, made_centre

if TYPE_CHECKING:
    from intake_app.opening import Unlocked

KEPT = Path(__file__).parent / "kept"
SCRIPTS = Path(migrations.__file__).parent


@pytest.fixture
def centre(tmp_path: Path) -> Unlocked:
    return made_centre(tmp_path / "centre")


def test_the_newest_revision_in_the_code_is_the_newest_script() -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))

    assert ScriptDirectory.from_config(config).get_heads() == [migrations.HEAD]


def test_a_register_brought_up_by_the_scripts_has_exactly_the_tables_of_the_code(centre: Unlocked) -> None:
    engine = open_engine(centre.folder.register, centre.data_key.subkey(REGISTER_KEY))
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, *_rest: name != "alembic_version"}
        )
        differences = [
            difference
            for difference in compare_metadata(context, metadata)
            if not str(getattr(difference[1], "name", "")).startswith("search_text")
        ]
    engine.dispose()
    centre.close()

    assert differences == []


def test_a_register_of_a_newer_program_is_refused_in_a_sentence_and_left_alone(centre: Unlocked) -> None:
    centre.close()
    connection = open_connection(centre.folder.register, centre.data_key.subkey(REGISTER_KEY))
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()

    with pytest.raises(UserError) as refused:
        unlock(centre.folder, PASSPHRASE, doors())

    assert refused.value.code == "register_newer"


@pytest.mark.parametrize("kept", sorted(KEPT.iterdir()), ids=lambda folder: folder.name)
def test_a_register_of_every_released_version_opens_with_all_it_held(kept: Path, tmp_path: Path) -> None:
    shutil.copytree(kept, tmp_path / "kept")

    unlocked = unlock(data_folder(tmp_path / "kept"), PASSPHRASE, doors())
    found = find_people(unlocked.register, "Хранимый")
    file = open_person(unlocked.register, found[0].row.person.person_id)
    findings = unlocked.check().findings
    unlocked.close()

    assert len(found) == 1
    assert (file.person.birth_date, file.place_name, len(file.documents)) == ("1997-05-25", "Hall 1, mat 1", 1)
    assert findings == ()
