"""What it costs to start a program of many modules that IAST rewrites when they are imported."""

import pathlib
import shutil
import tempfile

import bm
from bm import commands, iast, tracing

MODULES = 20


def _write_program(folder):
    """A program that imports so many copies of sentences.py."""
    program = pathlib.Path(folder, "program.py")
    names = [f"sentences_{number}" for number in range(MODULES)]
    for name in names:
        shutil.copy("sentences.py", program.with_name(f"{name}.py"))
    program.write_text("".join(f"import {name}\n" for name in names))
    return str(program)


class IastAstPatching(bm.Scenario):
    iast_enabled: bool

    def run(self):
        tracing.configure(**(iast.SETTINGS if self.iast_enabled else {}))
        with tempfile.TemporaryDirectory() as folder:
            yield from commands.runs(commands.python(_write_program(folder), traced=True))
