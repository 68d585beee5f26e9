"""Which words names here are made of, as a sample: what somebody who begins to type may be about to type."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from intake_app.services.access import Sight, person_line
from intake_app.services.open_register import centre_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.services.list_orders import ListOrders
    from intake_app.services.open_register import OpenRegister

SAMPLE = 1_000
"""People looked at."""


def sample_name_words(register: OpenRegister, orders: ListOrders) -> Mapping[str, int]:
    """The words of the names of some people spread over everybody, without capitals, and how often each was seen.

    Nobody counts whom this session may not see whole. It takes as long as a second where nobody was read yet.
    """
    seen: Counter[str] = Counter()
    with register.reading() as reading:
        everybody = orders.everybody(reading, "name")
        some = everybody[:: max(1, len(everybody) // SAMPLE)]
        today = register.today(centre_of(reading)).isoformat()
        for row in reading.list_rows(some, today).values():
            person = row.person
            if person_line(register.session, row).sight is Sight.WHOLE:
                own = (person.family_name, person.given_name, person.patronymic)
                names = (*own, person.family_name_latin, person.given_name_latin)
                seen.update(word for name in names for word in name.casefold().split())
        reading.let_go()
    return seen
