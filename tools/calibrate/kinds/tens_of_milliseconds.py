"""Pure Python, some 20 milliseconds an iteration."""

import bm
from knownwork import amount


class TensOfMilliseconds(bm.Scenario):
    more: int

    def run(self):
        numbers = range(amount(900_000, self.more))

        def work(loops):
            for _ in range(loops):
                total = 0
                for number in numbers:
                    total += number & 7

        yield work
