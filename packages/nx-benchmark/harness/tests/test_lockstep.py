"""The runner and its workers, as real processes on real scenarios."""

import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
import time
import unittest
import venv

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
        self.variants = {"case": options + list(arguments)}
        self.machine = self.ask(
            command="start",
            scenario=path,
            pythons={"baseline": sys.executable, "candidate": sys.executable},
            variants=self.variants,
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

    def two_sides(self, variant, arguments):
        """Starts anew with sides named `primer` and `second`, of equal length, of the same interpreter.

        VIRTUAL_ENV tells the scenario which side it is.
        """
        pythons = {}
        for side, name in (("baseline", "primer"), ("candidate", "second")):
            venv.create(os.path.join(self.folder, name), symlinks=True)
            pythons[side] = os.path.join(self.folder, name, "bin", "python")
            packages = next(path for path in sys.path if path.endswith("site-packages"))
            site = glob.glob(os.path.join(self.folder, name, "lib", "python*", "site-packages"))[0]
            with open(os.path.join(site, "tests.pth"), "w") as file:
                file.write(packages + "\n")
        options = ["--copy-env", "--output", os.path.join(self.folder, "unused.json"), "--name", variant]
        return self.ask(
            command="start",
            scenario=os.path.join(self.folder, "scenario.py"),
            pythons=pythons,
            variants={variant: options + list(arguments)},
            timeout=20,
        )

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
    def test_every_method_times_every_slice_of_both_sides(self):
        runner = Runner(self, busy(), ["--size", "2000"])
        for method in ("lock-step", "co-run", "interleaved"):
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
        runner.two_sides("case", ["--size", "20000"])
        for method in ("lock-step", "co-run"):
            with self.subTest(method):
                # On one CPU: two can differ in speed by more than the sides do.
                sides = runner.round(method=method, order="bc" * 20, cpus=runner.machine["cpus"][-1:])["sides"]
                cpu = {side: sorted(sides[side]["cpu"])[20] for side in sides}
                self.assertGreater(cpu["candidate"] / cpu["baseline"], 1.4)

    def test_a_round_of_the_baseline_against_itself_starts_no_process_of_the_candidate(self):
        runner = Runner(self, busy(), ["--size", "200"])
        runner.ask(
            command="start",
            scenario=os.path.join(runner.folder, "scenario.py"),
            pythons={"baseline": sys.executable, "candidate": "/no/such/python"},
            variants=runner.variants,
            timeout=20,
        )
        self.assertEqual(runner.round(against_itself=True)["event"], "round")

    def test_a_round_says_what_else_wanted_the_cpus(self):
        state = Runner(self, busy(), ["--size", "200"]).round()["machine"]
        for share in state.values():
            self.assertTrue(share is None or 0 <= share <= 1, state)
        if sys.platform.startswith("linux"):
            self.assertIsNotNone(state["steal"])

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


class OneAtATime(unittest.TestCase):
    """Scenarios of which only one process can run: a second one fails, or waits for the first to end."""

    FAILS = busy(setup='os.open("taken", os.O_CREAT | os.O_EXCL)', teardown='os.unlink("taken")')
    WAITS = busy(setup='lock = open("lock", "w"); fcntl.flock(lock, fcntl.LOCK_EX)')

    def runner(self, scenario, **options):
        return Runner(self, scenario.replace("import bm", "import fcntl, os, bm"), ["--size", "1000"], **options)

    def test_calibration_says_why_no_second_process_runs_beside_the_first(self):
        self.assertRegex(self.runner(self.FAILS).calibrate()["exclusive"], "^FileExistsError: .*taken")
        self.assertIn("did not answer within 2 s", self.runner(self.WAITS, timeout=2).calibrate()["exclusive"])
        self.assertIsNone(Runner(self, busy(), ["--size", "1000"]).calibrate()["exclusive"])

    def test_they_are_measured_one_after_the_other(self):
        for scenario in (self.FAILS, self.WAITS):
            with self.subTest(scenario):
                runner = self.runner(scenario, timeout=2)
                self.assertEqual(runner.round(method="lock-step")["event"], "failure")
                # The first process was killed, and could not tear down.
                if os.path.exists(os.path.join(runner.folder, "taken")):
                    os.unlink(os.path.join(runner.folder, "taken"))
                for first in "bc":
                    self.assertEqual(runner.round(method="interleaved", first=first, order=first * 4)["event"], "round")


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


def without_valgrind():
    if shutil.which("valgrind"):
        return False
    print("NOT RUN: instruction counts, since valgrind is not installed here", file=sys.stderr)
    return True


@unittest.skipIf(without_valgrind(), "valgrind is not installed here")
class Instructions(unittest.TestCase):
    """The truth is known: an iteration that does a hundredth more turns of its loop, or none."""

    LOOPS = [10, 30]

    def change(self, more, loops=LOOPS, at_once=True):
        scenario = busy(setup="self.size += %d * (bm_side() == 'second')" % more)
        side = "def bm_side():\n    return os.environ['VIRTUAL_ENV'].rsplit('/', 1)[1]\n"
        runner = Runner(self, "import os, bm\n" + side + textwrap.dedent(scenario), ["--size", "10000"])
        runner.two_sides("case", ["--size", "10000"])
        answer = runner.ask(command="instructions", variant="case", loops=loops, seeds=[0, 1], cpus=[], at_once=at_once)
        self.assertEqual(answer["event"], "instructions", answer)
        slopes = {
            side: [(many - few) / (loops[1] - loops[0]) for few, many in pairs]
            for side, pairs in answer["sides"].items()
        }
        # An item of the loop takes some dozens of instructions in CPython, not thousands.
        self.assertTrue(10000 * 10 < slopes["baseline"][0] < 10000 * 1000, slopes)
        return [100 * (new / old - 1) for old, new in zip(slopes["baseline"], slopes["candidate"])]

    def test_one_per_cent_more_work_is_one_per_cent_more_instructions(self):
        for change in self.change(more=100):
            self.assertAlmostEqual(change, 1, delta=0.1)

    def test_equal_sides_execute_the_same_at_once_or_one_by_one(self):
        for at_once in (True, False):
            for change in self.change(more=0, at_once=at_once):
                self.assertAlmostEqual(change, 0, delta=0.1)

    def test_a_process_that_forks_is_counted_alone(self):
        setup = "os.fork() or os._exit(sum(range(10 ** 6)) * 0); os.wait()"
        runner = Runner(self, busy(setup).replace("import bm", "import os, bm"), ["--size", "1000"])
        answer = runner.ask(command="instructions", variant="case", loops=[1, 3], seeds=[0], cpus=[], at_once=True)
        self.assertEqual(answer["event"], "instructions", answer)
        self.assertGreater(answer["sides"]["baseline"][0][1], answer["sides"]["baseline"][0][0])

    def test_a_failing_process_says_its_own_words(self):
        runner = Runner(self, busy(setup='raise ValueError("not here")'), ["--size", "1"])
        answer = runner.ask(command="instructions", variant="case", loops=[1, 2], seeds=[0], cpus=[], at_once=True)
        self.assertEqual(answer["event"], "failure", answer)
        self.assertEqual(answer["reason"], "ended with exit status 1")
        self.assertIn("ValueError: not here", answer["output"])
        self.assertEqual(runner.round(loops=1)["event"], "failure")

    def test_the_version_is_known(self):
        self.assertRegex(Runner(self, busy(), ["--size", "1"]).ask(command="valgrind")["version"], "^valgrind-3")


class Memory(unittest.TestCase):
    def test_it_is_that_of_the_largest_process_a_child_that_was_waited_for_included(self):
        for code, least in (("b'x' * (60 << 20)", 60), ("subprocess.run([sys.executable, '-c', 'b\"x\" * (90 << 20)'])", 90)):
            with self.subTest(code):
                scenario = busy(setup=code).replace("import bm", "import subprocess, sys, bm")
                sides = Runner(self, scenario, ["--size", "10"]).round()["sides"]
                for side in sides.values():
                    self.assertGreater(side["max_rss"], least << 20)
                    self.assertLess(side["max_rss"], (least + 40) << 20)


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
