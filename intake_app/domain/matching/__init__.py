"""Whether two records are of one person: evidence field by field, weighed in bits (docs/decisions/0017-matching.md).

`profiles` says what a record is compared by, `model` compares two, `weights` holds every number.
"""
