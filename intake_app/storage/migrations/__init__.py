"""Bringing a register's tables to this version, in the process and on the keyed connection only.

Alembic is imported only when there is something to do.
"""

from __future__ import annotations

from importlib.resources import files

from sqlalchemy import Engine, inspect

from intake_app.errors import UserError
from intake_app.i18n import _

HEAD = "0007"
"""The newest revision; a test compares it with the scripts and the tables."""


def revision_of(engine: Engine) -> str:
    """The revision a register stands at; empty for a new file."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return ""
        return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or "")


def is_current(engine: Engine) -> bool:
    """Whether the register needs no upgrade; a newer one than this program raises UserError."""
    revision = revision_of(engine)
    if revision > HEAD:
        raise UserError(
            "register_newer",
            _("This register was made by a newer version of Intake."),
            _("Install the newer version on this laptop."),
        )
    return revision == HEAD


def upgrade(engine: Engine) -> None:
    """Run what is missing, in one transaction with the record of it."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("intake_app.storage") / "migrations"))
    with engine.connect().execution_options(is_writing=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
