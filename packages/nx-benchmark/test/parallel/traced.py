"""What test/parallel/traces.e2e.ts records: recursion, threads, forked processes, names with escapes, built-in functions."""

import json
import multiprocessing
import sys
import textwrap
import threading


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def größer(n):
    return sorted(range(n), key=lambda value: -value)[0]


def work(n):
    for size in range(n):
        fib(size % 9)
        größer(size + 1)
        textwrap.fill("a few words to wrap " * 5, 30)
        json.loads(json.dumps({"size": size, "nested": [[size], {"a": None}]}))


def main(kinds):
    work(40)
    if "threads" in kinds:
        threads = [threading.Thread(target=work, args=(30,)) for _ in range(3)]
        for thread in threads:
            thread.start()
        work(30)
        for thread in threads:
            thread.join()
    if "forks" in kinds:
        context = multiprocessing.get_context("fork")
        processes = [context.Process(target=work, args=(20,)) for _ in range(3)]
        for process in processes:
            process.start()
        work(20)
        for process in processes:
            process.join()


if __name__ == "__main__":
    main(sys.argv[1:])
