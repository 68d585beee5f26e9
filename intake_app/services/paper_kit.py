"""The paper kit: card numbers set aside and printed before the laptop or the printer dies, typed in afterwards.

`reserve_kit` sets numbers aside, which nobody else is then given; `read_kit` words what is printed for those not typed
in yet; a slip's number goes into `Arrival.card_number` when its line is typed in. From the first run:

    kit = reserve_kit(register, 40)
    pdf = render_kit(read_kit(register, kit.kit, notices))  # reports.paper_kit; notices from packs, as NoticePart
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.ids import new_id
from intake_app.domain.local_records import ReservedCard
from intake_app.domain.paper_models import ControlPart, KitModel, NoticePart, SlipWords
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.open_register import OpenRegister, centre_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.domain.records import Centre
    from intake_app.domain.sheet_texts import SheetTexts

USUAL_COUNT = 40
MOST_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Kit:
    """Numbers set aside together: when (ISO, UTC), how many, and those that nobody has typed in yet."""

    kit: str
    reserved_at: str
    count: int
    unused: tuple[str, ...]

    @property
    def typed_in(self) -> int:
        """How many of its people are in the register."""
        return self.count - len(self.unused)


def reserve_kit(register: OpenRegister, count: int = USUAL_COUNT) -> Kit:
    """Set numbers aside, durable when this returns; UserError for none or more than 400."""
    if not 1 <= count <= MOST_AT_ONCE:
        raise UserError(
            "kit_size",
            _("A paper kit is for 1 to {most} people.").format(most=MOST_AT_ONCE),
            _("Give a number between them."),
            field="count",
        )
    kit, at = new_id(), f"{register.clock.now():%Y-%m-%dT%H:%M:%SZ}"
    with register.writing("reserve_kit") as unit:
        numbers = tuple(unit.next_card_number() for _number in range(count))
        for number in numbers:
            unit.keep(ReservedCard(card_number=number, reserved_at=at, kit=kit))
        unit.commit()
    return Kit(kit, at, count, numbers)


def list_kits(register: OpenRegister) -> tuple[Kit, ...]:
    """Every kit made on this laptop, newest first."""
    with register.reading() as reading:
        cards = reading.kept(ReservedCard)
    kits: dict[str, list[ReservedCard]] = {}
    for card in filter(lambda card: card.is_of_kit, cards):
        kits.setdefault(card.kit, []).append(card)
    made = [
        Kit(kit, group[0].reserved_at, len(group), tuple(card.card_number for card in group if not card.used_by))
        for kit, group in kits.items()
    ]
    return tuple(sorted(made, key=lambda kit: (kit.reserved_at, kit.kit), reverse=True))


def read_kit(register: OpenRegister, kit: str, notices: Mapping[str, Sequence[str]]) -> KitModel:
    """What is printed for a kit: the numbers that nobody has typed in yet. `notices` are lines by ISO 639-3.

    UserError where all were typed in, or the kit is not this laptop's.
    """
    with register.reading() as reading:
        centre = centre_of(reading)
        numbers = tuple(card.card_number for card in reading.kept(ReservedCard, kit=kit) if not card.used_by)
    if not numbers:
        raise UserError("kit_used", _("Every number of this kit was typed in."), _("Make a new paper kit."))
    texts = order_texts(centre, register.sheet_texts())
    return KitModel(
        centre=" · ".join(filter(None, (centre.name, centre.phone))),
        notices=tuple(_word_notice(each, notices[each.iso_639_3]) for each in texts if each.iso_639_3 in notices),
        words=tuple(_word_slip(each) for each in texts),
        card_numbers=numbers,
        control=word_control(),
    )


def order_texts(centre: Centre, available: Mapping[str, SheetTexts]) -> tuple[SheetTexts, ...]:
    """The texts in every language, the host country's first, in the centre's order."""
    order = {code: place for place, code in enumerate(centre.host_languages)}
    return tuple(sorted(available.values(), key=lambda each: (order.get(each.iso_639_3, len(order)), each.language)))


def word_control() -> ControlPart:
    """The sheets to write on are for those who work here: in the window's language."""
    return ControlPart(
        title=_("Control sheet: one line for each person"),
        hints=(
            _("1. Read the notice aloud first. Then give one slip, and write on the line with the slip's number."),
            _("2. Write names as in the document, in its letters. Leave empty what is not known."),
            _("3. Type every line in by its number when the laptop works. Then lock these sheets away or shred them."),
        ),
        heads=(
            _("Card"),
            _("Family name"),
            _("Given name"),
            _("Born"),
            _("Sex"),
            _("Document"),
            _("Number"),
            _("Entered"),
            _("Sleeps"),
            _("Phone"),
            _("Speaks"),
            _("Urgent"),
        ),
        page_label=_("Sheet {number} of {count}"),
    )


def _word_notice(texts: SheetTexts, lines: Sequence[str]) -> NoticePart:
    mark = texts.say(f"review.{texts.language}.{texts.review}") if texts.review == "unreviewed" else ""
    return NoticePart(title=texts.say("notice.title"), lines=tuple(lines), mark=mark)


def _word_slip(texts: SheetTexts) -> SlipWords:
    return SlipWords(
        not_document=texts.say("slip.not_document"),
        not_police=texts.say("slip.not_police"),
        keep=texts.say("slip.keep"),
        lost=texts.say("slip.lost"),
        token=texts.say("slip.token"),
    )
