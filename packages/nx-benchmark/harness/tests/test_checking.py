"""Checks of scenarios that are known to be sound, and of some that are known not to be."""

import os
import tempfile
import textwrap
import time
import unittest

from test_lockstep import Runner, alive

SCENARIO = """
import functools, os, subprocess, sys, tempfile, threading, time
import bm

class Node:
    def __init__(self):
        self.itself = self

def forever():
    while True:
        time.sleep(0.01)

class Made(bm.Scenario):
    def run(self):
        total, kept, cache = 0, [], {}
%s
        def loop(loops):
            nonlocal total
%s
        yield loop
%s
"""

WORK = "for item in range(1000):\n    total += item"


def made(iteration=WORK, setup="pass", teardown="pass", loop="for _ in range(loops):\n%s"):
    """A scenario that does `iteration` once a loop, or whatever `loop` says instead."""
    body = loop % indented(iteration, 4) if "%s" in loop else loop
    return SCENARIO % (indented(setup, 8), indented(body, 12), indented(teardown, 8))


def indented(code, spaces):
    return textwrap.indent(code, " " * spaces)


class Checking(unittest.TestCase):
    def ask(self, scenario, timeout=20):
        runner = Runner(self, scenario, timeout=timeout)
        return runner.ask(command="check", variant="case", side="candidate", cpus=[], seed=1, slice_seconds=0.002)

    def found(self, scenario):
        answer = self.ask(scenario)
        self.assertEqual(answer["event"], "check", answer)
        return {finding["kind"]: finding for finding in answer["findings"]}

    def failure(self, scenario, **options):
        answer = self.ask(scenario, **options)
        self.assertEqual((answer["event"], answer.get("side")), ("failure", "candidate"), answer)
        return answer


class Sound(Checking):
    def test_nothing_is_found(self):
        for name, scenario in {
            "work": made(),
            "a plain function": "import pyperf\npyperf.Runner().bench_func('plain', sum, range(5000))\n",
            "waiting": made("time.sleep(0.003)"),
            "children": made('subprocess.run([sys.executable, "-S", "-c", ""], check=True)'),
            "garbage in circles": made("for _ in range(100):\n    Node()"),
            "a cache that is full soon": made("total += 1\ncache[total % 1000] = [0] * 100\n" + WORK),
            "an empty file": made(setup="tempfile.mkstemp()"),
            "what is started is ended": made(
                setup="done = threading.Event()\n"
                "thread = threading.Thread(target=done.wait)\nthread.start()\n"
                'child = subprocess.Popen(["sleep", "600"])\n'
                "file = tempfile.NamedTemporaryFile()",
                teardown="done.set()\nthread.join()\nchild.kill()\nchild.wait()\nfile.close()",
            ),
        }.items():
            with self.subTest(name):
                self.assertEqual(self.found(scenario), {})


class Calls(Checking):
    def test_an_iteration_that_is_hardly_more_than_its_loop(self):
        found = self.found(made("pass"))["little-work"]
        self.assertGreater(found["overhead"], 0.5)
        self.assertLess(found["seconds"], 1e-6)

    def test_input_that_the_first_iteration_uses_up(self):
        found = self.found(made("for item in items:\n    total += item", setup="items = iter(range(10 ** 6))"))
        self.assertGreater(found["first-iteration"]["first"], 1000 * found["first-iteration"]["later"])

    def test_a_result_that_is_made_once(self):
        setup = "@functools.lru_cache()\ndef work():\n    return sum(range(10 ** 6))"
        self.assertIn("first-iteration", self.found(made("work()\n" + WORK, setup)))

    def test_calls_that_cost_more_the_longer_a_process_lives(self):
        # By the clock, so that it does not matter how many calls a machine gets done.
        setup = "born = time.monotonic()"
        iteration = "sum(range(int(100 * 2 ** min(6 * (time.monotonic() - born), 6))))"
        found = self.found(made(iteration, setup))
        self.assertGreater(found["growing-time"]["ratio"], 1.5)
        self.assertNotIn("growing-call", found)

    def test_iterations_that_leave_less_to_those_after_them(self):
        setup = "kept.extend(range(100_000))"
        iteration = "sum(kept)\ndel kept[-len(kept) // 300 :]"
        self.assertLess(self.found(made(iteration, setup))["shrinking-time"]["ratio"], 1 / 1.5)

    def test_the_same_within_one_call(self):
        loop = "mine = []\nfor _ in range(loops):\n    mine.append(1)\n    sum(mine)"
        self.assertGreater(self.found(made(loop=loop))["growing-call"]["ratio"], 2.4)

    def test_a_call_that_costs_more_than_its_loops(self):
        loop = "sum(range(10 ** 6))\nfor _ in range(loops):\n    sum(range(100))"
        self.assertLess(self.found(made(loop=loop))["costly-call"]["ratio"], 1.8)

    def test_a_function_that_counts_no_loops(self):
        scenario = made(loop="sum(range(1000))")
        self.assertIn("does not do its work once for each", self.failure(scenario)["output"])
        answer = Runner(self, scenario).calibrate()
        self.assertEqual(answer["event"], "failure")
        self.assertIn("does not do its work once for each", answer["reason"])


class Memory(Checking):
    def test_what_every_iteration_keeps(self):
        found = self.found(made('kept.append(b"x" * 20_000 + bytes([len(kept) % 256]))\n' + WORK))
        self.assertTrue(15_000 < found["growing-memory"]["bytes"] < 30_000, found)


class Left(Checking):
    def test_files(self):
        setup = 'open("made.db", "a").write("x")\nos.write(tempfile.mkstemp()[0], b"x")'
        made_file, temporary = self.found(made(setup=setup))["files-left"]["names"]
        self.assertEqual(made_file, "made.db")
        self.assertTrue(temporary.startswith("$TMPDIR/tmp"), temporary)

    def test_files_of_an_earlier_process_count_as_well(self):
        runner = Runner(self, made(setup='os.path.exists("cache") or open("cache", "w").close()'))
        runner.calibrate()
        answer = runner.ask(command="check", variant="case", side="baseline", cpus=[], seed=1, slice_seconds=0.002)
        self.assertEqual(answer["findings"], [{"kind": "files-left", "names": ["cache"]}])
        self.assertFalse(os.path.exists(os.path.join(runner.folder, "cache")))

    def test_folders_and_links_to_folders_are_gone_before_the_next_process_begins(self):
        setup = 'os.mkdir("made")\nos.mkdir("made/deep")\nopen("made/deep/x", "w").close()\nos.symlink("made", "link")'
        names = self.found(made(setup=setup))["files-left"]["names"]
        self.assertEqual(names, ["link", os.path.join("made", "deep", "x")])

    def test_processes_in_whatever_session_and_they_are_ended(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        for option in ("", ", start_new_session=True"):
            with self.subTest(option):
                note = os.path.join(folder.name, "pid")
                setup = 'child = subprocess.Popen(["sleep", "600"]%s)\nopen("%s", "w").write(str(child.pid))' % (option, note)
                self.assertEqual(self.found(made(setup=setup)), {"processes-left": {"kind": "processes-left", "names": ["sleep 600"]}})
                with open(note) as file:
                    pid = int(file.read())
                deadline = time.monotonic() + 10
                while alive(pid) and time.monotonic() < deadline:
                    time.sleep(0.01)
                self.assertFalse(alive(pid))

    def test_threads(self):
        setup = 'threading.Thread(target=forever, name="watcher", daemon=True).start()'
        self.assertEqual(self.found(made(setup=setup))["threads-left"]["names"], ["watcher"])

    def test_a_thread_that_keeps_its_process_from_ending_is_named(self):
        answer = self.failure(made(setup='threading.Thread(target=forever, name="watcher").start()'), timeout=2)
        self.assertEqual(answer["reason"], "did not end within 2 s after its last slice; what still runs in it: watcher")

    def test_what_not_every_process_shows_is_not_told(self):
        for seeds in ("1", "12"):
            with self.subTest(seeds):
                setup = 'os.environ["PYTHONHASHSEED"] in "%s" and open("once", "w").close()' % seeds
                self.assertEqual(self.found(made(setup=setup)), {})


class Failures(Checking):
    def test_a_failing_process_says_its_own_words(self):
        for place in ("setup", "iteration", "teardown"):
            with self.subTest(place):
                answer = self.failure(made(**{place: 'raise ValueError("not here")'}))
                self.assertEqual(answer["reason"], "ended with exit status 1")
                self.assertIn("ValueError: not here", answer["output"])

    def test_a_hung_iteration_is_given_up(self):
        self.assertEqual(self.failure(made("time.sleep(600)"), timeout=1)["reason"], "did not answer within 1 s")


if __name__ == "__main__":
    unittest.main()
