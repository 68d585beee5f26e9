"""What is left by those who ask: messages for somebody and requests of authorities. Nobody is searched for.

They are this laptop's own (`domain.local_records.Message`), kept 30 days, and read by the lead, who decides whether a
message reaches anybody.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from intake_app.domain.audit import AuditKind
from intake_app.domain.changes import Changes
from intake_app.domain.ids import new_id
from intake_app.domain.local_records import Message
from intake_app.domain.names import NameProblem, clean_name
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.access import pages_of, refuse_volunteer
from intake_app.services.open_register import OpenRegister, centre_of

KEPT_DAYS = 30
"""How long a message is kept, the day it was left counted as the first (product.md, "The delicate moments")."""
LONGEST = {"for_whom": 200, "from_whom": 200, "reach": 200, "body": 500}
"""Characters that each part may have."""
REMOVED = "removed"
"""The kind of what the lead removed before its time: who and why are left of it until its time is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What was said, as it was typed. `reach` of an authority's is the reference of the written request,
    `for_whom` its office.
    """

    kind: str = "message"
    for_whom: str = ""
    from_whom: str = ""
    reach: str = ""
    body: str = ""


def keep_message(register: OpenRegister, note: Note) -> Message:
    """Keep what somebody has left, durable when this returns; UserError names the field that is missing or wrong.

    A message needs to say for whom or what; a request needs its name and office. Anybody at the desk may take one.
    """
    cleaned = _clean(note)
    now = register.clock.now()
    with register.writing("message") as unit:
        last = register.today(centre_of(unit)) + timedelta(days=KEPT_DAYS - 1)
        message = Message(
            message_id=new_id(),
            kind=cleaned.kind,
            kept_at=f"{now:%Y-%m-%dT%H:%M:%SZ}",
            keep_until=last.isoformat(),
            for_whom=cleaned.for_whom,
            from_whom=cleaned.from_whom,
            reach=cleaned.reach,
            body=cleaned.body,
        )
        unit.keep(message)
        unit.commit()
    return message


def list_messages(register: OpenRegister) -> tuple[Message, ...]:
    """Every message kept, the newest first; a volunteer is refused."""
    refuse_volunteer(register.session)
    with register.reading() as reading:
        found = sorted(reading.kept(Message), key=lambda each: (each.kept_at, each.message_id), reverse=True)
    register.witness(AuditKind.LIST, count=len(found), detail="messages")
    return tuple(found)


def count_unread(register: OpenRegister) -> int:
    """How many messages nobody has read; 0 for whom they are not for."""
    if "messages" not in pages_of(register.session.role):
        return 0
    with register.reading() as reading:
        return reading.count_kept(Message, seen_at="")


def mark_read(register: OpenRegister, message_id: str) -> Changes:
    """Note when a message was read first; one that is gone is no error."""
    refuse_volunteer(register.session)
    with register.writing("message") as unit:
        for message in unit.kept(Message, message_id=message_id):
            if not message.seen_at:
                unit.keep(replace(message, seen_at=f"{register.clock.now():%Y-%m-%dT%H:%M:%SZ}"))
        unit.commit()
    return changed(message_id)


def remove_message(register: OpenRegister, message_id: str, reason: str) -> Changes:
    """Take away a message's words before its time; UserError without a reason.

    Until its time is over there stays who removed it (`from_whom`), when (`seen_at`) and why (`body`).
    """
    refuse_volunteer(register.session)
    if not reason.strip():
        raise UserError(
            "reason_missing", _("Removing needs a reason."), _("Say in a few words why, then remove."), field="reason"
        )
    why = _clean_text("reason", reason, LONGEST["body"])
    with register.writing("message") as unit:
        for message in unit.kept(Message, message_id=message_id):
            unit.keep(
                Message(
                    message_id=message_id,
                    kind=REMOVED,
                    kept_at=message.kept_at,
                    keep_until=message.keep_until,
                    from_whom=register.session.user_name,
                    body=why,
                    seen_at=f"{register.clock.now():%Y-%m-%dT%H:%M:%SZ}",
                )
            )
        unit.commit()
    return changed(message_id)


def changed(message_id: str) -> Changes:
    """What the screens are told when a message is new, read or removed."""
    return Changes(tables=frozenset({"message"}), record_ids=(message_id,))


def forget_old_messages(register: OpenRegister) -> int:
    """Remove the messages whose 30 days are over; answers how many. Done at each unlock, whoever unlocks."""
    with register.reading() as reading:
        today = register.today(centre_of(reading))
        old = [message for message in reading.kept(Message) if date.fromisoformat(message.keep_until) < today]
    if old:
        with register.writing("message") as unit:
            for message in old:
                unit.drop(Message, message.message_id)
            unit.commit()
    return len(old)


def _clean(note: Note) -> Note:
    texts = {name: _clean_text(name, getattr(note, name), longest) for name, longest in LONGEST.items()}
    cleaned = replace(note, **texts)
    if note.kind == "authority":
        _need(cleaned.from_whom, "from_whom", _("The name of who asks is missing."))
        _need(cleaned.for_whom, "for_whom", _("The office is missing."))
    else:
        _need(cleaned.for_whom, "for_whom", _("For whom the message is, is missing."))
        _need(cleaned.body, "body", _("What to tell is missing."))
    return cleaned


def _need(text: str, field: str, problem: str) -> None:
    if not text:
        raise UserError("message_incomplete", problem, _("Ask for it, then keep the message."), field=field)


def _clean_text(field: str, text: str, longest: int) -> str:
    try:
        return clean_name(text, longest)
    except NameProblem:
        raise UserError(
            "message_refused",
            _("This holds characters that cannot be kept, or is too long."),
            _("Correct it and keep the message."),
            field=field,
        ) from None
