"""Commands of a scripted day in a process of their own; run by test_canary.

Standard input is JSON: a list of commands, each `{"call": [...], "stdin": "..."}`; with `"breaks"` a bug that quotes
that text is met inside. One line of JSON is answered for each: its exit status and what it said.
"""

from __future__ import annotations

import io
import json
import sys
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from unittest.mock import patch

from intake_app.cli import looking
from intake_app.cli.main import main
from intake_app.clock import SystemClock
from tests.made import doors


def run_commands() -> None:
    """Run all that stands on standard input, and answer it."""
    commands, out = json.load(sys.stdin), sys.stdout
    for command in commands:
        said, complained = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
        given = io.TextIOWrapper(io.BytesIO(command.get("stdin", "").encode()), "utf-8")
        with ExitStack() as stack:
            stack.enter_context(redirect_stdout(said))
            stack.enter_context(redirect_stderr(complained))
            stack.enter_context(patch.object(sys, "stdin", given))
            if text := command.get("breaks"):
                stack.enter_context(patch.object(looking, "find_people", side_effect=RuntimeError(text)))
            status = main(command["call"], doors=doors(SystemClock()))
        answer = {"status": status, "out": _text(said), "err": _text(complained)}
        out.write(f"{json.dumps(answer)}\n")
        out.flush()


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


if __name__ == "__main__":
    run_commands()
