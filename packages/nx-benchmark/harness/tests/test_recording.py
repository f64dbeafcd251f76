"""Traces of real scenarios by the real viztracer; left out, loudly, where no index has it."""

import collections
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import venv

from test_lockstep import Runner

LOGGED = """
    import os, sys, bm

    def log(word):
        with open("log", "a") as file:
            file.write(word + "\\n")

    def set_up():
        log("viztracer" in sys.modules and "recorded" or "plain")

    def tear_down():
        log("torn down")

    def work():
        return sum(range(10))

    class Logged(bm.Scenario):
        def run(self):
            set_up()

            def loop(loops):
                for _ in range(loops):
                    work()

            yield loop
            tear_down()
"""


def looping(body, top=""):
    """A scenario whose iteration is `body`, indented by 24 spaces."""
    return """
            import multiprocessing, os, signal, threading, bm
            %s
            def work(n=100):
                return [str(i) for i in range(n)]

            class Looping(bm.Scenario):
                def run(self):
                    def loop(loops):
                        for _ in range(loops):
                            %s
                    yield loop
    """ % (top, body)


def install():
    """A folder with viztracer, or why there is none."""
    folder = tempfile.mkdtemp()
    try:
        python = os.path.join(folder, "pip", "bin", "python")
        venv.create(os.path.join(folder, "pip"), with_pip=True, symlinks=True)
        tool = os.path.join(folder, "tool")
        command = [python, "-m", "pip", "-q", "install", "--only-binary", ":all:", "--target", tool, "viztracer"]
        subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
        return folder, tool
    except (OSError, subprocess.SubprocessError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        print("NOT RUN: recording of traces, since viztracer cannot be installed here (%s)" % error, file=sys.stderr)
        return None, None


class Recording(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder, cls.tool = install()
        if cls.tool is None:
            raise unittest.SkipTest("viztracer cannot be installed here")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def ask(self, runner, **changes):
        command = {
            "command": "record",
            "variant": "case",
            "side": "candidate",
            "loops": 7,
            "warmup": 3,
            "warmup_loops": 2,
            "cpus": [],
            "seed": 1,
            "tool": self.tool,
            "entries": 100000,
            "min_duration": 0,
            "path": os.path.join(runner.folder, "trace.json"),
        }
        return runner.ask(**dict(command, **changes))

    def record(self, scenario, **changes):
        """The answer, and the complete calls of the trace by the name of their function."""
        runner = Runner(self, scenario)
        answer = self.ask(runner, **changes)
        self.assertEqual(answer["event"], "recording", answer)
        path = os.path.join(runner.folder, "trace.json")
        self.assertEqual(os.path.getsize(path), answer["bytes"])
        self.assertEqual([name for name in os.listdir(runner.folder) if name.startswith("trace")], ["trace.json"])
        with open(path) as file:
            trace = json.load(file)
        calls = collections.defaultdict(list)
        for event in trace["traceEvents"]:
            if event["ph"] == "X":
                # Pythons before 3.11 know a function's bare name only.
                calls[re.sub(r".*<locals>\.| .*", "", event["name"])].append(event)
        self.assertEqual(sum(map(len, calls.values())), answer["events"])
        return answer, calls

    def test_a_trace_holds_the_iterations_and_neither_what_comes_before_nor_after(self):
        answer, calls = self.record(LOGGED)
        self.assertEqual(len(calls["work"]), 7)
        self.assertEqual(len(calls["loop"]), 1)
        self.assertTrue(calls["builtins.sum"])
        for name in calls:
            self.assertNotRegex(name, "set_up|tear_down|log$|slice_of|timed|viztracer|main")
        self.assertEqual((answer["overflow"], answer["processes"], answer["side"]), (False, 1, "candidate"))
        self.assertGreater(answer["seconds"], 0)

    def test_rounds_know_nothing_of_the_recorder(self):
        runner = Runner(self, LOGGED)
        self.assertEqual(runner.round()["event"], "round")
        self.assertEqual(self.ask(runner)["event"], "recording")
        self.assertEqual(runner.round()["event"], "round")
        with open(os.path.join(runner.folder, "log")) as log:
            words = [word for word in log.read().splitlines() if word != "torn down"]
        self.assertEqual(words, ["plain"] * 2 + ["recorded"] + ["plain"] * 2)

    def test_the_scenario_sees_no_package_of_the_recorder(self):
        top = "import sys\n            assert not any('%s' in path for path in sys.path), sys.path" % self.tool
        self.assertEqual(len(self.record(looping("work()", top))[1]["work"]), 7)

    def test_a_module_of_the_scenario_may_be_named_as_one_of_ours(self):
        runner = Runner(self, looping("other()", "from worker import other"))
        with open(os.path.join(runner.folder, "worker.py"), "w") as file:
            file.write("def other():\n    pass\n")
        self.assertEqual(self.ask(runner)["event"], "recording")

    def test_threads_count(self):
        body = "t = threading.Thread(target=work); t.start(); t.join()"
        answer, calls = self.record(looping(body))
        self.assertEqual(len(calls["work"]), 7)
        threads = {event["tid"] for event in calls["work"]}
        self.assertFalse(threads & {event["tid"] for event in calls["loop"]})
        self.assertEqual(answer["processes"], 1)

    def test_a_thread_of_the_set_up_counts_too(self):
        scenario = looping("asked.put(1); asked.join()", "import queue")
        thread = """asked = queue.Queue()
                    def serve():
                        while asked.get():
                            work()
                            asked.task_done()
                    threading.Thread(target=serve, daemon=True).start()
                    def loop"""
        calls = self.record(scenario.replace("def loop", thread))[1]
        self.assertEqual(len(calls["work"]), 7)
        threads = {event["tid"] for event in calls["work"]}
        self.assertFalse(threads & {event["tid"] for event in calls["loop"]})

    def test_forked_children_count_however_they_end(self):
        join = "p.start(); p.join()"
        for name, body in (
            ("os._exit", "os.waitpid(os.fork() or (work(), os._exit(0)), 0)"),
            ("return", "p = multiprocessing.get_context('fork').Process(target=work); " + join),
            ("killed", "p = multiprocessing.get_context('fork').Process(target=work_and_die); " + join),
        ):
            with self.subTest(name):
                top = "def work_and_die(): work(); os.kill(os.getpid(), signal.SIGTERM)"
                answer, calls = self.record(looping(body, top))
                self.assertEqual(answer["processes"], 8)
                self.assertEqual(len(calls["work"]), 7)
                self.assertEqual(len({event["pid"] for event in calls["work"]}), 7)
                self.assertEqual(len(calls["loop"]), 1)

    def test_a_child_that_the_recorder_cannot_save_leaves_no_half_of_itself(self):
        body = "pid = os.fork() or (work(), os.kill(os.getpid(), 9)); os.waitpid(pid, 0)"
        answer, calls = self.record(looping(body))
        self.assertEqual(answer["processes"], 1)
        self.assertEqual(len(calls["work"]), 0)

    def test_a_buffer_that_is_full_is_told(self):
        answer, calls = self.record(looping("work()"), entries=50, loops=100)
        self.assertTrue(answer["overflow"])
        self.assertLessEqual(answer["events"], 50)
        self.assertTrue(calls["work"])

    def test_short_calls_can_be_left_out(self):
        body = "work(); work(10 ** 5)"
        self.assertEqual(len(self.record(looping(body))[1]["work"]), 14)
        durations = [call["dur"] for call in self.record(looping(body), min_duration=2000)[1]["work"]]
        # The long ones, and of the short ones only what was kept off its CPU for so long.
        self.assertGreaterEqual(len(durations), 7)
        self.assertGreaterEqual(min(durations), 2000)

    def test_every_kind_of_benchmark_is_recorded(self):
        top = "import pyperf, time\ndef work(*args): return sum(range(10))\n"
        time_func = "def loop(loops, n):\n    t = time.perf_counter()\n    for _ in range(loops): work()\n    return time.perf_counter() - t\n"
        for name, text in (
            ("function", "pyperf.Runner().bench_func('plain', work)\n"),
            ("function with arguments", "pyperf.Runner().bench_func('plain', work, 1)\n"),
            ("time function", time_func + "pyperf.Runner().bench_time_func('plain', loop, 3)\n"),
        ):
            with self.subTest(name):
                self.assertEqual(len(self.record(top + text)[1]["work"]), 7)

    def test_a_scenario_that_fails_says_its_own_words_and_leaves_nothing(self):
        runner = Runner(self, looping("raise ValueError('not below a tracer')"))
        answer = self.ask(runner, warmup=0)
        self.assertEqual(answer["event"], "failure", answer)
        self.assertEqual((answer["side"], answer["reason"]), ("candidate", "ended with exit status 1"))
        self.assertIn("ValueError: not below a tracer", answer["output"])
        self.assertFalse([name for name in os.listdir(runner.folder) if name.startswith("trace")])

    def test_a_recorder_that_is_not_there_is_a_failure(self):
        answer = self.ask(Runner(self, looping("work()")), tool="/no/such/folder")
        self.assertEqual(answer["event"], "failure", answer)
        self.assertIn("No module named 'viztracer'", answer["output"])


if __name__ == "__main__":
    unittest.main()
