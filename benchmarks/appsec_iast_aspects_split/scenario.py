"""What it costs to follow a tainted text into its parts, and what splitting it costs without that."""

import bm
from bm import iast


class IastAspectsSplit(bm.Scenario):
    operation: str
    iast_enabled: bool

    def run(self):
        yield from iast.operations("parts", self.operation, self.iast_enabled)
