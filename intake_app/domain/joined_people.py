"""Records of one person: which of them stands for all, and whose a record was at first. Pure, over ids and changes.

Joining is a field of the one that goes (`merged_into`), so that it can be taken back, and two desks that join the same
people agree (data.md, "One mechanism"): the smallest id of all who hang together stands for them, whatever the order
they were joined in, and a ring does no harm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from intake_app.domain.changes import Change

MERGE = "merge_people"
"""The kind of the act that joins records of one person."""


def canonical_of(links: Mapping[str, str]) -> dict[str, str]:
    """Who stands for each of these people; `links` says whom each was joined into, empty for nobody.

    An id that is only pointed at (a record that has not arrived yet) holds others together and stands for nobody.
    """
    leader = {person_id: person_id for person_id in links}

    def find(person_id: str) -> str:
        while leader.setdefault(person_id, person_id) != person_id:
            leader[person_id] = leader[leader[person_id]]
            person_id = leader[person_id]
        return person_id

    for person_id, into in links.items():
        if into:
            leader[find(into)] = find(person_id)
    smallest: dict[str, str] = {}
    for person_id in sorted(links):
        smallest.setdefault(find(person_id), person_id)
    return {person_id: smallest[find(person_id)] for person_id in links}


def first_owner(changes: Iterable[Change]) -> str:
    """Whose a record was when it was made, from its changes in order; empty where its beginning is erased or not here.

    Nothing but joining and taking it back ever gives a record to somebody else.
    """
    first = next(iter(changes), None)
    return "" if first is None or first.supersedes else str(first.patch.get("person_id") or "")
