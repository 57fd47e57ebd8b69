"""Singular values, and the tails and curves of random projections."""

import mpmath as mp

from matrices import conditions, doubles, random, rotation, stretches
from record import case, choose, point


def singular(A):
    return list(mp.svd_r(mp.matrix(A), compute_uv=False))


def decompositions():
    rows, cols = 9, 5
    for condition in conditions:
        for _ in range(3):
            A = doubles(mp.qr(random(rows, cols), mode="skinny")[0] * stretches(cols, condition) * rotation(cols))
            case("projection", "randomizedSvd", "largest", condition, [A], singular)
            case("projection", "randomizedSvd", "each", condition, [A], singular, each=True)
            identity = [mp.mpf(i == j) for i in range(cols) for j in range(cols)]
            case("projection", "rangeFinder", "", condition, [A], lambda A: identity)


def norm_tail(n, epsilon):
    """P(|‖u‖² − 1| ≥ ε) of n entries N(0, 1/n)."""
    with mp.workdps(60):
        high = mp.gammainc(n / 2, n * (1 + epsilon) / 2, mp.inf, regularized=True)
        low = mp.gammainc(n / 2, 0, n * (1 - epsilon) / 2, regularized=True) if epsilon < 1 else 0
        return [high + low]


def euclidean(distance, width):
    """Of a p-stable hash: 2Φ(t) − 1 − 2φ(0) (1 − e^(−t²/2)) / t, t = width/distance."""
    t = width / distance
    return [mp.erf(t / mp.sqrt(2)) + mp.sqrt(2 / mp.pi) / t * mp.expm1(-t * t / 2)]


def tails():
    for n in (3.0, 30.0, 300.0, 3000.0):
        for wanted in (0.5, 5, 20, 50, 100, 200, 400, 650):
            # About where the tail is e^−wanted: ε − log(1 + ε) = 2 wanted / n.
            epsilon = float(mp.findroot(lambda e: e - mp.log1p(e) - 2 * mp.mpf(wanted) / n, 2 * mp.sqrt(wanted / n) + 2 * wanted / n))
            args = [n, epsilon]
            at = 1 / norm_tail(mp.mpf(n), mp.mpf(epsilon))[0]
            moves = lambda n, epsilon: norm_tail(mp.mpf(args[0]), epsilon)
            case("tails", "normTail", "", at, args, moves)
    for k in range(-6, 13):
        args = [float(mp.mpf(10) ** (mp.mpf(k) / 2) * choose.uniform(1, 2)), 1.0]
        case("tails", "collisionProbability", "", args[0], args, euclidean)
    for k in range(1, 25):
        p = 10 ** (-k / 2) * choose.uniform(1, 2)
        f = lambda p: -mp.expm1(40 * mp.log1p(-(p**4)))
        slope = lambda p: 160 * p**3 * (1 - p**4) ** 39
        point("tails", "bandingCurve", "", p, f, slope, at=1 / p)


def write():
    decompositions()
    tails()
