"""Turns the definition of a class into a benchmark that pyperf runs."""

import argparse
import collections.abc
import contextlib
import dataclasses
import inspect
import json
import sys
import time
import types
import typing

import pyperf


@dataclasses.dataclass
class Scenario:
    """One thing to measure, in as many configs as `config.yaml` names.

    A subclass declares the variables of a config as dataclass fields, and a `run()` that sets up, yields one
    function that does the measured work `loops` times, and tears down:

        class Join(bm.Scenario):
            words: int
            separator: str = ","

            def run(self):
                text = ["word"] * self.words

                def join(loops):
                    for _ in range(loops):
                        self.separator.join(text)

                yield join

    Defining the class runs it: `python scenario.py --name CONFIG --words 10` is a pyperf benchmark named
    `join-CONFIG`, with all the options of pyperf. So define it last in `scenario.py`, and import that file nowhere:
    what several scenarios share goes into a class without `run()`, which is not run, or into a plain mixin.

    A text of the command line becomes the type of its field; dicts and lists are written in JSON. A variable that is
    not given has the field's default, or else None.

    `run()` is entered anew for every value that is measured. A scenario that has to hold the clock itself overrides
    `_pyperf(loops)`, which returns seconds, instead of having a `run()`.
    """

    name: str

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        dataclasses.dataclass(cls)
        if hasattr(cls, "run") or cls._pyperf is not Scenario._pyperf:
            _benchmark(cls)

    @property
    def scenario_name(self):
        return f"{type(self).__name__.lower()}-{self.name}"

    def _pyperf(self, loops):
        steps = self.run()
        if not inspect.isgenerator(steps):
            raise ScenarioError("run() has no yield: it has to yield one function f(loops)")
        with contextlib.closing(steps):
            function = next(steps, None)
            if function is None:
                raise ScenarioError("run() yielded nothing: it has to yield one function f(loops)")
            if not callable(function):
                raise ScenarioError(f"run() yielded {function!r}, which is not a function f(loops)")

            start = time.perf_counter()
            function(loops)
            seconds = time.perf_counter() - start

            for _ in steps:
                raise ScenarioError("run() yielded twice: it has to yield one function f(loops)")
        return seconds


class ScenarioError(Exception):
    """What is wrong with a scenario or with the variables given to it, in one sentence."""


# A field that steers another tool: existing scenarios set it; here it is no variable and has no effect.
_FOREIGN_FIELDS = {"cprofile_loops"}

# Keeps a variable apart from a pyperf option that stores its value under the same name.
_DESTINATION = "scenario variable "


def _benchmark(scenario_class):
    """Runs the class with the variables of the command line, in pyperf's manager and in each of its workers."""
    try:
        types_by_name = _variables(scenario_class)
        runner = _runner(types_by_name)
        texts = _texts(types_by_name, runner.parse_args())
        if "name" not in texts:
            raise ScenarioError("the option --name, which names the config, is missing")
        values = dict.fromkeys(_without_default(scenario_class))
        for name, text in texts.items():
            values[name] = _value(name, types_by_name[name], text)
        scenario = scenario_class(**values)
        runner.bench_time_func(scenario.scenario_name, scenario._pyperf)
    except ScenarioError as error:
        sys.exit(f"{scenario_class.__name__}: {error}.")


def _variables(scenario_class):
    """The type of each variable by its name; also where the class has its annotations as text."""
    types_by_name = typing.get_type_hints(scenario_class)
    fields = [field.name for field in dataclasses.fields(scenario_class) if field.init]
    return {name: types_by_name[name] for name in fields if name not in _FOREIGN_FIELDS}


def _without_default(scenario_class):
    for field in dataclasses.fields(scenario_class):
        if field.init and field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            yield field.name


def _runner(types_by_name):
    def pass_on(command, args):
        for name, text in _texts(types_by_name, args).items():
            command.append(f"--{name}={text}")

    try:
        runner = pyperf.Runner(add_cmdline_args=pass_on)
    except RuntimeError:
        raise ScenarioError("another scenario was run by this process already, and pyperf runs one") from None
    for name, wanted in types_by_name.items():
        try:
            runner.argparser.add_argument(
                "--" + name,
                dest=_DESTINATION + name,
                default=argparse.SUPPRESS,
                metavar=name.upper(),
                help=f"variable of the scenario ({_spelt(wanted)})",
            )
        except argparse.ArgumentError:
            sentence = f"the variable {name} has the name of an option of pyperf, so it needs another one"
            raise ScenarioError(sentence) from None
    return runner


def _texts(types_by_name, args):
    """The variables that are given, as they are written on the command line."""
    given = vars(args)
    return {name: given[_DESTINATION + name] for name in types_by_name if _DESTINATION + name in given}


def _value(name, wanted, text):
    try:
        return _parsed(wanted, text)
    except _MEANINGLESS:
        sentence = f"the variable {name} has to be of type {_spelt(wanted)}, which {text!r} is not"
        raise ScenarioError(sentence) from None


_BOOLEANS = {
    **dict.fromkeys(("true", "yes", "y", "on", "1"), True),
    **dict.fromkeys(("false", "no", "n", "off", "0"), False),
}
_UNIONS = (typing.Union, getattr(types, "UnionType", typing.Union))
_MEANINGLESS = (LookupError, TypeError, ValueError)


def _parsed(wanted, text):
    """The value that a text means for a type; one of the _MEANINGLESS errors where it means none."""
    kind = typing.get_origin(wanted) or wanted
    if kind in _UNIONS:
        return _parsed_as_one_of(typing.get_args(wanted), text)
    if kind is typing.Any:
        return text
    if kind is typing.Literal:
        return {str(choice): choice for choice in typing.get_args(wanted)}[text]
    if kind is bool:
        return _BOOLEANS[text.lower()]
    if issubclass(kind, collections.abc.Collection) and not issubclass(kind, (str, bytes)):
        value = json.loads(text)
        if isinstance(value, kind):
            return value
        raise ValueError(text)
    return kind(text)


def _parsed_as_one_of(alternatives, text):
    if type(None) in alternatives and text == "None":
        return None
    for alternative in alternatives:
        if alternative is not type(None):
            with contextlib.suppress(*_MEANINGLESS):
                return _parsed(alternative, text)
    raise ValueError(text)


def _spelt(wanted):
    """A type as its author wrote it: int, List[int], Optional[str]."""
    plain = isinstance(wanted, type) and typing.get_origin(wanted) is None
    return wanted.__name__ if plain else str(wanted).replace("typing.", "")
