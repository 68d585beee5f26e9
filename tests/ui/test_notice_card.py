from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.packs.notices import load_notices
from ui.desk.notice_card import NoticeCard

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_no_language_of_the_notice_is_cut_off_and_none_moves_the_answers(qtbot: QtBot) -> None:
    card = NoticeCard(load_notices())
    qtbot.addWidget(card)
    card.setFixedWidth(294)
    card.show()
    places = set()

    for language in load_notices():
        card.show_language(language)
        assert card._words.height() >= card._words.heightForWidth(card._words.width())
        places.add(card.answers.y())

    assert len(load_notices()) > 1
    assert len(places) == 1
