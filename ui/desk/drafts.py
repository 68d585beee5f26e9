"""The form as a draft, so that a power cut or a lock loses nothing that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.desk.form import NOTICE_ANSWERS, SPEAK_ALONE, Party
from ui.desk.guesses import settle
from ui.desk.slots import KINDS, ORDER, read_slot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.desk.form import DeskForm

DRAFT_ID = "desk"


def keep_form(form: DeskForm) -> dict[str, Any]:
    """What a draft holds; empty where there is nothing worth keeping."""
    if form.notice == SPEAK_ALONE or not (form.has_typed() or form.party.group_id):
        return {}
    return {
        "slots": {name: slot.kept() for name, slot in form.slots.items() if slot.raw},
        "kind": form.kind.code,
        "notice": [form.notice, form.notice_language, form.notice_version],
        "as_told": form.is_as_told,
        "mrz": form.mrz,
        "group_id": form.party.group_id,
        "person_ids": list(form.party.person_ids),
        "cards": list(form.party.cards),
        "has_adult": form.party.has_adult,
        "told": form.party.told,
        "known_as": form.known_as,
        "dismissed": list(form.dismissed),
        "taken_token": form.taken_token,
    }


def restore_form(form: DeskForm, kept: Mapping[str, Any]) -> None:
    """Put a draft back; what this version of the form does not know is left out."""
    form.clear()
    form.choose_kind(next((kind for kind in KINDS if kind.code == kept.get("kind")), form.kind))
    notice = [str(each) for each in kept.get("notice", ())]
    if len(notice) == 3 and notice[0] in NOTICE_ANSWERS:
        form.answer_notice(notice[0], notice[1], notice[2])
    form.is_as_told = kept.get("as_told") is True
    form.mrz = str(kept.get("mrz", ""))
    people, cards = (tuple(str(each) for each in kept.get(name, ())) for name in ("person_ids", "cards"))
    told = kept.get("told")
    form.party = Party(
        group_id=str(kept.get("group_id", "")),
        person_ids=people,
        cards=cards,
        has_adult=kept.get("has_adult") is True,
        told=told if isinstance(told, int) else 0,
    )
    form.known_as = str(kept.get("known_as", ""))
    form.dismissed = tuple(str(each) for each in kept.get("dismissed", ()))
    form.taken_token = str(kept.get("taken_token", ""))
    for name, slot in kept.get("slots", {}).items():
        if name in form.slots:
            found = read_slot(slot)
            is_half_typed = found.state == "empty" and found.raw
            is_kept = found.state == "guess" or (is_half_typed and name in ORDER)
            form.slots[name] = found if is_kept else settle(name, found, form.facts)
    form.derive()
