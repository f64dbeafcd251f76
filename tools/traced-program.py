"""What tools/bench-traces.mjs records: worker processes one after the other, each with threads, that run pure Python of the
standard library under the file names of an installed package.

    SIDE=1|2 WORKERS=2 ROUNDS=100 python -m viztracer ... -- traced-program.py
"""

import os
import random
import subprocess
import sys
import threading
import types

SIDE = os.environ["SIDE"]
PACKAGES = f"/app/.venv_ddtrace_v{SIDE}/lib/python3.11/site-packages/"
LIBRARY = os.path.dirname(os.__file__)
FILES = {
    "json/encoder.py": "ddtrace/internal/encoding.py",
    "json/scanner.py": "ddtrace/internal/scanner.py",
    "json/decoder.py": "ddtrace/internal/decoding.py",
    "textwrap.py": "ddtrace/_trace/span.py",
    "string.py": "ddtrace/_trace/tracer.py",
    "urllib/parse.py": "ddtrace/contrib/trace_utils.py",
    "http/cookies.py": "ddtrace/propagation/http.py",
    "copy.py": "ddtrace/_trace/context.py",
    "fractions.py": "ddtrace/_trace/sampler.py",
    "_pydecimal.py": "ddtrace/internal/rate_limiter.py",
    "pprint.py": "ddtrace/internal/writer.py",
    "difflib.py": "django/utils/text.py",
    "html/parser.py": "django/template/base.py",
    "shlex.py": "django/http/request.py",
    "tokenize.py": "flask/app.py",
}


def load(file):
    """A module of the standard library, as if it were of the package."""
    with open(os.path.join(LIBRARY, file), encoding="utf-8") as source:
        # The candidate's lines have moved.
        text = ("#\n" * 3 if SIDE == "2" else "") + source.read()
    module = types.ModuleType(FILES[file].replace("/", "_").removesuffix(".py"))
    module.__package__ = file.split("/")[0] if "/" in file else ""
    sys.modules[module.__name__] = module
    exec(compile(text, PACKAGES + FILES[file], "exec"), module.__dict__)
    return module


def make_decoder(modules):
    decoding = modules["json/decoder.py"]
    decoder = decoding.JSONDecoder()
    decoder.parse_object = decoding.JSONObject
    decoder.parse_array = decoding.JSONArray
    decoder.parse_string = decoding.py_scanstring
    decoder.scan_once = modules["json/scanner.py"].py_make_scanner(decoder)
    return decoder


def work(modules, seed, rounds):
    chance = random.Random(seed)
    decoder = make_decoder(modules)
    encoding = modules["json/encoder.py"]
    encoding.c_make_encoder = None
    for n in range(rounds):
        span = {
            "name": f"span{n}",
            "metrics": [chance.random() for _ in range(chance.randrange(3, 12))],
            "meta": {"ü": n, "list": ["x" * chance.randrange(1, 40)] * 3},
        }
        text = encoding.JSONEncoder().encode(span)
        decoder.decode(text)
        wrap = modules["textwrap.py"]
        wrap.dedent(wrap.fill(text, 60))
        if SIDE == "2":
            wrap.fill(text[:120], 40)
        parse = modules["urllib/parse.py"]
        parse.urlsplit(f"http://user:pw@host{n % 50}:80/p/a;x?query={n}#part")
        parse.urlencode(parse.parse_qs(f"a=1&b=2&c={n}"))
        cookie = modules["http/cookies.py"].SimpleCookie()
        cookie.load(f"sid={n}; path=/; trace=abc")
        cookie.output()
        modules["string.py"].Formatter().format("{0} {1:>10} {x!r}", n, text[:8], x=span["meta"])
        modules["copy.py"].deepcopy(span)
        number = modules["fractions.py"].Fraction
        number(n + 1, 7) * number(3, n + 2) + number("3/7")
        decimal = modules["_pydecimal.py"].Decimal
        (decimal(n) / decimal(7)).sqrt()
        parser = modules["html/parser.py"].HTMLParser()
        parser.feed(f"<div class='a'><p>x{n}</p><br/><a href='u'>t</a></div>")
        list(modules["shlex.py"].shlex(f"a b 'c d' {n}"))
        list(modules["tokenize.py"].generate_tokens(iter([f"x = f({n}, 'a')\n", ""]).__next__))
        if n % 5 == 0:
            modules["difflib.py"].get_close_matches(f"appel{n % 9}", ["ape", "apple", "peach", "puppy"])
            modules["pprint.py"].pformat({"a": [1, 2, n], "b": {"c": "d" * 30}})


def main():
    if "--worker" not in sys.argv:
        for _ in range(int(os.environ["WORKERS"])):
            subprocess.run([sys.executable, __file__, "--worker"], check=True)
        return
    modules = {file: load(file) for file in FILES}
    rounds = int(os.environ["ROUNDS"])
    threads = [threading.Thread(target=work, args=(modules, seed, rounds // 6)) for seed in range(3)]
    for thread in threads:
        thread.start()
    work(modules, 99, rounds)
    for thread in threads:
        thread.join()


main()
