"""Countries: codes, names in three languages, the further codes of travel documents."""

from __future__ import annotations

import pytest

from intake_app.domain.countries import country_codes, country_name, parse_country


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("RUS", "RUS"),
        ("ru", "RUS"),
        ("Россия", "RUS"),
        ("РФ", "RUS"),
        ("Ресей", "RUS"),
        ("Russian Federation", "RUS"),
        ("russia", "RUS"),
        ("D", "DEU"),
        ("D<<", "DEU"),
        ("DEU", "DEU"),
        ("Германия", "DEU"),
        ("Қазақстан", "KAZ"),
        ("казахстан ", "KAZ"),
        ("Киргизия", "KGZ"),
        ("Кыргызстан", "KGZ"),
        ("Беларусь", "BLR"),
        ("Côte d'Ivoire", "CIV"),
        ("Türkiye", "TUR"),
        ("XXA", "XXA"),
        ("xxb", "XXB"),
        ("лицо без гражданства", "XXA"),
        ("UTO", "UTO"),
        ("GBN", "GBN"),
        ("Косово", "RKS"),
        ("XK", "RKS"),
    ],
)
def test_codes_and_names_are_understood(text: str, code: str) -> None:
    assert parse_country(text) == code


@pytest.mark.parametrize("text", ["", " ", "<<<", "ZZZ", "QQ", "Атлантида", "R", "РУ"])
def test_what_is_no_country_is_none(text: str) -> None:
    assert parse_country(text) is None


def test_every_code_is_understood_and_has_a_name() -> None:
    codes = country_codes()
    assert len(codes) == len(set(codes)) > 260
    assert list(codes) == sorted(codes)
    for code in codes:
        assert parse_country(code) == code
        assert country_name(code, "ru") not in {"", code}


def test_every_country_is_found_by_its_own_name_in_each_language() -> None:
    for language in ("en", "ru", "kk"):
        for code in country_codes():
            assert parse_country(country_name(code, language)) == code


def test_names_come_in_the_language_asked_for() -> None:
    assert country_name("KAZ", "ru") == "Казахстан"
    assert country_name("KAZ", "kk") == "Қазақстан"
    assert country_name("RKS", "en") == "Kosovo"
    assert country_name("XXA", "ru") == "Stateless person"
    assert country_name("KAZ", "not a language") == "Kazakhstan"
    assert country_name("QQQ", "ru") == "QQQ"
