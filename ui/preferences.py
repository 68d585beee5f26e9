"""This laptop's own preferences: the look and the language of its window, in a small file that never holds a name."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from string import ascii_letters, digits
from typing import TYPE_CHECKING, Literal

from intake_app.files import make_private_folder, write_atomic
from intake_app.i18n import LANGUAGES, PSEUDO_LONG, PSEUDO_MIRRORED

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.paths import DataFolder

Scheme = Literal["system", "light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("system", "light", "dark")
SYSTEM_LANGUAGE = ""
_SPOKEN = (*LANGUAGES, PSEUDO_LONG, PSEUDO_MIRRORED)  # the last two are offered nowhere: pictures and tests write them
SCALES = (100, 110, 125, 150, 175, 200)
_LETTERS_OF_ZONES = frozenset(ascii_letters + digits + "/_+-")
_LONGEST_ZONE = 64
_LIMIT = 10_000  # bytes; a file longer than that is not ours


@dataclass(frozen=True, slots=True)
class Preferences:
    """`scheme` follows the system unless chosen; `scale` is the text size in per cent, one of SCALES.

    `language` is ISO 639-1, or empty for the system's. `time_zone` (IANA) is no choice: it is the centre's as it was
    when the register was last open, for the clock of the lock screen; empty before the first time.
    """

    scheme: Scheme = "system"
    scale: int = 100
    language: str = SYSTEM_LANGUAGE
    time_zone: str = field(default="", compare=False)

    def with_scheme(self, scheme: str) -> Preferences:
        """The same with another colour scheme; an unknown one is the system's."""
        return replace(self, scheme=next((known for known in SCHEMES if known == scheme), "system"))

    def with_scale(self, scale: int) -> Preferences:
        """The same with the nearest text size there is."""
        return replace(self, scale=min(SCALES, key=lambda known: abs(known - scale)))

    def with_language(self, language: str) -> Preferences:
        """The same in another language; an unknown one is the system's."""
        return replace(self, language=language if language in _SPOKEN else SYSTEM_LANGUAGE)

    def with_zone(self, time_zone: str) -> Preferences:
        """The same with another clock on the lock screen; what cannot be a zone is the laptop's own."""
        is_like_one = len(time_zone) <= _LONGEST_ZONE and not set(time_zone) - _LETTERS_OF_ZONES
        return replace(self, time_zone=time_zone if is_like_one else "")


def read_preferences(folder: DataFolder) -> Preferences:
    """What was chosen on this laptop; the defaults where nothing was, or the file cannot be understood."""
    try:
        with _path(folder).open(encoding="utf-8") as file:
            kept = json.loads(file.read(_LIMIT))
        chosen = Preferences().with_scheme(str(kept["scheme"])).with_scale(int(kept["scale"]))
        chosen = chosen.with_language(str(kept.get("language", SYSTEM_LANGUAGE)))
        return chosen.with_zone(str(kept.get("time_zone", "")))
    except (OSError, ValueError, KeyError, TypeError):
        return Preferences()


def keep_preferences(folder: DataFolder, preferences: Preferences) -> None:
    """Write them; UserError where the folder cannot be written."""
    make_private_folder(folder.root)
    write_atomic(_path(folder), json.dumps(asdict(preferences), indent=1).encode())


def _path(folder: DataFolder) -> Path:
    return folder.root / "window.json"
