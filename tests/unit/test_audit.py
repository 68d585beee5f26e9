from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.audit import (
    AuditEntry,
    AuditEvent,
    AuditHead,
    AuditKind,
    find_breaks,
    head_after,
    next_entry,
    parse_head,
)

KEY = bytes(range(32))
EVENTS = st.builds(
    AuditEvent,
    st.sampled_from(AuditKind),
    st.lists(st.uuids().map(str), max_size=3).map(tuple),
    st.integers(0, 10**6),
    st.sampled_from(["", "register", "personal_sheet"]),
)


def chained(events: list[AuditEvent]) -> list[AuditEntry]:
    head, entries = AuditHead(), []
    for event in events:
        entries.append(next_entry(KEY, head, "2022-11-25T18:40:00Z", "u", event))
        head = head_after(entries[-1])
    return entries


@given(st.lists(EVENTS, max_size=8))
def test_a_trail_that_nobody_touched_holds_against_every_head_it_ever_had(events: list[AuditEvent]) -> None:
    entries = chained(events)

    assert not list(find_breaks(KEY, entries, [AuditHead(), *map(head_after, entries)]))


@given(st.lists(EVENTS, min_size=1, max_size=8), st.data())
def test_an_altered_entry_is_found_where_it_stands(events: list[AuditEvent], data: st.DataObject) -> None:
    entries = chained(events)
    at = data.draw(st.integers(0, len(entries) - 1))
    other = data.draw(
        st.sampled_from(
            [{"user_id": "v"}, {"at": "2022-11-25T18:41:00Z"}, {"count": -1}, {"detail": "x"}, {"kind": "y"}]
        )
    )
    entries[at] = replace(entries[at], **other)  # type: ignore[arg-type]

    assert [(found.code, found.audit_no) for found in find_breaks(KEY, entries, [])] == [("altered", at + 1)]


@given(st.lists(EVENTS, min_size=2, max_size=8), st.data())
def test_an_entry_taken_out_of_the_middle_is_missed(events: list[AuditEvent], data: st.DataObject) -> None:
    entries = chained(events)
    gone = entries.pop(data.draw(st.integers(0, len(entries) - 2)))

    assert ("missing", gone.audit_no) in [(found.code, found.audit_no) for found in find_breaks(KEY, entries, [])]


@given(st.lists(EVENTS, min_size=1, max_size=8))
def test_a_trail_cut_off_at_its_end_shows_against_the_head_that_somebody_kept(events: list[AuditEvent]) -> None:
    entries = chained(events)
    kept = head_after(entries[-1])

    found = list(find_breaks(KEY, entries[:-1], [kept]))

    assert [(each.code, each.audit_no) for each in found] == [("cut_off", len(entries))]


def test_a_trail_written_anew_with_the_key_shows_against_the_head_that_somebody_kept() -> None:
    kept = head_after(chained([AuditEvent(AuditKind.VIEW, ("a",))])[-1])
    forged = chained([AuditEvent(AuditKind.VIEW, ("b",)), AuditEvent(AuditKind.LOCK)])

    assert [(found.code, found.audit_no) for found in find_breaks(KEY, forged, [kept])] == [("rewritten", 1)]


@given(st.lists(EVENTS, min_size=1, max_size=3))
def test_a_head_is_read_back_from_its_text(events: list[AuditEvent]) -> None:
    head = head_after(chained(events)[-1])

    assert parse_head(head.text) == head


@given(st.text(max_size=80))
def test_what_is_no_head_is_the_empty_one(text: str) -> None:
    assert parse_head(text) == AuditHead() or parse_head(text).text.lstrip("0") == text.lstrip("0")


def test_an_entry_about_very_many_names_none_of_them() -> None:
    many = tuple(str(number) for number in range(51))

    assert (AuditEvent(AuditKind.PRINT, many[:50]).subject, AuditEvent(AuditKind.PRINT, many).subject) == (
        " ".join(many[:50]),
        "",
    )
