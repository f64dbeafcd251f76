"""A heap that grows: every iteration keeps what it made."""

import bm
from knownwork import amount


class Node:
    def __init__(self, number):
        self.number = number
        self.others = [number]


class Heap(bm.Scenario):
    more: int

    def run(self):
        numbers = range(amount(100, self.more))
        kept = []

        def work(loops):
            for _ in range(loops):
                kept.extend([Node(number) for number in numbers])

        yield work
