"""Makes tests/golden/projection.txt: tails of random projections, entropies on spheres and collision
probabilities, by mpmath at 60 digits; dimensions by scikit-learn.

Run in this folder: /usr/bin/python3 projection.py > projection.txt
Lines: `tail n ε log-probability` of ||u|² − 1| ≥ ε, `drop n λ nats`, `euclidean distance width p`,
`angle y x atan`, `sklearn N ε dimension` (truncated, as scikit-learn has it). Numbers are the shortest
decimals of the nearest float64; ε, λ and the like are taken as the float64 that they are.
"""

from mpmath import atan, besseli, erfc, exp, gammainc, log, loggamma, mp, mpf, pi, sqrt
from sklearn.random_projection import johnson_lindenstrauss_min_dim

mp.dps = 60


def line(name, *values):
    print(name, *(repr(float(v)) for v in values))


def lower(a, x):
    """P(a, x) by its series, which converges for every a; a million terms are enough here."""
    term, total, k = mpf(1), mpf(1), a
    while term > total * mpf(10) ** -40:
        k += 1
        term *= x / k
        total += term
    return exp(a * log(x) - x - loggamma(a + 1)) * total


def upper(a, x):
    """Q(a, x) by the continued fraction from its end, long enough to stand still."""
    steps = 64
    previous = None
    while True:
        value = mpf(0)
        for i in range(steps, 0, -1):
            value = -i * (i - a) / (x + 2 * i + 1 - a + value)
        value = exp(a * log(x) - x - loggamma(a)) / (x + 1 - a + value)
        if previous is not None and abs(value / previous - 1) < mpf(10) ** -35:
            return value
        previous, steps = value, 2 * steps


def tail(n, epsilon):
    a, e = mpf(n) / 2, mpf(epsilon)
    high = gammainc(a, a * (1 + e), regularized=True) if n < 200 else upper(a, a * (1 + e))
    low = lower(a, a * (1 - e)) if e < 1 else mpf(0)
    return high + low


cases = [(n, e) for n in (1, 2, 3, 7, 10, 64, 100) for e in (1e-8, 0.01, 0.1, 0.5, 0.9, 0.999, 1.0, 1.5, 30.0)]
cases += [(1000, e) for e in (0.001, 0.01, 0.1, 0.5, 0.9)]
cases += [(8192, 0.1), (8192, 0.5), (100_000, 0.01), (100_000, 0.12), (1_000_000, 0.001), (1_000_000, 0.037)]
cases += [(1e9, 1e-5), (1e9, 1e-4), (1e9, 1.2e-3), (999_999_999, 0.0016)]
for n, e in cases:
    mp.dps = 60 if n < 1e8 else 40
    line("tail", n, e, log(tail(n, e)))
mp.dps = 60

for n in (1, 2, 3, 4, 5, 10, 38, 64, 96, 128, 512, 4096):
    for lam in (1e-9, 1e-4, 0.01, 0.125, 0.5, 1, 2, 10, 1000):
        if lam * n > 50_000:
            continue
        # log E e^{z cos θ} and the mean cosine in Bessel functions.
        a, z = mpf(n) / 2, mpf(lam) * n
        i0, i1 = besseli(a - 1, z, maxterms=10**7), besseli(a, z, maxterms=10**7)
        logmean = loggamma(a) + (a - 1) * log(2 / z) + log(i0)
        line("drop", n, lam, z * i1 / i0 - logmean)

for distance, width in ((1, 1), (1, 4), (4, 1), (1, 1e-3), (1e-3, 1), (1, 1e-9), (1, 1e-6), (1, 2), (1, 3), (1, 8)):
    rho = mpf(width) / mpf(distance)
    p = 1 - erfc(rho / sqrt(2)) - 2 / (sqrt(2 * pi) * rho) * (1 - exp(-rho * rho / 2))
    line("euclidean", distance, width, p)

for y, x in ((0, 1), (1e-9, 1), (1e-3, 1), (0.1, 1), (0.5, 1), (1, 1), (3, 1), (1e5, 1), (1, 0)):
    line("angle", y, x, atan(mpf(y) / mpf(x)) if x else pi / 2)

for N in (10, 1000, 1_000_000):
    for e in (0.1, 0.3, 0.5):
        line("sklearn", N, e, johnson_lindenstrauss_min_dim(N, eps=e))
