"""Work that comes rarely: every 41st iteration is a long one, a fifth of all work, and only it changes."""

import bm
from knownwork import amount

EVERY = 41


class Rare(bm.Scenario):
    more: int

    def run(self):
        # `more` is per cent of all the work, of which the rare part is a fifth.
        often, rarely = range(4_000), range(amount(41_000, 5 * self.more))
        iteration = 0

        def work(loops):
            nonlocal iteration
            for _ in range(loops):
                iteration += 1
                for _ in often:
                    pass
                if iteration % EVERY == 0:
                    for _ in rarely:
                        pass

        yield work
