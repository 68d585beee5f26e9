"""Which seals of pages count: those of the file, but for the pages whose newest copy stands in the log beside it."""

from __future__ import annotations

from contextlib import closing, contextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from intake_app.services.registration import register_party
from intake_app.storage.backup import is_sound
from intake_app.storage.engine import open_connection
from intake_app.storage.seals import broken_seals, pages_in
from intake_app.storage.verdict import is_damaged
from tests.made import arrival, made_centre

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from intake_app.opening import Unlocked

PAGE = 4096
FRAME = 24 + PAGE
SEALS = "PRAGMA cipher_integrity_check"


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Unlocked]:
    centre = made_centre(tmp_path / "centre")
    yield centre
    centre.close()


@contextmanager
def connected(centre: Unlocked) -> Iterator[Any]:
    with closing(open_connection(centre.folder.register, centre.file_key)) as connection:
        yield connection


def log_of(centre: Unlocked) -> Path:
    return centre.folder.register.with_name("register.db-wal")


def make_hole(reader: Any, other: Any) -> None:
    """Leave a page in the log alone, as a log does that is written back while somebody still reads an older view."""
    other.execute("CREATE TABLE one (x)")
    other.execute("CREATE TABLE two (x)")
    for table in ("one", "two") * 4:  # in pages by turns
        other.execute(f"INSERT INTO {table} VALUES (randomblob(3000))")
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM one").fetchone()
    other.execute("UPDATE one SET x = randomblob(3000)")  # the log may not be written back so far while it reads
    other.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    assert other.execute(SEALS).fetchall(), "the file has no hole"


def test_a_page_that_stands_in_the_log_and_not_yet_in_the_file_is_no_damage(centre: Unlocked) -> None:
    with connected(centre) as reader, connected(centre) as other:
        make_hole(reader, other)
        assert broken_seals(other) == []
        assert not other.in_transaction
        assert broken_seals(reader) == []
        assert reader.in_transaction
        assert is_sound(other)
        assert not is_damaged(centre.folder.register, centre.file_key)
        assert centre.check().findings == ()


class Watched:
    """A connection beside which something happens once it has been asked for its seals."""

    def __init__(self, connection: Any, meanwhile: Callable[[], object]) -> None:
        self._connection = connection
        self._meanwhile = meanwhile

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, statement: str) -> Any:
        asked = self._connection.execute(statement)
        if statement != SEALS:
            return asked
        rows = asked.fetchall()
        self._meanwhile()
        return SimpleNamespace(fetchall=lambda: rows)


def test_no_page_leaves_the_log_between_the_seals_and_the_look_into_it(centre: Unlocked) -> None:
    with connected(centre) as reader, connected(centre) as other, connected(centre) as third:
        make_hole(reader, other)
        other.execute("PRAGMA busy_timeout = 0")

        def empty_the_log() -> None:
            reader.rollback()
            other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

        assert broken_seals(Watched(third, empty_the_log)) == []
        assert pages_in(log_of(centre))


def test_a_page_torn_while_the_log_was_written_back_is_no_damage_but_any_other_is(centre: Unlocked) -> None:
    with connected(centre) as reader, connected(centre) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM person").fetchone()
        register_party(centre.register, [arrival(centre)])
        in_log = pages_in(log_of(centre))
        last = centre.folder.register.stat().st_size // PAGE
        not_in_log = max(set(range(2, last + 1)) - in_log)

        damage(centre.folder.register, (max(page for page in in_log if page <= last) - 1) * PAGE + 2000)
        assert other.execute(SEALS).fetchall()
        assert broken_seals(other) == []
        assert not is_damaged(centre.folder.register, centre.file_key)

        damage(centre.folder.register, (not_in_log - 1) * PAGE + 2000)
        assert broken_seals(other) == [f"HMAC verification failed for page {not_in_log}"]
        assert is_damaged(centre.folder.register, centre.file_key)


def damage(file: Path, place: int) -> None:
    with file.open("r+b") as written:
        written.seek(place)
        byte = written.read(1)[0]
        written.seek(place)
        written.write(bytes([byte ^ 1]))


def damaged_at(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def test_of_a_log_counts_what_the_engine_would_read_of_it(centre: Unlocked, tmp_path: Path) -> None:
    with connected(centre) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        assert pages_in(log_of(centre)) == frozenset()
        other.execute("CREATE TABLE first (x)")
        first = pages_in(log_of(centre))
        frames = log_of(centre).stat().st_size // FRAME
        other.execute("CREATE TABLE second AS SELECT randomblob(20000)")  # in several frames
        log = log_of(centre).read_bytes()
        assert (len(log) - 32) % FRAME == 0
        both, newest = pages_in(log_of(centre)), other.execute("PRAGMA page_count").fetchone()[0]
        assert newest in both
        assert newest not in first
        other.execute("DROP TABLE first")
        other.execute("DROP TABLE second")

    copy = tmp_path / "log"
    for damaged, still in (
        (log[: len(log) - 1], first),  # the last commit is not whole
        (damaged_at(log, 32 + frames * FRAME + 5), first),  # its first is another
        (damaged_at(log, 40), frozenset()),  # salt of another round
        (log[:32] + log[32:][::-1], frozenset()),
        (damaged_at(log, 0), frozenset()),
        (damaged_at(log, 12), frozenset()),  # the header does not add up
        (damaged_at(log, 30), frozenset()),
        (log[:20], frozenset()),
    ):
        copy.write_bytes(damaged)
        assert pages_in(copy) == still
    copy.write_bytes(log)
    assert pages_in(copy) == both
