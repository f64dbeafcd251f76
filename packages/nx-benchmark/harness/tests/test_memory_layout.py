"""Where objects lie in the processes of a round, as the processes themselves say it."""

import os
import subprocess
import sys
import unittest

from test_lockstep import Runner

HARNESS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = 4096
# Addresses within the page: of three small objects, which are pymalloc's, and of a large one, which is malloc's.
SCENARIO = """
    import bm

    class Where(bm.Scenario):
        def run(self):
            objects = [object(), bytes(64), bytes(400), bytes(1500)]
            with open("where", "a") as file:
                print(*(id(item) %% %d for item in objects), file=file)
            yield lambda loops: sum(range(1000 * loops))
""" % PAGE


class MemoryLayout(unittest.TestCase):
    def test_each_round_has_objects_elsewhere_and_its_two_processes_at_the_same_place(self):
        runner = Runner(self, SCENARIO)
        path = os.path.join(runner.folder, "where")
        # The first process writes bytecode, which the others read.
        runner.round(seed=1)
        os.remove(path)
        rounds = []
        for seed in range(1, 13):
            self.assertEqual(runner.round(seed=seed)["event"], "round")
            with open(path) as file:
                first, second = file.read().splitlines()
            os.remove(path)
            self.assertEqual(first, second)
            rounds.append([int(place) for place in first.split()])
        for places in zip(*rounds):
            self.assertGreater(len(set(places)), 6, places)

    def test_the_places_of_a_block_are_used_evenly(self):
        places = "import memory_layout; taken = memory_layout.scattered(%d); print(id(bytes(95)) %% 4096)"
        folder = os.path.join(HARNESS, "lockstep")
        seen = [
            int(subprocess.run([sys.executable, "-c", places % seed], cwd=folder, check=True, stdout=subprocess.PIPE).stdout)
            for seed in range(64)
        ]
        # 16 on average.
        for quarter in range(4):
            self.assertGreater(sum(place * 4 // PAGE == quarter for place in seen), 4, sorted(seen))

    def test_the_scenario_sees_no_module_of_ours(self):
        scenario = """
            import sys, bm

            class Modules(bm.Scenario):
                def run(self):
                    assert "memory_layout" not in sys.modules
                    yield lambda loops: sum(range(1000 * loops))
        """
        self.assertEqual(Runner(self, scenario).round()["event"], "round")


if __name__ == "__main__":
    unittest.main()
