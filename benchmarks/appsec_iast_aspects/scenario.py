"""What it costs to follow a tainted value through one operation on it, and what the operation costs without that."""

import bm
from bm import iast


class IastAspects(bm.Scenario):
    operation: str
    iast_enabled: bool

    def run(self):
        yield from iast.operations("texts", self.operation, self.iast_enabled)
