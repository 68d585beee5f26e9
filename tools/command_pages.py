"""Writes the commands' own help as one page, so that the page cannot say anything else than the program.

python -m tools.command_pages docs/cli/commands.md
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake_app.cli import main as door

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADING = "# Commands\n\nWritten by `make docs` from `intake-app --help`.\n"
WIDTH = 100


def sections(command: click.Command, name: str, parent: click.Context | None = None) -> Iterator[str]:
    """The help of `command` and of every command below it, each as a section in Markdown."""
    context = click.Context(command, info_name=name, parent=parent, max_content_width=WIDTH, terminal_width=WIDTH)
    yield f"## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            if found is not None:
                yield from sections(found, below, context)


def program() -> click.Command:
    """The command line's top command, wherever in the door's module it stands."""
    return next(each for each in vars(door).values() if isinstance(each, click.Group))


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join([HEADING, *sections(program(), "intake-app")]), encoding="utf-8")
    print(target)
