"""Gives Python's objects other places in memory for each round.

Allocators are deterministic: in each process the same program puts the same objects at the same places of their pages. So
which of them get into each other's way in the CPU's caches is decided once for a whole run. Environments that differ only in
the metadata of a package that nobody imports have other layouts, and that alone made one of two equal sides up to 2 % faster
in all rounds alike: a bias that no number of rounds averages out (tools/show-bias.py layout). Blocks taken before the
measured code comes move what it makes, elsewhere in each round.

Both processes of a round take the same, so that equal sides still have equal layouts.
"""

# How much memory pymalloc divides into blocks of one size; before Python 3.10 it was a quarter.
POOL = 16384
# Blocks up to here are pymalloc's, in steps of 16 bytes; what is larger is malloc's, the native code's included.
LARGEST_BLOCK = 512
PAGE = 4096
MOST_LARGE = 32
# What a `bytes` object takes besides its content.
BYTES_OVERHEAD = 33


def scattered(seed):
    """Takes blocks of memory, of each size a number that follows from the seed: about 0.3 MB, to be kept by the caller."""
    draw = numbers(seed)
    blocks = [object() for _ in range(next(draw) % (POOL // 16))]
    # The smallest blocks are too small for `bytes`; a number drawn takes one of 32.
    blocks += [next(draw) for _ in range(next(draw) % (POOL // 32))]
    for size in range(48, LARGEST_BLOCK + 1, 16):
        blocks += [bytes(size - BYTES_OVERHEAD) for _ in range(next(draw) % (POOL // size))]
    blocks += [bytes(LARGEST_BLOCK + next(draw) % (PAGE - LARGEST_BLOCK)) for _ in range(next(draw) % MOST_LARGE)]
    return blocks


def numbers(state):
    """Below 2**31, from Knuth's linear congruential generator: `random` would import what the measured code may not need."""
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        yield state >> 33
