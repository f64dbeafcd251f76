"""The runner and its workers, as real processes on real scenarios."""

import json
import os
import subprocess
import sys
import tempfile
import textwrap
import time
import unittest

HARNESS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
RUNNER = os.path.join(HARNESS, "lockstep", "runner.py")

BUSY = """
    import bm

    class Busy(bm.Scenario):
        size: int

        def run(self):
            {setup}
            size = self.size

            def loop(loops):
                for _ in range(loops):
                    total = 0
                    for item in range(size):
                        total += item

            yield loop
            {teardown}
"""


class Runner:
    """A running runner.py and a folder for its scenario."""

    def __init__(self, test, scenario, arguments=(), timeout=20):
        folder = tempfile.TemporaryDirectory()
        test.addCleanup(folder.cleanup)
        self.folder = folder.name
        path = os.path.join(folder.name, "scenario.py")
        with open(path, "w") as file:
            file.write(textwrap.dedent(scenario))
        os.symlink(os.path.join(HARNESS, "bm"), os.path.join(folder.name, "bm"))
        self.process = subprocess.Popen(
            [sys.executable, RUNNER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, universal_newlines=True
        )
        test.addCleanup(self.close)
        options = ["--copy-env", "--output", os.path.join(folder.name, "unused.json"), "--name", "case"]
        self.machine = self.ask(
            command="start",
            scenario=path,
            pythons={"baseline": sys.executable, "candidate": sys.executable},
            variants={"case": options + list(arguments)},
            timeout=timeout,
        )

    def ask(self, **command):
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def calibrate(self, **changes):
        return self.ask(
            **dict({"command": "calibrate", "variant": "case", "cpus": [], "seed": 1, "slice_seconds": 0.002}, **changes)
        )

    def round(self, **changes):
        command = {
            "command": "round",
            "variant": "case",
            "index": 0,
            "method": "lock-step",
            "order": "bccb",
            "first": "c",
            "loops": 3,
            "warmup": 1,
            "cpus": [],
            "seed": 1,
        }
        return self.ask(**dict(command, **changes))

    def close(self):
        if self.process.poll() is None:
            self.process.stdin.close()
            self.process.wait(10)
        self.process.stdout.close()


def busy(setup="pass", teardown="pass"):
    return BUSY.format(setup=setup, teardown=teardown)


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open("/proc/%d/stat" % pid) as stat:
        return stat.read().rsplit(")", 1)[1].split()[0] != "Z"


class Rounds(unittest.TestCase):
    def test_both_methods_time_every_slice_of_both_sides(self):
        runner = Runner(self, busy(), ["--size", "2000"])
        for method in ("lock-step", "co-run"):
            with self.subTest(method):
                answer = runner.round(method=method, order="bcbc" * 5)
                self.assertEqual(answer["event"], "round")
                for side in answer["sides"].values():
                    self.assertEqual({len(side[column]) for column in ("wall", "cpu", "children")}, {20})
                    self.assertTrue(all(wall > 0 for wall in side["wall"]))
                    # All slices but the first, and a little hand-over.
                    self.assertGreaterEqual(side["process_cpu"] * 1e9, sum(side["cpu"][1:]) * 0.98)
                    self.assertGreater(side["max_rss"], 1 << 20)

    def test_twice_the_work_takes_twice_the_cpu(self):
        scenario = busy(setup='self.size *= 1 + (os.environ.get("VIRTUAL_ENV", "").endswith("second"))')
        runner = Runner(self, scenario.replace("import bm", "import os, bm"), ["--size", "20000"])
        second = os.path.join(runner.folder, "second", "bin")
        os.makedirs(second)
        # The same interpreter under another name: its environment tells the scenario which side it is.
        python = os.path.join(second, "python")
        with open(python, "w") as file:
            file.write('#!/bin/sh\nexec "%s" "$@"\n' % sys.executable)
        os.chmod(python, 0o755)
        path = os.path.join(runner.folder, "scenario.py")
        options = ["--copy-env", "--output", os.path.join(runner.folder, "unused.json"), "--name", "case"]
        runner.ask(
            command="start",
            scenario=path,
            pythons={"baseline": sys.executable, "candidate": python},
            variants={"case": options + ["--size", "20000"]},
            timeout=20,
        )
        for method in ("lock-step", "co-run"):
            with self.subTest(method):
                # On one CPU: two can differ in speed by more than the sides do.
                sides = runner.round(method=method, order="bc" * 20, cpus=runner.machine["cpus"][-1:])["sides"]
                cpu = {side: sorted(sides[side]["cpu"])[20] for side in sides}
                self.assertGreater(cpu["candidate"] / cpu["baseline"], 1.4)

    def test_a_scenario_is_set_up_once_a_process_and_torn_down(self):
        note = 'open("%s", "a").write("{}\\n")'
        runner = Runner(self, busy(note.format("set up") % "log", note.format("torn down") % "log"), ["--size", "100"])
        runner.round()
        with open(os.path.join(runner.folder, "log")) as log:
            self.assertEqual(sorted(log.read().splitlines()), ["set up"] * 2 + ["torn down"] * 2)

    @unittest.skipUnless(hasattr(os, "sched_setaffinity"), "this platform cannot pin a process to a CPU")
    def test_processes_run_on_the_cpus_of_the_round(self):
        runner = Runner(self, busy(setup='open("cpus", "w").write(str(os.sched_getaffinity(0)))').replace("import bm", "import os, bm"), ["--size", "100"])
        cpu = max(os.sched_getaffinity(0))
        self.assertEqual(runner.round(cpus=[cpu])["cpus"], [cpu])
        with open(os.path.join(runner.folder, "cpus")) as file:
            self.assertEqual(file.read(), str({cpu}))

    def test_cpu_of_children_is_counted_apart(self):
        scenario = """
            import subprocess, sys, bm

            class Child(bm.Scenario):
                def run(self):
                    def loop(loops):
                        for _ in range(loops):
                            subprocess.run([sys.executable, "-S", "-c", "sum(range(10 ** 6))"], check=True)
                    yield loop
        """
        sides = Runner(self, scenario).round(loops=1)["sides"]
        for side in sides.values():
            self.assertGreater(min(side["children"]), max(side["cpu"]))
            self.assertGreater(side["process_cpu"] * 1e9, sum(side["children"][1:]) * 0.98)

    def test_background_work_shows_in_the_process_cpu_alone(self):
        scenario = """
            import threading, time, bm

            class Background(bm.Scenario):
                def run(self):
                    done = threading.Event()
                    def background():
                        while not done.wait(0.005):
                            sum(range(40000))
                    thread = threading.Thread(target=background)
                    thread.start()
                    def loop(loops):
                        for _ in range(loops):
                            sum(range(1000))
                    yield loop
                    done.set()
                    thread.join()
        """
        sides = Runner(self, scenario).round(loops=10, order="bc" * 40)["sides"]
        for side in sides.values():
            self.assertGreater(side["process_cpu"] * 1e9, 1.2 * sum(side["cpu"][1:]))

    def test_plain_pyperf_functions_are_measured_too(self):
        runner = Runner(self, "import pyperf\npyperf.Runner().bench_func('plain', sum, range(5000))\n")
        self.assertEqual(runner.calibrate()["name"], "plain")
        self.assertEqual(runner.round()["event"], "round")


class Calibration(unittest.TestCase):
    def test_an_iteration_that_waits_is_told_from_one_that_works(self):
        scenario = """
            import time, bm

            class Sleep(bm.Scenario):
                def run(self):
                    def loop(loops):
                        for _ in range(loops):
                            time.sleep(0.01)
                    yield loop
        """
        answer = Runner(self, scenario).calibrate()
        self.assertEqual(answer["name"], "sleep-case")
        self.assertGreaterEqual(answer["wall"], 0.01)
        self.assertLess(answer["cpu"], answer["wall"] / 2)
        self.assertGreater(answer["voluntary"], answer["involuntary"])


class Failures(unittest.TestCase):
    def failure(self, scenario, arguments=(), ask=None, timeout=20):
        runner = Runner(self, scenario, arguments, timeout)
        answer = (ask or Runner.round)(runner)
        self.assertEqual(answer["event"], "failure", answer)
        self.assertEqual(answer["variant"], "case")
        return answer

    def test_an_exception_is_reported_with_its_side_status_and_last_words(self):
        answer = self.failure(busy(setup='raise ValueError("no such tracer")'), ["--size", "1"])
        self.assertEqual(answer["side"], "candidate")
        self.assertEqual(answer["reason"], "ended with exit status 1")
        self.assertIn("ValueError: no such tracer", answer["output"])

    def test_a_failing_teardown_counts(self):
        answer = self.failure(busy(teardown='raise ValueError("left something")'), ["--size", "1"])
        self.assertIn("left something", answer["output"])

    def test_a_process_that_is_killed_says_by_what(self):
        answer = self.failure("import os\nos.kill(os.getpid(), 9)\n", ask=Runner.calibrate)
        self.assertEqual(answer["reason"], "was ended by signal SIGKILL, probably out of memory")

    def test_a_hung_process_is_given_up_and_ended(self):
        scenario = 'import os, time\nopen("pid", "w").write(str(os.getpid()))\ntime.sleep(600)\n'
        runner = Runner(self, scenario, timeout=1)
        self.assertEqual(runner.round()["reason"], "did not answer within 1 s")
        with open(os.path.join(runner.folder, "pid")) as file:
            self.assertFalse(alive(int(file.read())))

    def test_a_script_that_measures_nothing_is_told_so(self):
        self.assertIn("nothing called Runner.bench_time_func", self.failure("pass")["output"])

    def test_a_scenario_that_yields_no_function_is_told_so(self):
        scenario = "import bm\nclass Empty(bm.Scenario):\n    def run(self):\n        yield 3\n"
        self.assertIn("Empty.run() has to yield a function f(loops), not 3", self.failure(scenario)["output"])

    def test_the_runner_goes_on_after_a_failure(self):
        runner = Runner(self, busy(setup='assert self.size > 0, "size"'), ["--size", "0"])
        self.assertEqual(runner.round()["event"], "failure")
        self.assertEqual(runner.round()["event"], "failure")


class Owner(unittest.TestCase):
    def test_nothing_is_left_when_the_owner_goes(self):
        scenario = 'import os, time\nopen("pid", "w").write(str(os.getpid()))\ntime.sleep(600)\n'
        runner = Runner(self, scenario)
        runner.process.stdin.write(json.dumps({"command": "calibrate", "variant": "case", "cpus": [], "seed": 1}) + "\n")
        runner.process.stdin.flush()
        path = os.path.join(runner.folder, "pid")
        deadline = time.monotonic() + 20
        while not (os.path.exists(path) and os.path.getsize(path)) and time.monotonic() < deadline:
            time.sleep(0.01)
        with open(path) as file:
            pid = int(file.read())
        self.assertTrue(alive(pid))
        runner.process.stdin.close()
        runner.process.wait(10)
        while alive(pid) and time.monotonic() < deadline:
            time.sleep(0.01)
        self.assertFalse(alive(pid))


if __name__ == "__main__":
    unittest.main()
