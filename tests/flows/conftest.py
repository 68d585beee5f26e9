"""The command line in a test: in this process with a cheap key derivation, or the real program."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from intake_app.cli.main import main
from tests.made import PASSPHRASE, doors, made_centre

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.clock import Clock

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = Path(sys.executable).with_name("intake-app")
CENTRE = ("--centre", "Oral, hall 1", "--code", "ORL", "--country", "KZ", "--desk", "A", "--time-zone", "Asia/Oral")


@dataclass(frozen=True)
class Answer:
    """What one call answered: exit status, standard output, standard error."""

    status: int
    out: str
    err: str

    def document(self, command: str) -> Any:
        """The one JSON document on standard output, which keeps to the command's schema in docs/cli."""
        assert self.status == 0, self.err
        value = json.loads(self.out)
        schema_of(command).validate(value)
        return value

    def refusal(self, status: int = 1) -> str:
        """The one sentence of a refusal; nothing stands on standard output and nothing is a traceback."""
        assert self.status == status, (self.status, self.out, self.err)
        assert self.out == ""
        assert "Traceback" not in self.err
        assert self.err.count("\n") == 1
        assert self.err.strip()
        return self.err.strip()


@cache
def schema_of(command: str) -> Draft202012Validator:
    schema = json.loads((ROOT / "docs/cli" / f"{command}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


class CommandLine:
    """The front door in this process, on one data folder."""

    def __init__(self, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.data = data
        self.clock: Clock | None = None
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *arguments: str | Path, stdin: str | bytes = b"", passphrase: str = PASSPHRASE) -> Answer:
        """One call with `--data` first; `stdin` is what is piped in."""
        data = stdin.encode() if isinstance(stdin, str) else stdin
        self._monkeypatch.setenv("INTAKE_PASSPHRASE", passphrase)
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        given = [str(argument) for argument in ("--data", self.data, *arguments)]
        status = main(given, doors=doors(self.clock))
        captured = self._capsys.readouterr()
        return Answer(status, captured.out, captured.err)

    def json(self, command: str, *arguments: str | Path, stdin: str | bytes = b"") -> Any:
        """The answer of a command that is done, checked against its schema."""
        return self(command, *arguments, "--json", stdin=stdin).document(command)

    def record(self, **fields: Any) -> Any:
        """Register one made-up person; answers the object of the answer."""
        flat = {"family_name": "Иванов", "given_name": "Сергей", **fields}
        people = self.json("register", "--from", "-", stdin=json.dumps(flat))["people"]
        return people[0]


@pytest.fixture
def unset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """A command line on a folder without a register."""
    return CommandLine(tmp_path / "centre", monkeypatch, capsys)


@pytest.fixture
def cli(unset: CommandLine) -> CommandLine:
    """A command line on a new centre in Oral, on the evening of 25 November 2022."""
    made_centre(unset.data).close()
    return unset


def run_program(
    *arguments: str | Path,
    passphrase: str | None = PASSPHRASE,
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
) -> Answer:
    """Run the installed program as a process of its own."""
    environment = {name: value for name, value in os.environ.items() if name != "INTAKE_PASSPHRASE"} | dict(env or {})
    if passphrase is not None:
        environment["INTAKE_PASSPHRASE"] = passphrase
    done = subprocess.run(
        [str(PROGRAM), *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env=environment,
        check=False,
        timeout=120,
    )
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())
