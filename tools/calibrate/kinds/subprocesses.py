"""Programs that are started and waited for, one after the other: the work is the children's."""

import subprocess

import bm
from knownwork import amount


class Subprocesses(bm.Scenario):
    more: int

    def run(self):
        programs = range(amount(100, self.more))

        def work(loops):
            for _ in range(loops):
                for _ in programs:
                    subprocess.run(["true"], check=True)

        yield work
