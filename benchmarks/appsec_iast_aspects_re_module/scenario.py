"""What it costs to follow a tainted text through the use of one pattern, and what that use costs without it."""

import bm
from bm import iast


class IastAspectsReModule(bm.Scenario):
    operation: str
    iast_enabled: bool

    def run(self):
        yield from iast.operations("patterns", self.operation, self.iast_enabled)
