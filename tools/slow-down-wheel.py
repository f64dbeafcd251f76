#!/usr/bin/env python3
"""Makes a wheel of ddtrace that does a little more work at the start of every span: a slowdown of known cause.

    slow-down-wheel.py WHEEL FOLDER [--steps N]     prints the path of the new wheel, version X+slowerN
"""

import argparse
import pathlib
import re
import zipfile

START_SPAN = re.compile(r'    def start_span\((?:.|\n)*?\) -> Span:\n(?:        """(?:.|\n)*?"""\n)?')


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wheel", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--steps", type=int, default=3, help="steps of an empty loop added to Tracer.start_span")
    options = parser.parse_args()

    name, version, tags = options.wheel.name.split("-", 2)
    slower = "%s+slower%d" % (version, options.steps)
    target = options.folder / ("%s-%s-%s" % (name, slower, tags))
    with zipfile.ZipFile(options.wheel) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "ddtrace/_trace/tracer.py":
                data = with_more_work(data.decode(), options.steps).encode()
            elif entry.filename.endswith(".dist-info/METADATA"):
                data = data.replace(b"\nVersion: %s\n" % version.encode(), b"\nVersion: %s\n" % slower.encode(), 1)
            elif entry.filename.endswith(".dist-info/RECORD"):
                data = data.replace(b"%s-%s.dist-info" % (name.encode(), version.encode()), b"%s-%s.dist-info" % (name.encode(), slower.encode()))
            path = entry.filename.replace("%s-%s.dist-info" % (name, version), "%s-%s.dist-info" % (name, slower), 1)
            new.writestr(path, data)
    print(target)


def with_more_work(source, steps):
    found = START_SPAN.search(source)
    if not found:
        raise SystemExit("this release has no Tracer.start_span where 4.x has it")
    work = "        for _ in range(%d):\n            pass\n" % steps
    return source[: found.end()] + work + source[found.end() :]


if __name__ == "__main__":
    main()
