"""Mostly waiting: five milliseconds of sleep and a little work."""

import time

import bm
from knownwork import amount


class Waiting(bm.Scenario):
    more: int

    def run(self):
        seconds = amount(5000, self.more) / 1e6

        def work(loops):
            for _ in range(loops):
                time.sleep(seconds)

        yield work
