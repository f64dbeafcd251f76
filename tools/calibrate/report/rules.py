"""What other tools would say of two blocks of processes: their rules, written anew from their documentation and source.

Each rule takes the values of both sides (seconds; a list for each process, as pyperf keeps them) and says 1 for slower,
-1 for faster, 0 for neither. What is called by a tool's name is that tool's rule and default numbers, not the tool; only the
values are measured by a real one.
"""

import numpy
from scipy import stats

RESAMPLES = 10_000


def flat(processes):
    return numpy.concatenate([numpy.asarray(values, float) for values in processes])


def sign(condition, difference):
    return int(numpy.sign(difference)) if condition else 0


def difference_of_means(baseline, candidate):
    """The reference's script: the means differ by more than 2 %."""
    change = flat(candidate).mean() / flat(baseline).mean() - 1
    return sign(abs(change) > 0.02, change)


def pyperf(baseline, candidate):
    """`pyperf compare_to`: Student's t test of all values, two-sided at 95 %."""
    baseline, candidate = flat(baseline), flat(candidate)
    p = stats.ttest_ind(candidate, baseline, equal_var=True).pvalue
    return sign(p < 0.05, candidate.mean() - baseline.mean())


def benchstat(baseline, candidate):
    """benchstat: Mann and Whitney's U test of all values at 95 %."""
    baseline, candidate = flat(baseline), flat(candidate)
    p = stats.mannwhitneyu(candidate, baseline).pvalue
    return sign(p < 0.05, numpy.median(candidate) - numpy.median(baseline))


def asv(baseline, candidate):
    """`asv continuous`: the same test at p < 0.002, and the medians differ by a factor of 1.1 or more."""
    baseline, candidate = flat(baseline), flat(candidate)
    p = stats.mannwhitneyu(candidate, baseline).pvalue
    ratio = numpy.median(candidate) / numpy.median(baseline)
    return sign(p < 0.002 and not 1 / 1.1 < ratio < 1.1, ratio - 1)


def criterion(baseline, candidate):
    """Criterion: t by bootstrap at p < 0.05, and the 95 % interval of the change lies beyond 1 % of noise."""
    baseline, candidate = flat(baseline), flat(candidate)
    # Seeded, so that a report can be made again.
    random = numpy.random.default_rng(1)

    def resampled(values, size):
        return values[random.integers(0, len(values), (RESAMPLES, size))]

    def t(one, other):
        error = numpy.sqrt(one.var(-1, ddof=1) / one.shape[-1] + other.var(-1, ddof=1) / other.shape[-1])
        return (one.mean(-1) - other.mean(-1)) / error

    pooled = numpy.concatenate([baseline, candidate])
    drawn = t(resampled(pooled, len(candidate)), resampled(pooled, len(baseline)))
    p = numpy.mean(numpy.abs(drawn) >= abs(t(candidate, baseline)))
    changes = resampled(candidate, len(candidate)).mean(-1) / resampled(baseline, len(baseline)).mean(-1) - 1
    low, high = numpy.percentile(changes, [2.5, 97.5])
    if p >= 0.05:
        return 0
    return 1 if low > 0.01 else -1 if high < -0.01 else 0


RULES = {
    "means differ by 2 % (the reference)": difference_of_means,
    "t test, 95 % (pyperf)": pyperf,
    "U test, 95 % (benchstat)": benchstat,
    "U test, 99.8 %, and 10 % (asv)": asv,
    "bootstrap, 95 %, beyond 1 % (Criterion)": criterion,
}
