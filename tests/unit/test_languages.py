"""Languages: ISO 639-3 out of codes and names."""

from __future__ import annotations

import pytest

from intake_app.domain.languages import language_name, parse_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("rus", "rus"),
        ("ru", "rus"),
        ("RU", "rus"),
        ("Russian", "rus"),
        ("русский", "rus"),
        ("Русский язык", "rus"),
        ("орыс тілі", "rus"),
        ("kk", "kaz"),
        ("қазақша", "kaz"),
        ("казахский", "kaz"),
        ("ger", "deu"),
        ("de", "deu"),
        ("узбекский", "uzb"),
        ("O‘zbek", "uzb"),
        ("тоҷикӣ", "tgk"),
        ("дари", "prs"),
        ("فارسی", "fas"),
        ("чеченский", "che"),
        ("українська", "ukr"),
        ("rsl", "rsl"),
    ],
)
def test_codes_and_names_are_understood(text: str, code: str) -> None:
    assert parse_language(text) == code


@pytest.mark.parametrize("text", ["", "zzz", "xx", "эльфийский язык", "язык"])
def test_what_is_no_language_is_none(text: str) -> None:
    assert parse_language(text) is None


def test_names_come_in_the_language_asked_for_else_in_english() -> None:
    assert language_name("kaz", "ru") == "казахский"
    assert language_name("rus", "kk") == "орыс тілі"
    assert language_name("prs", "ru") == "дари"
    assert language_name("rsl", "ru") == "Russian Sign Language"
    assert language_name("kaz", "not a language") == "Kazakh"
    assert language_name("qqq", "ru") == "qqq"
