"""A native extension that holds the interpreter's lock: short texts hashed in C."""

import hashlib

import bm
from knownwork import amount


class Native(bm.Scenario):
    more: int

    def run(self):
        texts = [b"0123456789abcdef" * 64] * amount(200, self.more)

        def work(loops):
            for _ in range(loops):
                for text in texts:
                    hashlib.sha256(text)

        yield work
