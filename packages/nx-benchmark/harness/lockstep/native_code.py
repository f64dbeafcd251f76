"""Gives native code other memory for each round.

Extension modules are mapped from the page cache, so where their pages lie in physical memory is the same for every process
until somebody drops them. That alone made one of two equal sides slower by a per cent or two, in all rounds alike: a bias
that no number of rounds averages out (tools/show-bias.py placement; which pages compete for the same sets of the CPU's caches
depends on it). What is dropped before each round is read into other pages, and the luck of the placement becomes noise like
any other.
"""

import os

# Reading more than this anew would take longer than it is worth.
MOST_BYTES = 512 << 20


def native_files(folders):
    """All shared objects below the folders; none where they are too large."""
    found = {}
    for folder in folders:
        for root, _, names in os.walk(folder):
            for name in names:
                path = os.path.join(root, name)
                if (name.endswith(".so") or ".so." in name) and os.path.isfile(path):
                    found[path] = os.path.getsize(path)
    return sorted(found) if sum(found.values()) <= MOST_BYTES else []


def drop_pages(files):
    """Asks the kernel to drop the files from its cache; what another process has mapped stays."""
    if not hasattr(os, "posix_fadvise"):
        return
    for path in files:
        try:
            file = os.open(path, os.O_RDONLY)
        except OSError:
            # Gone meanwhile, or not for us to read: then it is not for the measured code either.
            continue
        try:
            os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(file)
