"""Identifiers: who is meant, never what is known about them."""

from __future__ import annotations

from typing import NewType

RecordId = NewType("RecordId", str)
PersonId = NewType("PersonId", str)
UserId = NewType("UserId", str)
ActId = NewType("ActId", str)


def new_id() -> str:
    """A new UUIDv7 in its canonical text form: unique without a server, sorted by creation."""
    # Imported on first use: start-up does not need it.
    from uuid_utils import uuid7

    return str(uuid7())
