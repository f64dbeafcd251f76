"""What it costs a whole computation that ddtrace follows a tainted value through it, operation by operation."""

import bm
from bm import iast


class IastPropagation(bm.Scenario):
    iast_enabled: bool
    internal_loop: int

    def run(self):
        with iast.request(self.iast_enabled) as taint:
            build = iast.import_code("building", self.iast_enabled).build
            word = taint("word")

            def propagate(loops):
                for _ in range(loops):
                    build(word, self.internal_loop)

            yield propagate
