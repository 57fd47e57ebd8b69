"""Values of the special functions of src/numeric at 50 digits, for tests/core/special_test.cpp.

Run: /usr/bin/python3 tests/golden/special.py   (needs mpmath; writes special.txt beside it)

Each line is a function's name, its float64 argument and its value in two parts, in
hexadecimal: the nearest float64, and the rest in units of its last place.
"""

import math
import pathlib
import random

import mpmath as mp

mp.mp.dps = 60
choose = random.Random(8718).uniform


def parts(value):
    high = float(value)
    return high.hex(), float((value - mp.mpf(high)) / mp.mpf(math.ulp(high))).hex()


def normal_cdf(x):
    return mp.erfc(-x / mp.sqrt(2)) / 2


def normal_ramp(x):
    with mp.workdps(420):
        return x * mp.erfc(-x / mp.sqrt(2)) / 2 + mp.npdf(x)


def both(low, high, count):
    return [choose(low, high) for _ in range(count)]


small = [s * 2.0**-k for k in range(1, 50, 6) for s in (1, -1)]
arguments = {
    "erf": both(-6.5, 6.5, 60) + both(-1.2, 1.2, 60) + small,
    "erfc": both(-6, 26.4, 120) + small,
    "erfcx": both(-20, 26, 60) + [2.0 ** choose(0, 60) for _ in range(40)] + small,
    "density": both(-37.5, 37.5, 80) + small,
    "cdf": both(-37.4, 8, 120) + small,
    "ramp": both(-37.2, 8, 120) + small + [-30.0, -20.0, -10.0, -5.0, 0.0],
    "sigmoid": both(-700, 40, 60) + both(-5, 5, 60) + small,
    "softplus": both(-700, 40, 60) + both(-5, 5, 60) + small,
    "tanh": both(-20, 20, 60) + both(-1, 1, 60) + small,
    "expm1": both(-40, 700, 60) + both(-1, 1, 60) + small,
    "sin": both(-1e6, 1e6, 100) + both(-4, 4, 60) + [k * math.pi / 2 for k in range(1, 30)] + small + [6381956970095103.0 * 2.0**-41, 573204.0 * math.pi],
    "cos": both(-1e6, 1e6, 100) + both(-4, 4, 60) + [k * math.pi / 2 for k in range(1, 30)] + small,
    "atan": both(-10, 10, 100) + [2.0 ** choose(-60, 60) for _ in range(40)] + small,
}
exact = {
    "erf": mp.erf,
    "erfc": mp.erfc,
    "erfcx": lambda x: mp.erfc(x) * mp.exp(x * x) if x < 1e4 else (1 - 1 / (2 * x**2) + 3 / (4 * x**4) - 15 / (8 * x**6)) / (x * mp.sqrt(mp.pi)),
    "density": mp.npdf,
    "cdf": normal_cdf,
    "ramp": normal_ramp,
    "sigmoid": lambda x: 1 / (1 + mp.exp(-x)),
    "softplus": lambda x: mp.log1p(mp.exp(x)),
    "tanh": mp.tanh,
    "expm1": mp.expm1,
    "sin": mp.sin,
    "cos": mp.cos,
    "atan": mp.atan,
}
with open(pathlib.Path(__file__).with_name("special.txt"), "w") as file:
    for name, numbers in arguments.items():
        for x in numbers:
            file.write(" ".join([name, x.hex(), *parts(exact[name](mp.mpf(x)))]) + "\n")
