"""The optional second row of a file: HXL hashtags, which humanitarian tools read columns by.

Tags and attributes after the HXL core schema; a column without one of its own is `#x_` and its name.
"""

from __future__ import annotations

_TAGS = {
    "person_id": "#respondee+id",
    "card_number": "#respondee+card+id",
    "birth_date": "#date+birth",
    "citizenship": "#country+citizenship+v_iso3",
    "document_country": "#country+document+v_iso3",
    "phone": "#contact+phone",
    "entered_on": "#date+entry",
    "arrived_on": "#date+arrival",
    "departed_on": "#date+departure",
    "entry_point": "#loc+entry",
    "destination": "#loc+dest",
    "place_name": "#loc+name",
    "place_id": "#loc+id",
    "group_id": "#group+id",
    "starts_on": "#date+start",
    "ends_on": "#date+end",
    "status": "#status",
}


def hxl_row(fields: tuple[str, ...]) -> list[str]:
    """The hashtags of these columns."""
    return [_TAGS.get(name, f"#x_{name}") for name in fields]


def is_hxl_row(cells: list[str]) -> bool:
    """Whether a row of a file is hashtags: no id of ours begins like that."""
    return bool(cells) and cells[0].startswith("#")
