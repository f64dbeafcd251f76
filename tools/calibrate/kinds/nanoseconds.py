"""An iteration of some ten nanoseconds, hardly more than the loop around it."""

import itertools

import bm
from knownwork import amount


class Nanoseconds(bm.Scenario):
    more: int

    def run(self):
        add = (1).__add__

        def work(loops):
            for _ in itertools.repeat(None, amount(loops, self.more)):
                add(2)

        yield work
