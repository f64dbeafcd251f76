"""How many loops make a call of a certain length."""

# Whoever does so many in milliseconds does not count them.
MOST_LOOPS = 1 << 32


class Loopless(Exception):
    """A function whose calls take as long whatever number of loops it is given; says so of what called it."""


def loops_lasting(seconds, wall_of):
    """The first power of two whose call takes that long.

    `wall_of`: calls the scenario's function with a number of loops and returns the wall seconds it took.
    """
    loops = 1
    while wall_of(loops) < seconds:
        loops *= 2
        if loops > MOST_LOOPS:
            told = "did %d loops in less than %g s, so its function does not do its work once for each"
            raise Loopless(told % (MOST_LOOPS, seconds))
    return loops
