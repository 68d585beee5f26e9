from __future__ import annotations

import re

import pytest

from intake_app.vault.calibration import MOST_MEMORY_KIB, SECONDS, calibrated, machine_memory_kib, seconds_of
from intake_app.vault.offered_words import WORDS, _words, offer_passphrase
from intake_app.vault.policy import PRODUCTION_POLICY, KdfSetting
from intake_app.vault.strength import Strength, judge_passphrase
from tests.made import CHEAP

FLOOR = KdfSetting(64 * 1024, 3, 4)
PLENTY_KIB = 16 * 1024 * 1024


@pytest.mark.parametrize(("language", "letters"), [("en", "[a-z]"), ("ru", "[а-яё]"), ("kk", "[а-яё]")])
def test_four_random_words_are_offered_in_the_letters_of_the_language(language: str, letters: str) -> None:
    offered = [offer_passphrase(language) for _time in range(50)]

    assert len(set(offered)) == len(offered)
    assert all(re.fullmatch(f"({letters}+ ){{{WORDS - 1}}}{letters}+", each) for each in offered)


@pytest.mark.parametrize(("name", "letters"), [("english", "[a-z]+"), ("russian", "[а-яё]+")])
def test_every_word_of_a_list_can_be_typed(name: str, letters: str) -> None:
    words = _words(name)

    assert [word for word in words if not re.fullmatch(letters, word)] == []
    assert len(set(words)) >= 2047


def test_a_language_without_a_list_offers_english() -> None:
    assert offer_passphrase("de").isascii()


def test_every_offered_passphrase_is_strong_and_may_be_set() -> None:
    for language in ("en", "ru"):
        assert {judge_passphrase(offer_passphrase(language)) for _time in range(50)} == {Strength.STRONG}


@pytest.mark.parametrize(
    ("passphrase", "strength"),
    [
        ("seven 7", Strength.TOO_SHORT),
        ("        seven 7        ", Strength.TOO_SHORT),
        ("password1", Strength.VERY_WEAK),
        ("12345678", Strength.VERY_WEAK),
        ("йцукенгшщз", Strength.VERY_WEAK),
        ("пароль123", Strength.VERY_WEAK),
        ("Айгерим2022", Strength.VERY_WEAK),
        ("correct horse battery staple", Strength.STRONG),
    ],
)
def test_a_passphrase_is_judged_by_what_a_guesser_tries_first(passphrase: str, strength: Strength) -> None:
    assert judge_passphrase(passphrase, ("Айгерим Досова", "Oral, hall 1")) is strength


def test_a_passphrase_of_a_megabyte_is_judged_at_once() -> None:
    assert judge_passphrase("x" * 1_000_000) <= Strength.WEAK


@pytest.mark.parametrize("speed", [1e3, 3e5, 1e6, 5e6, 1e8], ids="{:g} KiB passes a second".format)
def test_a_calibrated_setting_takes_about_a_second_or_is_the_floor(speed: float) -> None:
    def measure(setting: KdfSetting) -> float:
        return setting.memory_kib * setting.iterations / speed

    setting = calibrated(PRODUCTION_POLICY, measure, PLENTY_KIB).setting

    assert setting.memory_kib >= FLOOR.memory_kib
    assert setting.iterations >= FLOOR.iterations
    assert setting.memory_kib <= MOST_MEMORY_KIB
    took = measure(setting)
    assert SECONDS[0] <= took <= SECONDS[1] or (took > SECONDS[1] and setting == FLOOR) or setting.iterations == 16


def test_an_old_laptop_gives_a_quarter_of_its_memory_and_more_passes() -> None:
    setting = calibrated(PRODUCTION_POLICY, lambda each: each.memory_kib * each.iterations / 1e6, 512 * 1024).setting

    assert setting.memory_kib == 128 * 1024
    assert setting.iterations > FLOOR.iterations


def test_a_laptop_with_very_little_memory_still_keeps_the_floor() -> None:
    assert calibrated(PRODUCTION_POLICY, lambda _each: 0.1, 128 * 1024).memory_kib == FLOOR.memory_kib


def test_the_floor_stays_what_it_was_after_calibrating() -> None:
    policy = calibrated(PRODUCTION_POLICY, lambda _each: 0.01, PLENTY_KIB)

    assert (policy.floor_memory_kib, policy.floor_iterations) == (64 * 1024, 3)


def test_a_cheap_policy_of_a_test_is_never_calibrated() -> None:
    assert calibrated(CHEAP, lambda _each: 1e-6, PLENTY_KIB) == CHEAP


def test_this_machine_can_be_measured() -> None:
    assert machine_memory_kib() > 64 * 1024
    assert 0 < seconds_of(CHEAP.setting) < 5
