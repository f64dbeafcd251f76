"""Native code in two threads at once, which releases the interpreter's lock: two CPUs a run."""

import concurrent.futures
import hashlib

import bm
from knownwork import amount


def hashed(texts):
    for text in texts:
        hashlib.sha256(text)


class Gil(bm.Scenario):
    more: int

    def run(self):
        texts = [b"0123456789abcdef" * 512] * amount(100, self.more)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:

            def work(loops):
                for _ in range(loops):
                    for _ in pool.map(hashed, [texts, texts]):
                        pass

            yield work
