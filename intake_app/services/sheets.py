"""The personal help sheet: what is known about one person, put into the words of a reader and of a clerk.

Pure: facts and texts in, a model out. What is never on a sheet (full birth date, document number, machine-readable
zone, phone, companions, destination, needs, a host's address) is not among the facts or not looked at here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from intake_app.domain.phones import show_phone
from intake_app.domain.report_models import AdviceLine, SheetHead, SheetModel, TonightPart
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.sheet_dates import word_dates
from intake_app.services.sheet_persons import word_recorded, word_titles
from intake_app.services.sheet_steps import word_steps

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from intake_app.domain.deadlines import Deadline
    from intake_app.domain.records import Centre, Document, Person, Stay
    from intake_app.domain.sheet_texts import SheetTexts

_MOST_SOURCES = 3
_MOST_PAGES = 2
_ADVICE = ("protection", "free", "strangers", "data")
_LAST_RESORT = "eng"
_EARLY_HOUR = re.compile(r"0([0-9]:[0-9]{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFacts:
    """What a sheet is made from; `is_held` where the person may be under 18 and no adult is recorded."""

    person: Person
    document: Document | None
    stay: Stay | None
    place_name: str
    card_number: str
    deadlines: tuple[Deadline, ...]
    centre: Centre
    today: date
    is_held: bool = False


def choose_texts(
    person: Person, centre: Centre, available: Mapping[str, SheetTexts], wanted: str = ""
) -> tuple[SheetTexts, SheetTexts | None]:
    """The reader's texts and the clerk's beside them.

    `available` is by ISO 639-1. `wanted` (639-1 or 639-3) goes before the person's languages; then comes English for
    somebody who speaks something else, and the centre's host languages, last one first, where no language is known.
    The clerk's are the first of the host languages that is not the reader's, or None.
    Raises UserError `no_sheet_language` if a language is wanted that there are no texts in.
    """
    by_code = {code: texts for texts in available.values() for code in (texts.language, texts.iso_639_3)}
    if wanted and wanted.lower() not in by_code:
        raise UserError(
            "no_sheet_language",
            _("There is no sheet in that language."),
            _("Choose one of: {languages}.").format(languages=", ".join(sorted(available))),
            field="language",
        )
    # Who speaks something else reads English sooner than the host country's language; of whom nothing is known, the
    # host languages that are shared with the neighbours come after the country's own, so they are tried first.
    guesses = (_LAST_RESORT,) if person.languages else (*reversed(centre.host_languages), _LAST_RESORT)
    order = (wanted.lower(), *person.languages, *guesses)
    reader = next((by_code[code] for code in order if code in by_code), None) or next(iter(available.values()))
    hosts = (by_code[code] for code in centre.host_languages if code in by_code)
    return reader, next((texts for texts in hosts if texts.language != reader.language), None)


def build_sheet(facts: SheetFacts, texts: SheetTexts, host_texts: SheetTexts | None) -> SheetModel:
    """The sheet of one person, fully worded.

    Raises UserError `sheet_held` where the sheet of somebody who may be a child alone waits for the lead.
    """
    if facts.is_held:
        raise UserError("sheet_held", _("This sheet is held."), _("Call the lead."))
    sleeps = facts.stay.sleeps if facts.stay else ""
    country = texts.country_sheet(facts.centre.country)
    entered_on = facts.stay.entered_on if facts.stay else ""
    return SheetModel(
        language=texts.language,
        clerk_language=host_texts.language if host_texts else "",
        head=_word_head(facts, texts, host_texts),
        recorded=word_recorded(facts.person, facts.document, entered_on, facts.centre.country, texts),
        tonight=_word_tonight(facts, texts, sleeps),
        dates_title=texts.say("dates.title"),
        dates_note="" if facts.deadlines else texts.say("dates.none" if entered_on else "dates.no_entry"),
        dates=word_dates(facts.deadlines, sleeps, facts.today, country, texts, host_texts),
        clerk_title=host_texts.say("clerk.title") if host_texts else "",
        clerk_word=texts.say("clerk.word") if host_texts else "",
        clerk_mark=host_texts.say("clerk.unreviewed") if host_texts and host_texts.review == "unreviewed" else "",
        steps_title=texts.say("steps.title"),
        steps=word_steps(facts.person.citizenship, facts.document, sleeps, country, texts, host_texts),
        advice=tuple(_word_advice(name, facts.centre.country, texts) for name in _ADVICE),
        footer=_word_footer(facts, texts, host_texts),
        turn_over=texts.say("page.turn_over"),
        notes_title=texts.say("notes.title"),
        page_labels=_word_page_labels(texts),
    )


def _word_head(facts: SheetFacts, texts: SheetTexts, host_texts: SheetTexts | None) -> SheetHead:
    centre = facts.centre
    lines = (centre.name, centre.phone_hours if centre.phone else "", centre.sheet_address)
    return SheetHead(
        titles=word_titles(facts.person, texts),
        disclaimer=texts.say("disclaimer"),
        phone=show_phone(centre.phone),
        place_lines=tuple(flat for line in lines if (flat := _flatten(line))),
        card_number=facts.card_number,
        clerk_disclaimer=host_texts.say("clerk.disclaimer") if host_texts else "",
    )


def _word_tonight(facts: SheetFacts, texts: SheetTexts, sleeps: str) -> TonightPart:
    """Only a bed of ours is named: the name of a host's place may be its address."""
    centre = facts.centre
    country = texts.country_sheet(centre.country)
    kind = sleeps if sleeps in {"here", "host", "own"} else "other"
    if kind == "here":
        place, lines = _flatten(facts.place_name) or texts.say("tonight.unplaced"), []
    else:
        place, lines = texts.say(f"tonight.{kind}.place"), [texts.say(f"tonight.{kind}.note")]
    if centre.meals and kind in {"here", "other"}:
        lines.append(texts.say("tonight.meals", meals=_join(centre.meals, texts)))
    doctor = _flatten(centre.doctor).rstrip(".") or texts.say("tonight.doctor_default")
    lines.append(texts.say("tonight.doctor", doctor=doctor))
    return TonightPart(
        title=texts.say("tonight.title"),
        place=place,
        lines=tuple(lines),
        emergency_number=country.emergency_number,
        emergency_text=texts.say(f"emergency.{country.country}") if country.emergency_number else "",
    )


def _word_advice(name: str, country: str, texts: SheetTexts) -> AdviceLine:
    said = f"advice.{name}.said"
    return AdviceLine(
        key=texts.say(f"advice.{name}.key"),
        text=texts.say(texts.first_of(f"advice.{name}.text.{country}", f"advice.{name}.text")),
        said=texts.say(said) if texts.has(said) else "",
    )


def _word_footer(facts: SheetFacts, texts: SheetTexts, host_texts: SheetTexts | None) -> str:
    """Rules as of, where they were found, and truthfully who has reviewed the words."""
    used = [each for each in (texts, host_texts) if each is not None]
    parts = [texts.say("footer.rules", today=texts.calendar.say_full(facts.today))]
    sources = _name_sources(facts, texts)
    if sources:
        parts.append(texts.say("footer.sources", sources=", ".join(sources)))
    parts.append(texts.say("footer.advice"))
    versions = "/".join(dict.fromkeys(each.version for each in used))
    reviews = ", ".join(texts.say(f"review.{each.language}.{each.review}") for each in used)
    parts.append(texts.say("footer.text", version=versions, reviews=reviews))
    return " ".join(parts)


def _name_sources(facts: SheetFacts, texts: SheetTexts) -> tuple[str, ...]:
    """Names of the sites the dates and numbers were found on, at most three, each once."""
    country = texts.country_sheet(facts.centre.country)
    urls = [deadline.sources[0].url for deadline in facts.deadlines if deadline.sources] + list(country.sources)
    sites = ((urlsplit(url).hostname or "").removeprefix("www.") for url in urls)
    return tuple(dict.fromkeys(site for site in sites if site))[:_MOST_SOURCES]


def _word_page_labels(texts: SheetTexts) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(texts.say("page.label", number=str(number + 1), count=str(count)) for number in range(count))
        for count in range(1, _MOST_PAGES + 1)
    )


def _join(meals: tuple[str, ...], texts: SheetTexts) -> str:
    """The hours as a list in words; `08:00` is said `8:00`."""
    hours = [_EARLY_HOUR.sub(r"\1", flat) for meal in meals if (flat := _flatten(meal))]
    if len(hours) < 2:
        return "".join(hours)
    return texts.say("list.comma").join(hours[:-1]) + texts.say("list.and") + hours[-1]


def _flatten(text: str) -> str:
    """A setting in one line."""
    return " ".join(text.split())
