"""What is said about a passphrase while it is chosen. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from intake_app.i18n import _, interface_language
from intake_app.vault.offered_words import offer_passphrase
from intake_app.vault.passphrases import SHORTEST
from intake_app.vault.strength import Strength, judge_passphrase

if TYPE_CHECKING:
    from collections.abc import Collection

Kind = Literal["muted", "warning"]


def offer_words() -> str:
    """Four random words in the language of the window."""
    return offer_passphrase(interface_language())


def say_strength(passphrase: str, names: Collection[str] = ()) -> tuple[str, Kind]:
    """How hard it is to guess, in words; nothing where nothing is typed."""
    if not passphrase:
        return "", "muted"
    sentences: dict[Strength, tuple[str, Kind]] = {
        Strength.TOO_SHORT: (_("at least {count} characters").format(count=SHORTEST), "warning"),
        Strength.VERY_WEAK: (_("guessed in minutes: take four words"), "warning"),
        Strength.WEAK: (_("easy to guess: take four words"), "warning"),
        Strength.FAIR: (_("fair; four words are better"), "muted"),
        Strength.STRONG: (_("hard to guess"), "muted"),
    }
    return sentences[judge_passphrase(passphrase, names)]
