"""Reads the sentences for whoever asks about somebody, from `seeds/handouts/asks/`, in every language there is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from intake_app.packs.fields import Fields, read_json
from intake_app.paths import seeds_folder

HANDOUT: Final = "asks"
_FORMAT: Final = 1
_FIRST = ("en", "ru", "kk")  # the order in which the clerk reads them out; what else there is follows
_KEYS = frozenset(
    {"format", "handout", "language", "iso_639_3", "version", "review", "written_on", "licence", "source"}
    | {"someone", "authority"}
)


@dataclass(frozen=True, slots=True)
class AskText:
    """The sentences in one language: large line and quiet line, for a stranger and for an official."""

    language: str
    iso_639_3: str
    version: str
    is_reviewed: bool
    someone: tuple[str, str]
    authority: tuple[str, str]


@cache
def load_asks() -> tuple[AskText, ...]:
    """The sentences in every language: English, Russian, Kazakh, then the others by their code."""
    folder = seeds_folder() / "handouts" / HANDOUT
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".json"))
    texts = [parse_ask(name, (folder / name).read_text(encoding="utf-8")) for name in names]
    order = {language: place for place, language in enumerate(_FIRST)}
    return tuple(sorted(texts, key=lambda text: (order.get(text.language, len(order)), text.language)))


def parse_ask(where: str, text: str) -> AskText:
    """The sentences in a JSON text; DamagedError names what is wrong in `where`."""
    fields = Fields(where, read_json(where, text), _KEYS)
    fields.number("format", least=_FORMAT, most=_FORMAT)
    fields.choice("handout", (HANDOUT,))
    fields.day("written_on")
    for key in ("licence", "source"):
        fields.text(key, is_required=True)
    return AskText(
        language=fields.text("language", is_required=True),
        iso_639_3=fields.text("iso_639_3", is_required=True),
        version=fields.text("version", is_required=True),
        is_reviewed=fields.choice("review", ("reviewed", "unreviewed")) == "reviewed",
        someone=_two_lines(fields, "someone"),
        authority=_two_lines(fields, "authority"),
    )


def _two_lines(fields: Fields, key: str) -> tuple[str, str]:
    lines = [line.strip() for _place, line in fields.items(key) if isinstance(line, str) and line.strip()]
    if len(lines) != 2:
        fields.refuse(key, "is not two lines of text")
    return lines[0], lines[1]
