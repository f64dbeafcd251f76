"""What it costs to find out which installed package each module belongs to."""

import bm
from bm import packages, tracing


class PackagesPackageForRootModuleMapping(bm.Scenario):
    disable_cache: bool

    def run(self):
        tracing.configure()
        find = packages.made_anew() if self.disable_cache else packages.remembered()
        if not find():
            raise RuntimeError("no installed package was found")

        def find_packages(loops):
            for _ in range(loops):
                find()

        yield find_packages
