"""What is half typed in the settings, kept over a lock, another language or another text size. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.services.drafts import forget_draft, keep_draft, list_drafts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.services.open_register import OpenRegister

DRAFT_ID = "settings"


def read_half_typed(register: OpenRegister) -> dict[str, str]:
    """The texts kept last, by field; empty where nothing was half typed."""
    kept = next((draft.fields for draft in list_drafts(register) if draft.draft_id == DRAFT_ID), {})
    return {name: str(text) for name, text in kept.items()}


def keep_half_typed(register: OpenRegister, texts: Mapping[str, str]) -> None:
    """Keep them, or that there is nothing; durable when this returns."""
    if texts:
        keep_draft(register, DRAFT_ID, texts)
    elif read_half_typed(register):
        forget_draft(register, DRAFT_ID)
