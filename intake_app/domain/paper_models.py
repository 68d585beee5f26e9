"""What is printed beside the personal sheet, already worded: bed slips for a night, and the kit for a dead laptop.

Like `report_models`: plain frozen data that `reports/` lays out and never thinks about.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BedSlip:
    """A tear-off slip: the queue's token large, the place to sleep, the card number with its code.

    `lead` stands above the place in the reader's language, `disclaimer` below; `token` may be empty. Nothing on it
    tells whether anybody is recorded.
    """

    token: str
    token_word: str
    card_number: str
    lead: str
    place: str
    disclaimer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipWords:
    """What a numbered slip says in one language."""

    not_document: str
    not_police: str
    keep: str
    lost: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePart:
    """The notice in one language: read aloud before a name is asked. `mark` says that nobody has reviewed it."""

    title: str
    lines: tuple[str, ...]
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlPart:
    """The sheets to write on: a title, what to do in three short lines, and the heads of the twelve columns.

    The first column is the printed number's. `page_label` has the placeholders `{number}` and `{count}`.
    """

    title: str
    hints: tuple[str, ...]
    heads: tuple[str, ...]
    page_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyPart:
    """A heading with lines of a label and what it says; a line without a label goes across."""

    heading: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCopy:
    """All that is held about one person, to be handed to them. `page_label` has `{number}` and `{count}`."""

    title: str
    lead: str
    parts: tuple[CopyPart, ...]
    foot: str
    page_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KitModel:
    """The paper kit of a centre: the notice, a slip and a line to write on for each of the reserved card numbers."""

    centre: str
    notices: tuple[NoticePart, ...]
    words: tuple[SlipWords, ...]
    card_numbers: tuple[str, ...]
    control: ControlPart
