"""Pure Python that computes: dicts, lists and text, about a millisecond."""

import bm
from knownwork import amount

DOCUMENT = {"id": 17, "tags": ["a", "b", "c"], "user": {"name": "somebody", "groups": [1, 2, 3]}, "done": True}


def text_of(value):
    if isinstance(value, dict):
        return "{%s}" % ",".join(["%s:%s" % (key, text_of(part)) for key, part in value.items()])
    if isinstance(value, list):
        return "[%s]" % ",".join([text_of(part) for part in value])
    return str(value)


class Pure(bm.Scenario):
    more: int

    def run(self):
        documents = range(amount(100, self.more))

        def work(loops):
            for _ in range(loops):
                for _ in documents:
                    text_of(DOCUMENT)

        yield work
