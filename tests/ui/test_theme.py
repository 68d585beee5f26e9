from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFontInfo

from ui.resources.theme import Size, Weight, apply_theme, colour, font, px, style_sheet
from ui.resources.tokens import DARK, LIGHT, Tokens, contrast
from ui.widgets.icons import pixmap

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

GROUNDS = ("window", "panel", "surface", "raised", "done_fill", "hover")
WASHED = ("danger", "warning", "good", "accent")
# Of `hairline`, `border` and `halo` no contrast is asked, quiet by intent: they separate, they do not identify a
# control; the frame of a control to fill is `strong_border`, and a done field is known by its label and its text.


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("ink", ["text", "muted"])
def test_text_can_be_read_on_every_ground(tokens: Tokens, ink: str) -> None:
    for ground in GROUNDS:
        assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5, ground


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_coloured_text_can_be_read_on_its_wash_and_on_the_surface(tokens: Tokens) -> None:
    for ink in WASHED:
        assert contrast(getattr(tokens, ink), getattr(tokens, f"{ink}_wash")) >= 4.5, ink
        assert contrast(getattr(tokens, ink), tokens.surface) >= 4.5, ink
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast(tokens.on_danger, tokens.danger) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_the_words_of_what_cannot_be_undone_can_be_read_wherever_its_button_stands(tokens: Tokens) -> None:
    for ground in GROUNDS:
        assert contrast(tokens.danger, getattr(tokens, ground)) >= 4.5, ground


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_a_placeholder_can_be_read_where_it_stands(tokens: Tokens) -> None:
    for ground in ("surface", "done_fill"):
        assert contrast(tokens.placeholder, getattr(tokens, ground)) >= 4.5, ground


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_what_identifies_a_control_stands_out(tokens: Tokens) -> None:
    for edge in ("strong_border", "focus", "danger"):
        for ground in ("window", "panel", "surface"):
            assert contrast(getattr(tokens, edge), getattr(tokens, ground)) >= 3, (edge, ground)


def test_contrast_is_that_of_the_published_definition() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_the_shipped_fonts_are_used_in_all_three_weights(qapp: QApplication) -> None:
    for weight in Weight:
        info = QFontInfo(font(Size.BASE, weight))
        assert info.family().startswith("Noto Sans")
        assert info.weight() == weight


def test_sizes_are_scaled_as_one(qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT, 1.5)
    assert px(36) == 54
    assert font(Size.VALUE).pixelSize() == 24
    assert "font-size: 30px" in style_sheet()


def test_an_icon_has_the_colour_of_its_token_in_the_scheme_in_force(qapp: QApplication) -> None:
    for tokens in (LIGHT, DARK):
        apply_theme(qapp, tokens)
        image = pixmap("lock", "accent").toImage()
        drawn = {
            image.pixelColor(x, y).name()
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() == 255
        }
        assert colour("accent").name() in drawn


def test_the_style_sheet_names_no_colour_of_its_own() -> None:
    known = {value for tokens in (LIGHT, DARK) for value in tokens.colours().values()}
    found = {word.strip(";") for word in style_sheet().split() if word.startswith("#")}
    assert found <= known
