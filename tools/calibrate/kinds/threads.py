"""Threads that share the interpreter: a pool works on what the main thread hands it through a queue."""

import concurrent.futures

import bm
from knownwork import amount


def job(size):
    return sum([number * number for number in range(size)])


class Threads(bm.Scenario):
    more: int

    def run(self):
        jobs = [200] * amount(100, self.more)
        with concurrent.futures.ThreadPoolExecutor(4) as pool:

            def work(loops):
                for _ in range(loops):
                    for _ in pool.map(job, jobs):
                        pass

            yield work
