"""What the scenarios of this repository share, without the library they measure.

python -m unittest discover packages/nx-benchmark/harness/tests
"""

import os
import pathlib
import sys
import threading
import unittest

HARNESS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HARNESS))

import bm  # noqa: E402

# One package of two folders, as a scenario finds it.
bm.__path__.append(str(HARNESS.parent.parent.parent / "benchmarks/bm"))

from bm import attributes, commands, forks, server  # noqa: E402


def echo(environ, start_response):
    """Answers with what it was sent; at /missing with an error."""
    found = environ["PATH_INFO"] != "/missing"
    start_response("200 OK" if found else "404 Not Found", [("Content-Type", environ.get("CONTENT_TYPE", ""))])
    return [environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])), environ.get("HTTP_USER_AGENT", "").encode()]


class ServerTest(unittest.TestCase):
    def test_sends_and_reads_it_all(self):
        sent = []

        def application(environ, start_response):
            sent.append((environ["REQUEST_METHOD"], environ["QUERY_STRING"], environ["HTTP_USER_AGENT"]))
            sent.extend(echo(environ, start_response))
            return [b"x" * 1_000_000]

        request = server.request("POST", "/?a=1", b"body", User_Agent="test")
        with server.serving(application) as address:
            server.exchange(address, request)
        self.assertEqual(sent, [("POST", "a=1", "test"), b"body", b"test"])

    def test_another_status_is_an_error_with_the_answer(self):
        missing = server.request("GET", "/missing")
        with server.serving(echo) as address:
            server.exchange(address, missing, status=404)
            with self.assertRaisesRegex(RuntimeError, "expected status 200, .*404 Not Found"):
                server.exchange(address, missing)

    def test_two_are_there_at_once_and_end(self):
        before = threading.active_count()
        with server.serving(echo) as one, server.serving(echo) as other:
            self.assertNotEqual(one, other)
            self.assertEqual(threading.active_count(), before + 2)
        self.assertEqual(threading.active_count(), before)
        with self.assertRaises(ConnectionError):
            server.exchange(one, server.request("GET", "/"))

    def test_answers_as_often_as_it_is_asked(self):
        asked = []
        steps = server.answers(lambda *wsgi: asked.append(1) or echo(*wsgi), server.request("GET", "/"))
        next(steps)(3)
        steps.close()
        self.assertEqual(len(asked), 3)


class ForksTest(unittest.TestCase):
    def test_works_in_another_process(self):
        read, write = os.pipe()
        forks.in_child(lambda: os.write(write, str(os.getppid()).encode()))
        self.assertEqual(os.read(read, 100), str(os.getpid()).encode())

    def test_a_child_that_fails_is_an_error_and_never_comes_back(self):
        for error in (ValueError("wrong"), SystemExit(0), KeyboardInterrupt()):
            with self.subTest(error=error), self.assertRaisesRegex(RuntimeError, "a forked child ended"):
                forks.in_child(lambda error=error: raised(error))


def raised(error):
    # The child's own words would be among the tests'.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    raise error


class CommandsTest(unittest.TestCase):
    def test_a_program_that_fails_is_an_error(self):
        run = next(commands.runs(commands.python("-c", "print('dropped')")))
        run(2)
        with self.assertRaisesRegex(Exception, "non-zero exit status 3"):
            next(commands.runs(commands.python("-c", "raise SystemExit(3)")))(1)

    def test_is_instrumented_from_outside(self):
        self.assertEqual(commands.python("-V", traced=True), ["ddtrace-run", sys.executable, "-V"])


class AttributesTest(unittest.TestCase):
    def test_are_the_same_each_time_and_as_many_as_wanted(self):
        tags = attributes.tags(100, 16)
        self.assertEqual(tags, attributes.tags(100, 16))
        self.assertEqual({len(text) for pair in tags.items() for text in pair}, {16})
        self.assertEqual((len(tags), len(attributes.metrics(48))), (100, 48))


if __name__ == "__main__":
    unittest.main()
