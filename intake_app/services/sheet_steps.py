"""The next steps in words: which ones follows from the country, the papers and whether the person travels on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.report_models import ClerkNote, StepRow

if TYPE_CHECKING:
    from intake_app.domain.records import Document
    from intake_app.domain.sheet_texts import CountrySheet, SheetTexts

_NO_PAPER = "none"


@dataclass(frozen=True, slots=True)
class _Case:
    """What the words of a step depend on; `paper` is a document type or `none`."""

    country: CountrySheet
    paper: str
    is_free_to_work: bool


def word_steps(
    citizenship: str,
    document: Document | None,
    sleeps: str,
    country: CountrySheet,
    texts: SheetTexts,
    host_texts: SheetTexts | None,
) -> tuple[StepRow, ...]:
    """The steps that this person needs, the next one first. A paper that nobody has seen counts as none."""
    has_paper = document is not None and not document.as_told
    paper = document.document_type if document is not None and has_paper else _NO_PAPER
    case = _Case(country, paper, citizenship in country.free_to_work)
    if sleeps == "leaving":
        rules = country.steps_leaving
    else:
        rules = country.steps if has_paper else country.steps_without_papers
    names = [rule.name for rule in rules if citizenship not in rule.not_for]
    if not has_paper:
        names = ["papers" if name == "photo" else name for name in names]
    return tuple(_word_step(name, case, texts, host_texts) for name in names)


def _word_step(name: str, case: _Case, texts: SheetTexts, host_texts: SheetTexts | None) -> StepRow:
    work = "work_free" if case.is_free_to_work else "work_ask"
    bring = [_say(name, "bring", case, texts)]
    if texts.has(f"step.{name}.{work}"):
        bring.append(texts.say(f"step.{name}.{work}"))
    return StepRow(
        word=_say(name, "word", case, texts),
        place=_say(name, "place", case, texts),
        act=_say(name, "act", case, texts),
        bring=" ".join(bring),
        clerk=_word_clerk(name, case, host_texts) if host_texts else None,
    )


def _word_clerk(name: str, case: _Case, texts: SheetTexts) -> ClerkNote:
    work = f"step.{name}." + ("clerk_free" if case.is_free_to_work else "clerk_ask")
    text = texts.say(work) if texts.has(work) else _say(name, "clerk_text", case, texts)
    return ClerkNote(title=_say(name, "clerk_title", case, texts), text=text)


def _say(name: str, part: str, case: _Case, texts: SheetTexts) -> str:
    """A part of a step in the words for the country or the paper, else in the general ones."""
    key = texts.first_of(
        f"step.{name}.{case.country.country}.{part}", f"step.{name}.{part}.{case.paper}", f"step.{name}.{part}"
    )
    paper = texts.say(texts.first_of(f"paper.{case.paper}", "paper.other"))
    clerk_paper = texts.say(texts.first_of(f"clerk_paper.{case.paper}", "clerk_paper.other"))
    return texts.say(key, paper=paper, clerk_paper=clerk_paper, helpline=case.country.helpline)
