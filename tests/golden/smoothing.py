"""Kernels and smoothed functions by quadrature and series at 25 digits, for tests/core/smoothing_test.cpp.

Run: /usr/bin/python3 tests/golden/smoothing.py   (needs mpmath; writes smoothing.txt beside it)

Lines: "kernel" index x density cdf ramp, for width 1 (the ramp of Cauchy is "none");
"periodic" f kernel width x value first second, f: 0 floor, 1 ceil, 2 round, 3 frac.
"""

import pathlib
from functools import lru_cache

import mpmath as mp

mp.mp.dps = 30
mass = 2 * mp.quad(lambda u: mp.exp(-1 / (1 - u * u)) if u < 1 else mp.mpf(0), mp.linspace(0, 1, 17))
inside = lambda f: lambda u: f(u) if abs(u) < 1 else f(u) / 2 if abs(u) == 1 else mp.mpf(0)
densities = [
    mp.npdf,
    lambda u: 1 / (2 * mp.cosh(u / 2)) ** 2,
    lambda u: mp.exp(-abs(u)) / 2,
    inside(lambda u: mp.mpf(1) / 2),
    inside(lambda u: 1 - abs(u)),
    inside(lambda u: 3 * (1 - u * u) / 4),
    inside(lambda u: (1 + mp.cos(mp.pi * u)) / 2),
    lambda u: (1 + u * u) ** mp.mpf(-1.5) / 2,
    lambda u: 1 / (mp.pi * mp.cosh(u)),
    lambda u: 1 / (mp.pi * (1 + u * u)),
    lambda u: mp.exp(-1 / (1 - u * u)) / mass if abs(u) < 1 else mp.mpf(0),
]
compact = {3, 4, 5, 6, 10}


def left(kernel, u, power):
    """∫ φ(s) (u − s)^power over s < u ≤ 0."""
    f = lambda s: densities[kernel](s) * (u - s) ** power
    if kernel in compact:
        return mp.quad(f, mp.linspace(-1, u, 9)) if u > -1 else mp.mpf(0)
    if kernel in (7, 9):
        return mp.quad(f, [-mp.inf, u - 100, u - 10, u - 1, u])
    return mp.quad(f, [u - 60, u - 25, u - 12, u - 6, u - 3, u - 1, u])


def cdf(kernel, u):
    closed = {
        0: lambda u: mp.erfc(-u / mp.sqrt(2)) / 2,
        1: lambda u: 1 / (1 + mp.exp(-u)),
        2: lambda u: mp.exp(u) / 2 if u < 0 else 1 - mp.exp(-u) / 2,
        3: lambda u: min(max((1 + u) / 2, mp.mpf(0)), mp.mpf(1)),
        4: lambda u: (1 + u) ** 2 / 2 if -1 < u <= 0 else 1 - (1 - u) ** 2 / 2 if 0 < u < 1 else mp.mpf(u > 0),
        5: lambda u: (2 + 3 * u - u**3) / 4 if abs(u) < 1 else mp.mpf(u > 0),
        6: lambda u: (1 + u + mp.sin(mp.pi * u) / mp.pi) / 2 if abs(u) < 1 else mp.mpf(u > 0),
        7: lambda u: (1 + u / mp.sqrt(1 + u * u)) / 2,
        8: lambda u: 2 / mp.pi * mp.atan(mp.exp(u)),
        9: lambda u: mp.mpf(1) / 2 + mp.atan(u) / mp.pi,
    }
    if kernel in closed:
        return closed[kernel](u)
    return left(kernel, u, 0) if u <= 0 else 1 - left(kernel, -u, 0)


def reach_of(kernel):
    return 1 if kernel in compact else 12 if kernel == 0 else 55


def floors(kernel, w, x):
    """Smoothed floor and its first two derivatives."""
    if kernel in (7, 9):
        chf = (lambda o: o * mp.besselk(1, o)) if kernel == 7 else (lambda o: mp.exp(-o))
        value, first, second = x - mp.mpf(1) / 2, mp.mpf(1), mp.mpf(0)
        k = 1
        while True:
            o = 2 * mp.pi * k
            c = chf(o * w)
            value += c * mp.sin(o * x) / (mp.pi * k)
            first += 2 * c * mp.cos(o * x)
            second -= 2 * c * o * mp.sin(o * x)
            if c * o < mp.mpf(10) ** -22:
                return value, first, second
            k += 1
    c, reach = mp.floor(x), int(reach_of(kernel) * w) + 2
    value = c - reach + sum(cdf(kernel, (x - k) / w) if abs(x - k) < reach_of(kernel) * w else mp.mpf(x > k) for k in range(int(c) - reach + 1, int(c) + reach + 1))
    terms = [(x - k) / w for k in range(int(c) - reach, int(c) + reach + 1)]
    first = sum(densities[kernel](u) for u in terms) / w
    second = sum(mp.diff(densities[kernel], u) for u in terms if not (kernel in compact and abs(u) >= 1)) / w**2
    return value, first, second


show = lambda v: mp.nstr(v, 20)
with open(pathlib.Path(__file__).with_name("smoothing.txt"), "w") as file:
    for kernel in range(11):
        points = [-0.97, -0.8, -0.5, -0.3, -0.05, 0.0, 0.3, 0.9]
        if kernel not in compact:
            points += [-2.5, -5.0, -12.0, -30.0, 4.0]
        for x in points:
            u = mp.mpf(x)
            ramp = left(kernel, -abs(u), 1) + max(u, 0) if kernel != 9 else None
            if kernel == 0:
                with mp.workdps(300):
                    ramp = u * mp.erfc(-u / mp.sqrt(2)) / 2 + mp.npdf(u)
            if kernel == 7:
                ramp = (u + mp.sqrt(1 + u * u)) / 2 if u > -1 else 1 / (2 * (mp.sqrt(1 + u * u) - u))
            cumulative = cdf(kernel, u) if kernel not in compact else left(kernel, -abs(u), 0) if u <= 0 else 1 - left(kernel, -u, 0)
            if kernel in (7, 9) and u < -1:
                cumulative = left(kernel, u, 0)
            row = [densities[kernel](u), cumulative, ramp]
            file.write(" ".join(["kernel", str(kernel), repr(x)] + [show(v) if v is not None else "none" for v in row]) + "\n")
    shifts = [(0, 0, 0, 1), (1, 0, 1, 1), (2, 0.5, 0, 1), (3, 0, 0, -1)]
    cdf, floors = lru_cache(None)(cdf), lru_cache(None)(floors)
    for kernel in range(11):
        for w in (0.1, 0.7) if kernel not in (2, 7) else (0.1, 0.7, 0.03):
            for x in (1.05, 1.3, 2.0, -0.55):
                for f, shift, up, sign in shifts:
                    value, first, second = floors(kernel, mp.mpf(w), mp.mpf(x) + shift)
                    row = [value + up, first, second] if sign > 0 else [mp.mpf(x) - value, 1 - first, -second]
                    file.write(" ".join(["periodic", str(f), str(kernel), repr(w), repr(x)] + [show(v) for v in row]) + "\n")
