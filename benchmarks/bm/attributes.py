"""What spans are given: the same texts and numbers in each process, so that both sides store and look up the same."""

import random
import string

_ALPHABET = string.ascii_uppercase + string.digits


def tags(count, length):
    """Tags whose names and values have `length` characters."""
    chance = random.Random(0)
    return {text(chance, length): text(chance, length) for _ in range(count)}


def metrics(count):
    """Numbers from 0 to 65,536 by names of 16 characters."""
    chance = random.Random(1)
    return {text(chance, 16): chance.randint(0, 2**16) for _ in range(count)}


def text(chance, length):
    return "".join(chance.choices(_ALPHABET, k=length))
