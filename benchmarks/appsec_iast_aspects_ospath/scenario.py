"""What it costs to follow a tainted path through one function of os.path, and what the function costs without that."""

import bm
from bm import iast


class IastAspectsOspath(bm.Scenario):
    operation: str
    iast_enabled: bool

    def run(self):
        yield from iast.operations("paths", self.operation, self.iast_enabled)
