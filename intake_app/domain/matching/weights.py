"""Every number of the model: bits (log2 of how much oftener something is seen within one person than between two).

A weight is log2(m / u): m how often it is seen where two records are of one person, u where they are of two. Of names u
is how many bear the name (`frequencies`), so only m stands here; of the rest u follows from what it is (one of 18,000
days of birth in fifty years, one of ten million numbers). What speaks against, where the fields are not independent,
was set by hand on 2026-11-30 on the tuning part of `benchmarks/matching_people.py` and the FEBRL sets, rounded to half
a bit, with the table of pairs in tests/unit/test_matching.py. The unseen part was only measured on.
"""

from __future__ import annotations

RECORDED_TWICE = 0.1
"""The share of people who are expected to be recorded a second time: two of N at random are one with 0.2 / N."""
FEWEST_PEOPLE = 5_000
"""A smaller register counts as one of this size: families come to it together, so its people are not at random."""
FLAGGED = 0.25
"""The score from which a pair is flagged: a lead rather looks at four to find one than misses it."""
SHOWN = 0.02
"""The score from which a pair is listed, and the desk shows somebody beside a form that is not finished."""

GENERATION = 15
"""Years between two birth dates from which they are of parent and child rather than mistaken."""

BIRTH = {
    "same": 13.5,
    "same_new_year": 8.5,
    "swapped": 7.5,
    "digit": 4.0,
    "digit_of_generation": 1.0,
    "same_year_only": -3.0,
    "same_day_only": 2.5,
    "same_month": 8.5,
    "same_year": 5.0,
    "other_month": -4.0,
    "next_year": -3.0,
    "other_year": -11.0,
    "about": 3.0,
    "roughly": 0.0,
    "not_about": -5.0,
    "other": -11.0,
    "generation": -14.0,
}

SAME_NAME = 0.85
NEAR_NAME = 0.05
"""How often a name is written as it was before, and how often with a slip of the finger."""
SLIPS_A_LETTER = 15
"""Slips that a letter can be written with: what one certain slip is rarer by."""
SPELLING = -1.0
SHORT = -1.5
PART = -1.5
INITIAL = 3.5
SWAPPED = -3.0
"""What is taken from a name's weight where it is spelt otherwise, short, only a part of it, or in the other field; an
initial has a weight of its own.
"""
FAMILY = {"unlike": -3.0, "other": -8.0, "married": -4.0}
GIVEN = {"unlike": -4.0, "other": -13.0, "two_names": -24.0}
ON_ONE_PAPER = {"given_name": -10.0, "birth_date": -9.0}
"""The least that another given name and birth date say where both have the same document and did not come together: one
of the records is wrong then, and somebody must look.
"""
FATHER = {"unlike": -2.0, "other": -8.0}
OTHER_NAME_KNOWN = 0.3
"""How often a family name that changed stands among the other names."""

SEX = {"same": 1.0, "other": -5.0}
CITIZENSHIP = {"same": 0.5, "other": -2.0}
BIRTH_PLACE = {"same": 3.0, "similar": 2.5, "part": 1.5, "other": -1.0}
DOCUMENT = {"same": 24.0, "same_other_type": 16.0, "similar": 10.0, "other": -2.5, "other_for_life": -10.0}
PHONE = {"same": 4.0, "similar": 2.0, "other": -0.5}
GROUP = {"together": -16.0}
