"""Writes the answers of CPython and PyYAML that the tests compare with.

    python3 -m venv /tmp/answers && /tmp/answers/bin/pip install pyyaml==6.0.3
    /tmp/answers/bin/python packages/nx-benchmark/src/suitespec/testdata/make-answers.py
"""

import fnmatch
import json
from pathlib import Path
import random
import sys
import warnings

import yaml


HERE = Path(__file__).parent

# Written by hand: each shows one rule, or one place where globs of other programs differ.
PATTERNS = {
    "src/*": ["src/a.py", "src/a/b/c.py", "src/", "src", "asrc/a", "src/.hidden/.file"],
    "*.py": ["a.py", "a/b.py", ".py", "a.pyc"],
    "src/_x.py*": ["src/_x.py", "src/_x.pyi", "src/_x.py/deep/er", "src/_y.py"],
    "src/b.*": ["src/b.c", "src/b.", "src/b", "src/b.c/d"],
    "**/conftest.py": ["conftest.py", "a/conftest.py", "a/b/conftest.py", "/conftest.py"],
    "a?b": ["a/b", "a.b", "ab", "a\u00e9b", "a\U0001f600b", "a\nb", "aab"],
    "[ab]": ["a", "b", "c", "ab", ""],
    "[!ab]": ["a", "c", "/", "\n", "!"],
    "[^ab]": ["a", "^", "c"],
    "[]]": ["]", "[", ""],
    "[!]]": ["]", "a"],
    "[]-a]": ["]", "_", "a", "-", "b"],
    "[a-]": ["a", "-", "b"],
    "[-a]": ["a", "-", "b"],
    "[a-c-e]": ["b", "-", "d", "e"],
    "[c-a]": ["a", "b", "c", "-", ""],
    "[!c-a]": ["a", "b", "/"],
    "[c-ax]": ["a", "x", "c"],
    "[c-a!x]": ["x", "!", "y", "c"],
    "[c-a!-z]": ["-", "z", "b", "!"],
    "[c-b-a]": ["-", "a", "b", "c"],
    "[--0]": ["-", ".", "/", "0", "1"],
    "[.-0]": ["/", ".", "0", "-"],
    "[": ["[", "a"],
    "[a": ["[a", "a"],
    "[!": ["[!", "!"],
    "[]": ["[]", "]"],
    "[!]": ["[!]", "!"],
    "a[": ["a[", "a"],
    "[[:alpha:]]": ["a]", ":]", "[]", "z]"],
    "[a&&b]": ["a", "&", "b"],
    "[a||b]": ["a", "|"],
    "[a~~b]": ["~"],
    "\\*": ["\\", "\\x", "*"],
    "[\\]": ["\\", "]"],
    "[\\-^]": ["\\", "]", "^", "-"],
    "{a,b}": ["a", "b", "{a,b}"],
    "!a": ["!a", "b"],
    "!src/*": ["!src/a", "src/a", "lib/a"],
    "(a|b)": ["a", "(a|b)"],
    "+(a)": ["a", "+(a)"],
    "a.b$^": ["a.b$^", "axb"],
    "*": ["", "a", "a/b", ".a", "\n"],
    "": ["", "a"],
    "a*b*c*d": ["abcd", "aXbXcXd", "abcbcd", "abdc", "a/b/c/d"],
    "*aab": ["aaab", "aabaab", "aab ", "ab"],
    "A": ["a", "A"],
    "# ~": ["# ~"],
}

SCALARS = """
yes Yes YES yEs no on On off OFF y n Y true True TRUE tRue false null Null NULL nULL ~ None
0 +0 -0 1 -1 +1 --1 12 012 0o12 08 -017 0777 0b101 -0b1 0b2 0x1F 0xg -0x1f 1_000 1_ _1 1__0 0_7 0_ ._1
1:30 -1:30 1:60 0:1 01:30 190:20:30 1:30.5 1:2:3.25
9007199254740991 9007199254740992 9007199254740993 -12345678901234567890 0xffffffffffffffff
1.0 1. .5 -.5 +.5 0.1 3.10 1.5e3 1.5e+3 1.5E-3 1e3 1e+3 1_0.5_0 1.e+5 . .. ._ 1.2.3
.inf -.inf +.Inf .INF .iNf .nan .NaN nan inf
a a-b a_b 1a a1 v1.0 2.8.4 10.0.0.1 x:y 1/2 50% 5s
""".split()


def main() -> None:
    warnings.simplefilter("ignore")
    pairs = [(pattern, path) for pattern, paths in PATTERNS.items() for path in paths]
    pairs += sorted(set(random_pairs(random.Random(2026), 250)))
    write(
        "fnmatch-answers.jsonl",
        [{"pattern": pattern, "path": path, "matches": fnmatch.fnmatchcase(path, pattern)} for pattern, path in pairs],
    )
    write("pyyaml-answers.jsonl", [answer(text) for text in SCALARS])
    print(sys.version, "PyYAML", yaml.__version__)


def random_pairs(rng: random.Random, count: int):
    """Patterns of what is special to someone; half of the paths are made to match."""
    while count > 0:
        pattern = "".join(rng.choice("ab!-]][[*?^\\/.{}&~|z\u00e9") for _ in range(rng.randint(1, 8)))
        path = "".join(rng.choice("ab!-][^\\/.{}&~|z\u00e9") for _ in range(rng.randint(1, 6)))
        if fnmatch.fnmatchcase(path, pattern) == (count % 2 == 0):
            count -= 1
            yield pattern, path


def answer(text: str) -> dict:
    value = yaml.load(f"value: {text}", Loader=yaml.FullLoader)["value"]
    return {"text": text, "type": type(value).__name__, "value": str(value)}


def write(name: str, rows: list) -> None:
    (HERE / name).write_text("".join(json.dumps(row) + "\n" for row in rows))


if __name__ == "__main__":
    main()
