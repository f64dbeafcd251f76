"""Pure Python, some 300 milliseconds an iteration."""

import bm
from knownwork import amount


class TenthsOfSeconds(bm.Scenario):
    more: int

    def run(self):
        rows = range(amount(1000, self.more))

        def work(loops):
            for _ in range(loops):
                for row in rows:
                    sorted([(number * 7919 + row) % 1009 for number in range(4000)])

        yield work
