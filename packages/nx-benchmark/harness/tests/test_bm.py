"""Runs scenario files through pyperf, as a user does.

python -m unittest discover packages/nx-benchmark/harness/tests
"""

import ast
import os
import pathlib
import subprocess
import sys
import tempfile
import textwrap
import unittest

import pyperf

HARNESS = pathlib.Path(__file__).resolve().parent.parent
ONE_VALUE = ("--copy-env", "--debug-single-value")

# A scenario that shows in a file what it was given, and what it was asked to do.
RECORDING = """
    import os
    import typing

    import bm


    def record(*words):
        with open(os.environ["RECORD"], "a") as file:
            print(*words, file=file)
"""


class ScenarioCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.output = self.folder / "results.json"

    def run_scenario(self, source, *arguments):
        """Runs the source, each part of which is dedented on its own, as scenario.py; what it prints is kept."""
        (self.folder / "scenario.py").write_text("\n".join(map(textwrap.dedent, source)), encoding="utf-8")
        environment = dict(os.environ, PYTHONPATH=str(HARNESS), RECORD=str(self.folder / "record"))
        return subprocess.run(
            (sys.executable, "scenario.py") + arguments,
            cwd=str(self.folder),
            env=environment,
            capture_output=True,
            check=False,
            encoding="utf-8",
        )

    def measure(self, source, *arguments):
        """The pyperf benchmark that a run of the source writes."""
        process = self.run_scenario(source, "--output", str(self.output), *arguments)
        self.assertEqual(process.returncode, 0, process.stderr)
        (benchmark,) = pyperf.BenchmarkSuite.load(str(self.output)).get_benchmarks()
        return benchmark

    def recorded(self):
        return (self.folder / "record").read_text(encoding="utf-8").splitlines()

    def assert_refused(self, sentence, source, *arguments):
        process = self.run_scenario(source, *arguments)
        self.assertNotEqual(process.returncode, 0)
        self.assertIn(sentence, process.stderr.splitlines())


class MeasuringTest(ScenarioCase):
    SLEEPY = (
        """
        import time

        import bm


        class Sleepy(bm.Scenario):
            seconds: float

            def run(self):
                time.sleep(0.05)

                def sleep(loops):
                    for _ in range(loops):
                        time.sleep(self.seconds)

                yield sleep
                time.sleep(0.05)
        """,
    )

    def test_names_the_benchmark_after_class_and_config(self):
        benchmark = self.measure(self.SLEEPY, *ONE_VALUE, "--name", "short-nap", "--seconds", "0.001")
        self.assertEqual(benchmark.get_name(), "sleepy-short-nap")

    def test_times_neither_set_up_nor_tear_down(self):
        benchmark = self.measure(self.SLEEPY, *ONE_VALUE, "--name", "nap", "--seconds", "0.01")
        (seconds,) = benchmark.get_values()
        self.assertGreaterEqual(seconds, 0.01)
        self.assertLess(seconds, 0.05)

    def test_obeys_the_options_of_pyperf(self):
        options = ("-p", "2", "-n", "3", "-w", "1", "--loops", "2")
        benchmark = self.measure(self.SLEEPY, "--copy-env", *options, "--name", "nap", "--seconds", "0.001")
        self.assertEqual([len(run.values) for run in benchmark.get_runs()], [3, 3])
        self.assertEqual([len(run.warmups) for run in benchmark.get_runs()], [1, 1])
        self.assertEqual(benchmark.get_loops(), 2)

    def test_lets_pyperf_calibrate_the_loops(self):
        options = ("-p", "1", "-n", "1", "-w", "0", "--min-time", "0.02")
        benchmark = self.measure(self.SLEEPY, "--copy-env", *options, "--name", "nap", "--seconds", "0.004")
        self.assertGreaterEqual(benchmark.get_loops(), 4)
        self.assertLess(benchmark.mean(), 0.02)

    def test_hands_pyperf_a_bound_method_of_the_scenario(self):
        spy = """
            import inspect

            import pyperf

            def spy(runner, name, time_func):
                print(name, inspect.isgeneratorfunction(time_func.__self__.run), time_func.__self__.seconds)

            pyperf.Runner.bench_time_func = spy
        """
        process = self.run_scenario((spy,) + self.SLEEPY, "--name", "nap", "--seconds", "2")
        self.assertEqual(process.stdout, "sleepy-nap True 2.0\n", process.stderr)

    def test_sets_up_and_tears_down_around_each_value(self):
        scenario = """
            class Steps(bm.Scenario):
                def run(self):
                    record("set up")
                    yield lambda loops: record("work", loops)
                    record("tear down")
        """
        self.measure((RECORDING, scenario), "--copy-env", "-p", "1", "-n", "2", "-w", "0", "-l", "5", "--name", "all")
        self.assertEqual(self.recorded(), ["set up", "work 5", "tear down"] * 2)

    def test_closes_run_when_the_measured_function_fails(self):
        scenario = """
            class Failing(bm.Scenario):
                def run(self):
                    try:
                        yield lambda loops: 1 / 0
                    finally:
                        record("closed")
        """
        process = self.run_scenario((RECORDING, scenario), *ONE_VALUE, "--name", "all")
        self.assertNotEqual(process.returncode, 0)
        self.assertIn("ZeroDivisionError", process.stderr)
        self.assertEqual(self.recorded(), ["closed"])

    def test_leaves_the_clock_to_a_scenario_that_holds_it(self):
        scenario = """
            import bm

            class Clock(bm.Scenario):
                seconds: float

                def _pyperf(self, loops):
                    return self.seconds * loops
        """
        benchmark = self.measure((scenario,), *ONE_VALUE, "--name", "all", "--seconds", "0.25")
        self.assertEqual(benchmark.get_values(), (0.25,))


class VariablesTest(ScenarioCase):
    """Each variable is read in the worker process, to which pyperf's manager has to pass it on."""

    RUN = """
                def run(self):
                    record({name: value for name, value in vars(self).items() if name != "name"})
                    yield lambda loops: None
    """

    def values(self, fields, *arguments, before=""):
        """What a scenario with these fields is given in the worker."""
        lines = ["class Fields(bm.Scenario):"]
        lines += ["    " + field for field in fields]
        lines += textwrap.indent(textwrap.dedent(self.RUN), "    ").splitlines()
        process = self.run_scenario((before, RECORDING, "\n".join(lines)), *ONE_VALUE, "--name", "all", *arguments)
        self.assertEqual(process.returncode, 0, process.stderr)
        return ast.literal_eval(self.recorded()[-1])

    def test_text_and_numbers(self):
        given = ("--word", "two words", "--count", "-3", "--share", "1e-3", "--empty", "")
        self.assertEqual(
            self.values(("word: str", "count: int", "share: float", "empty: str"), *given),
            {"word": "two words", "count": -3, "share": 0.001, "empty": ""},
        )

    def test_booleans(self):
        for words, expected in ((("True", "yes", "ON", "1"), True), (("False", "no", "Off", "0"), False)):
            for word in words:
                with self.subTest(word):
                    self.assertEqual(self.values(("flag: bool",), "--flag", word), {"flag": expected})

    def test_collections_in_json(self):
        given = ("--plain", '{"a": [1, null]}', "--words", '["\u263a", "-x"]', "--pairs", '{"k": 1}')
        self.assertEqual(
            self.values(("plain: dict", "words: typing.List[str]", "pairs: typing.Mapping[str, int]"), *given),
            {"plain": {"a": [1, None]}, "words": ["\u263a", "-x"], "pairs": {"k": 1}},
        )

    def test_alternatives(self):
        fields = (
            "none: typing.Optional[int]",
            "one: typing.Optional[int]",
            "either: typing.Union[int, str]",
            "choice: typing.Literal['small', 2]",
        )
        given = ("--none", "None", "--one", "1", "--either", "x", "--choice", "2")
        self.assertEqual(self.values(fields, *given), {"none": None, "one": 1, "either": "x", "choice": 2})

    def test_what_is_not_given_has_its_default_or_is_none(self):
        self.assertEqual(
            self.values(("free: str", "depth: int = 4", "flag: bool = True"), "--depth", "5"),
            {"free": None, "depth": 5, "flag": True},
        )

    def test_annotations_as_text(self):
        self.assertEqual(
            self.values(
                ("depth: int", "words: typing.Optional[typing.List[str]] = None"),
                *("--depth", "5", "--words", "[]"),
                before="from __future__ import annotations",
            ),
            {"depth": 5, "words": []},
        )

    def test_variables_that_share_a_name_with_the_insides_of_pyperf(self):
        self.assertEqual(
            self.values(("locale: str", "action: str"), "--locale", "C", "--action", "command"),
            {"locale": "C", "action": "command"},
        )

    def test_cprofile_loops_is_no_variable(self):
        self.assertEqual(
            self.values(("depth: int", "cprofile_loops: int = 200"), "--depth", "1"),
            {"depth": 1, "cprofile_loops": 200},
        )

    def test_fields_and_run_of_the_classes_above(self):
        classes = """
            class Base(bm.Scenario):
                depth: int

                def work(self, loops):
                    record(self.scenario_name, self.depth, self.width)


            class Loops:
                def run(self):
                    yield self.work


            class Wide(Loops, Base):
                width: int
        """
        given = ("--name", "all", "--depth", "1", "--width", "2")
        process = self.run_scenario((RECORDING, classes), *ONE_VALUE + given)
        self.assertEqual(process.returncode, 0, process.stderr)
        self.assertEqual(self.recorded(), ["wide-all 1 2"])


class RefusalTest(ScenarioCase):
    @staticmethod
    def scenario(body, field="name: str"):
        return ("import bm", f"class Wrong(bm.Scenario):\n    {field}\n    def run(self):\n        {body}")

    def test_run_without_yield(self):
        self.assert_refused(
            "Wrong: run() has no yield: it has to yield one function f(loops).",
            self.scenario("return lambda loops: None"),
            *ONE_VALUE + ("--name", "all"),
        )

    def test_run_that_yields_nothing(self):
        for body in ("if False: yield", "yield"):
            with self.subTest(body):
                self.assert_refused(
                    "Wrong: run() yielded nothing: it has to yield one function f(loops).",
                    self.scenario(body),
                    *ONE_VALUE + ("--name", "all"),
                )

    def test_run_that_yields_twice(self):
        self.assert_refused(
            "Wrong: run() yielded twice: it has to yield one function f(loops).",
            self.scenario("yield id; yield id"),
            *ONE_VALUE + ("--name", "all"),
        )

    def test_run_that_yields_no_function(self):
        self.assert_refused(
            "Wrong: run() yielded 42, which is not a function f(loops).",
            self.scenario("yield 42"),
            *ONE_VALUE + ("--name", "all"),
        )

    def test_texts_that_do_not_fit_their_variable(self):
        for field, text in (
            ("x: bool", "maybe"),
            ("x: int", "1.5"),
            ("x: float", "fast"),
            ("x: dict", "[]"),
            ("x: list", "[1,"),
        ):
            with self.subTest(field):
                kind = field[len("x: ") :]
                self.assert_refused(
                    f"Wrong: the variable x has to be of type {kind}, which {text!r} is not.",
                    self.scenario("yield id", field),
                    *("--name", "all", "--x", text),
                )

    def test_a_text_that_fits_no_alternative(self):
        source = ("import typing",) + self.scenario("yield id", "x: typing.Optional[int]")
        process = self.run_scenario(source, "--name", "all", "--x", "no")
        self.assertEqual(process.returncode, 1)
        self.assertRegex(process.stderr, r"^Wrong: the variable x has to be of type .*int.*, which 'no' is not\.\n$")

    def test_a_variable_named_like_an_option_of_pyperf(self):
        self.assert_refused(
            "Wrong: the variable values has the name of an option of pyperf, so it needs another one.",
            self.scenario("yield id", "values: int"),
            *("--name", "all", "--values", "3"),
        )

    def test_a_config_without_a_name(self):
        self.assert_refused("Wrong: the option --name, which names the config, is missing.", self.scenario("yield id"))

    def test_a_variable_that_the_scenario_does_not_have(self):
        process = self.run_scenario(self.scenario("yield id"), "--name", "all", "--nspans", "3")
        self.assertEqual(process.returncode, 2)
        self.assertIn("unrecognized arguments: --nspans", process.stderr)

    def test_two_scenarios_in_one_process(self):
        self.assert_refused(
            "Wrong: another scenario was run by this process already, and pyperf runs one.",
            ("import bm", "class Right(bm.Scenario):\n    def run(self):\n        yield lambda loops: None")
            + self.scenario("yield id"),
            *ONE_VALUE + ("--name", "all"),
        )


if __name__ == "__main__":
    unittest.main()
