"""Adds a trace up in the simplest way there is: json.load, a sort for each thread, a stack. Prints JSON."""

import json
import sys
from collections import defaultdict

functions = defaultdict(lambda: [0, 0, 0.0, 0.0])
edges = defaultdict(lambda: [0, 0, 0.0, 0.0])
threads = defaultdict(list)

with open(sys.argv[1], encoding="utf-8") as file:
    events = json.load(file)["traceEvents"]
for place, event in enumerate(events):
    if event["ph"] == "X":
        start = round(event["ts"] * 1000)
        end = round((event["ts"] + event["dur"]) * 1000)
        # Of equal calls the later one is the outer: they are written when they end.
        threads[event["pid"], event["tid"]].append((start, -end, -place, event["dur"], event["name"]))


def close(stack):
    _, name, duration, inner = stack.pop()
    own = duration - inner
    around = [call[1] for call in stack]
    add(functions[name], own, duration, name in around)
    if stack:
        stack[-1][3] += duration
        pairs = list(zip(around, around[1:]))
        add(edges[json.dumps([around[-1], name])], own, duration, (around[-1], name) in pairs)


def add(sums, own, duration, within):
    sums[0] += 1
    sums[2] += own
    if not within:
        sums[1] += 1
        sums[3] += duration


for calls in threads.values():
    stack = []
    for start, end, _, duration, name in sorted(calls):
        while stack and stack[-1][0] < -end:
            close(stack)
        stack.append([-end, name, duration, 0.0])
    while stack:
        close(stack)

json.dump(
    {
        "functions": functions,
        "edges": edges,
        "processes": len({pid for pid, _ in threads}),
        "threads": len(threads),
        "events": sum(map(len, threads.values())),
    },
    sys.stdout,
)
