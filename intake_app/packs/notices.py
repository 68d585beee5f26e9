"""Reads the notice that is given before a name is asked, from `seeds/handouts/notice/`, in every language there is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from intake_app.packs.fields import Fields, read_json, refuse
from intake_app.paths import seeds_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

HANDOUT: Final = "notice"
_FORMAT: Final = 1
_KEYS = frozenset(
    {"format", "handout", "language", "iso_639_3", "version", "review", "written_on", "licence", "source", "lines"}
)


@dataclass(frozen=True, slots=True)
class NoticeText:
    """The notice in one language: its version, whether a speaker has signed it, and its lines in order."""

    language: str
    iso_639_3: str
    version: str
    is_reviewed: bool
    lines: tuple[str, ...]


@cache
def load_notices() -> Mapping[str, NoticeText]:
    """The notice in every language, by ISO 639-3, the order that of the files' names."""
    folder = seeds_folder() / "handouts" / HANDOUT
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".json"))
    notices = [parse_notice(name, (folder / name).read_text(encoding="utf-8")) for name in names]
    return MappingProxyType({notice.iso_639_3: notice for notice in notices})


def parse_notice(where: str, text: str) -> NoticeText:
    """The notice in a JSON text; DamagedError names what is wrong in `where`."""
    fields = Fields(where, read_json(where, text), _KEYS)
    fields.number("format", least=_FORMAT, most=_FORMAT)
    fields.choice("handout", (HANDOUT,))
    fields.day("written_on")
    for key in ("licence", "source"):
        fields.text(key, is_required=True)
    lines = []
    for place, line in fields.items("lines"):
        if not isinstance(line, str) or not line.strip():
            refuse(place, "is not text")
        lines.append(line)
    if not lines:
        fields.refuse("lines", "is empty")
    return NoticeText(
        language=fields.text("language", is_required=True),
        iso_639_3=fields.text("iso_639_3", is_required=True),
        version=fields.text("version", is_required=True),
        is_reviewed=fields.choice("review", ("reviewed", "unreviewed")) == "reviewed",
        lines=tuple(lines),
    )
