"""The sheet's texts as data: plain, whole, alike in every language, and refused where they are not."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest

from intake_app.domain.sheet_texts import bind_words
from intake_app.errors import DamagedError
from intake_app.packs.handouts import check_alike, find_placeholders, load_sheet_texts, parse_countries, parse_language
from intake_app.paths import seeds_folder

FOLDER = seeds_folder() / "handouts" / "personal_sheet"
TEXTS = load_sheet_texts()
MOST_WORDS = 20
WORD = re.compile(r"[\w{}’'-]+")


def read(name: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return value


def test_there_are_russian_kazakh_and_english_and_none_claims_a_review_it_has_not_had() -> None:
    assert list(TEXTS) == ["en", "kk", "ru"]
    assert {code: texts.review for code, texts in TEXTS.items()} == dict.fromkeys(("en", "kk", "ru"), "unreviewed")


@pytest.mark.parametrize("language", TEXTS)
def test_no_sentence_has_more_than_twenty_words(language: str) -> None:
    for key, text in TEXTS[language].texts.items():
        for sentence in re.split(r"[.?!]", text.replace("\u00a0", " ")):
            assert len(WORD.findall(sentence)) <= MOST_WORDS, f"{key}: {sentence}"


@pytest.mark.parametrize("language", TEXTS)
def test_every_language_has_the_same_keys_and_in_each_text_the_same_placeholders(language: str) -> None:
    english = TEXTS["en"].texts
    assert TEXTS[language].texts.keys() == english.keys()
    for key, text in TEXTS[language].texts.items():
        assert find_placeholders(text) == find_placeholders(english[key]), key


@pytest.mark.parametrize("language", TEXTS)
def test_weekdays_and_months_are_all_there_and_all_different(language: str) -> None:
    calendar = TEXTS[language].calendar
    assert len(set(calendar.weekdays_by)) == len(set(calendar.weekdays_last)) == 7
    assert len(set(calendar.months_row)) == len(set(calendar.months_full)) == len(set(calendar.months_by)) == 12


def test_dates_are_said_in_the_form_and_order_of_the_language() -> None:
    day = date(2023, 2, 15)
    said = {code: texts.calendar.say_full(day).replace("\u00a0", " ") for code, texts in TEXTS.items()}
    assert said == {"ru": "15 февраля 2023 года", "kk": "2023 жылғы 15 ақпан", "en": "15 February 2023"}
    assert {code: texts.calendar.say_by(day) for code, texts in TEXTS.items()} == {
        "ru": "15\u00a0февраля",
        "kk": "15\u00a0ақпаннан",
        "en": "15\u00a0February",
    }


def test_the_notice_about_protection_is_one_neutral_line_without_a_limit_of_days() -> None:
    for texts in TEXTS.values():
        said = " ".join(value for key, value in texts.texts.items() if key.startswith("advice.protection"))
        assert not re.search(r"\d", said)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Попросите PDF с QR-кодом.", "Попросите PDF с~QR-кодом."),
        ("Нет PDF — значит", "Нет PDF~— значит"),
        ("дольше 30 дней ли", "дольше 30~дней~ли"),
        ("Помощь", "Помощь"),
    ],
)
def test_short_words_numbers_and_dashes_hold_on_to_their_neighbours(text: str, bound: str) -> None:
    assert bind_words(text, frozenset({"с"}), frozenset({"ли"})).replace("\u00a0", "~") == bound


def spoil(name: str, change: Any) -> str:
    value = read(name)
    change(value)
    return json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize(
    "change",
    [
        lambda value: value.update(review="signed"),
        lambda value: value.update(review="reviewed"),
        lambda value: value.update(reviewed_by="Somebody"),
        lambda value: value.update(surprise=1),
        lambda value: value["calendar"]["weekdays_by"].pop(),
        lambda value: value["calendar"].update(full="{day} {month}"),
        lambda value: value["calendar"].update(full="{day} {month} {year.real}"),
        lambda value: value["texts"].update(disclaimer=""),
        lambda value: value["texts"].update({"footer.rules": "{today!r}"}),
        lambda value: value["texts"].update({"footer.rules": "{}"}),
        lambda value: value["texts"].update({"footer.rules": "{"}),
        lambda value: value["texts"].update({"Bad key": "text"}),
        lambda value: value.update(binds_next=[""]),
        lambda value: value.update(texts=[]),
    ],
)
def test_a_language_file_that_is_not_as_promised_is_refused(change: Any) -> None:
    with pytest.raises(DamagedError) as refused:
        parse_language("ru.json", spoil("ru.json", change), TEXTS["ru"].countries)
    assert refused.value.code == "damaged_pack"


@pytest.mark.parametrize(
    "change",
    [
        lambda value: value["texts"].pop("disclaimer"),
        lambda value: value["texts"].update({"footer.rules": "Правила."}),
        lambda value: value.update(language="fr"),
    ],
)
def test_a_language_that_is_not_like_the_others_is_refused(change: Any) -> None:
    odd = parse_language("ru.json", spoil("ru.json", change), TEXTS["ru"].countries)
    with pytest.raises(DamagedError):
        check_alike([TEXTS["en"], odd])


@pytest.mark.parametrize(
    "change",
    [
        lambda value: value["countries"].pop(0),
        lambda value: value["countries"].append(value["countries"][1]),
        lambda value: value["countries"][1].update(sources=[]),
        lambda value: value["countries"][1]["steps"][0].update(name=""),
    ],
)
def test_a_countrys_numbers_need_a_source_and_the_general_sheet_must_be_there(change: Any) -> None:
    with pytest.raises(DamagedError):
        parse_countries(spoil("countries.json", change))
