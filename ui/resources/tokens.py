"""The colours of the window, light and dark; every other file names a token and no colour.

The values are those of the design. A test checks their contrast: 4.5:1 for text, 3:1 for what identifies a control.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One colour scheme; each value is `#RRGGBB`."""

    name: str
    window: str
    panel: str
    surface: str
    raised: str
    done_fill: str
    hover: str
    hairline: str
    border: str
    strong_border: str
    text: str
    muted: str
    placeholder: str
    accent: str
    on_accent: str
    accent_wash: str
    danger: str
    danger_wash: str
    on_danger: str
    warning: str
    warning_wash: str
    good: str
    good_wash: str
    focus: str
    halo: str

    def colours(self) -> dict[str, str]:
        """Every token by its name, without the scheme's own name."""
        return {name: value for name, value in asdict(self).items() if name != "name"}


LIGHT = Tokens(
    name="light",
    window="#F3F5F7",
    panel="#F8FAFB",
    surface="#FFFFFF",
    raised="#FFFFFF",
    done_fill="#F6F8FA",
    hover="#E8ECF0",
    hairline="#E3E8ED",
    border="#D5DCE4",
    strong_border="#818C9A",
    text="#1A232E",
    muted="#55616F",
    placeholder="#64707C",
    accent="#0B6B68",
    on_accent="#FFFFFF",
    accent_wash="#E1F0EF",
    danger="#A3231B",
    danger_wash="#FBE9E7",
    on_danger="#FFFFFF",
    warning="#7A4F00",
    warning_wash="#FFF3DA",
    good="#1C6437",
    good_wash="#E3F2E7",
    focus="#1F6FEB",
    halo="#D2E2FB",
)

DARK = Tokens(
    name="dark",
    window="#0F1318",
    panel="#12171D",
    surface="#161B22",
    raised="#1D242D",
    done_fill="#1B212A",
    hover="#252D38",
    hairline="#232B35",
    border="#35404E",
    strong_border="#7C8A9A",
    text="#E8EDF3",
    muted="#A7B3C1",
    placeholder="#A7B3C1",
    accent="#5CC7C0",
    on_accent="#07201F",
    accent_wash="#17302F",
    danger="#FFB4AB",
    danger_wash="#3B1B19",
    on_danger="#2A0D0B",
    warning="#F3C969",
    warning_wash="#36290F",
    good="#8FD6A4",
    good_wash="#17301F",
    focus="#8AB4FF",
    halo="#2A3B57",
)


def contrast(one: str, other: str) -> float:
    """Contrast of two colours as WCAG 2.2 defines it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
