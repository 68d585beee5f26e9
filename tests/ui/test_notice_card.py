from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.packs.notices import load_notices
from tests.ui.clipping import settle
from ui.desk.decisions import CardWords
from ui.desk.notice_card import NoticeCard
from ui.desk.panel import DeskPanel

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


def test_the_card_of_a_decision_has_room_for_every_answer_however_long_its_words_become(qtbot: QtBot) -> None:
    panel = DeskPanel(load_notices())
    qtbot.addWidget(panel)
    panel.setFixedWidth(294)
    panel.show_page("outlook")
    panel.show()
    answers = (("F7", "Yes, new stay"), ("F8", "No, someone else"), ("Enter", "Not sure"))
    places = []

    for reasons in ("same name", "same document number, same name and birth date", "one reason after the other " * 9):
        panel.show_card(CardWords("Looks like", "S. I., born 1997", (reasons,), "Have you stayed here?", answers))
        settle()
        assert panel.card.rows.height() == panel.card.rows.sizeHint().height()
        assert panel.card.rows.geometry().bottom() < panel.card.height()
        places.append(panel.dates.y())

    assert places[0] == places[1] < places[2]
