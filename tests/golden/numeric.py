"""Values of exp, log, log1p and the normal quantile at 50 digits, for tests/core.

Run: /usr/bin/python3 tests/golden/numeric.py   (needs mpmath; writes numeric.txt beside it)

Each line is a function's name, its float64 argument and its value in two parts, in
hexadecimal: the nearest float64, and the rest in units of its last place.
"""

import math
import pathlib
import random

import mpmath as mp

mp.mp.dps = 50
choose = random.Random(20201).uniform


def parts(value):
    """The value as float64 plus the rest in units of its last place, as a float64."""
    high = float(value)
    return high.hex(), float((value - mp.mpf(high)) / mp.mpf(math.ulp(high))).hex()


def quantile(p):
    """Φ⁻¹(p) by Newton's iteration on the smaller tail."""
    p = mp.mpf(p)
    tail = min(p, 1 - p)
    x = mp.mpf(0) if tail > 0.4 else -mp.sqrt(-2 * mp.log(tail))
    for _ in range(200):
        step = (mp.erfc(-x / mp.sqrt(2)) / 2 - tail) / (mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi))
        # Far out the density changes too fast for a full step.
        x -= max(min(step, 1 / (1 + abs(x))), -1 / (1 + abs(x)))
        if abs(step) < mp.mpf(10) ** -40:
            return x if p <= mp.mpf("0.5") else -x
    raise ArithmeticError(f"the quantile of {p} was not found")


def points():
    for x in [choose(-745.1, 709.7) for _ in range(150)] + [choose(-2, 2) for _ in range(100)]:
        yield "exp", x
    for x in [choose(-745.1, -708) for _ in range(50)] + [s * 2.0**-k for k in range(1, 60, 4) for s in (1, -1)]:
        yield "exp", x
    # The neighbours of the largest and the smallest results, and of the change between two steps.
    for x in [709.782712893384, -708.3964185322641, -745.1332191019411, -744.4400719213812, math.log(2) / 512]:
        yield "exp", x
        yield "exp", math.nextafter(x, 0)

    for x in [2.0 ** choose(-1074, 1023.9) for _ in range(150)] + [choose(0.5, 2) for _ in range(150)]:
        yield "log", x
    for x in [1 + s * 2.0**-k for k in range(2, 53, 3) for s in (1, -0.5)] + [5e-324, 2.0**-1022, math.sqrt(0.5)]:
        yield "log", x
    yield "log", float.fromhex("0x1.fffffffffffffp+1023")

    for x in [choose(-1, 1) for _ in range(100)] + [2.0 ** choose(-60, 100) for _ in range(100)]:
        yield "log1p", x
    for x in [-(2.0 ** choose(-60, 0)) for _ in range(100)]:
        yield "log1p", x

    for x in [choose(0, 1) for _ in range(100)] + [2.0 ** choose(-60, -1) for _ in range(60)]:
        yield "quantile", x
    for x in [2.0**-k for k in range(2, 1074, 24)] + [1 - 2.0**-k for k in range(2, 53, 3)] + [0.075, 0.925]:
        yield "quantile", x


exact = {"exp": mp.exp, "log": mp.log, "log1p": mp.log1p, "quantile": quantile}
with open(pathlib.Path(__file__).with_name("numeric.txt"), "w") as file:
    for name, x in points():
        file.write(" ".join([name, x.hex(), *parts(exact[name](mp.mpf(x)))]) + "\n")
