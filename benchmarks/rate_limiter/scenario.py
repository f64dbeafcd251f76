"""What it costs to ask whether the rate limit of sampling lets one trace more pass."""

import bm
from bm import tracing


class RateLimiter(bm.Scenario):
    rate_limit: int
    time_window: int

    def run(self):
        tracing.configure()
        from ddtrace.internal.rate_limiter import RateLimiter

        limiter = RateLimiter(rate_limit=self.rate_limit, time_window=self.time_window)

        def ask(loops):
            for _ in range(loops):
                limiter.is_allowed()

        yield ask
