"""The two ways a thing can go wrong that a person is told about; everything else is a bug.

A `UserError` carries a stable code for programs and one clear text for people: what happened and
what to do. It never carries personal data: it may reach a log or a standard error stream.
"""

from __future__ import annotations


class UserError(Exception):
    """Something was refused, nothing was changed, and the person in front can do something about it.

    `code` is stable and snake_case; `what` says what happened, `do` what to do next, both as full
    sentences in the interface's language; `field` names the record field it speaks of, or is empty.
    """

    exit_status = 1

    def __init__(self, code: str, what: str, do: str = "", *, field: str = "") -> None:
        super().__init__(f"{what} {do}".strip())
        self.code = code
        self.what = what
        self.do = do
        self.field = field


class DamagedError(UserError):
    """Data that is damaged or cannot be trusted; nothing was changed by looking at it."""

    exit_status = 3
