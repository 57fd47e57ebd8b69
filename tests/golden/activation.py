"""Activations with their derivatives at 40 digits, for tests/core/activation_test.cpp.

Run: /usr/bin/python3 tests/golden/activation.py   (needs mpmath; writes activation.txt beside it)

Each line: the activation's index in src/numeric/activation.hpp, x, value, first and second derivative.
The last lines ("lipschitz") are suprema of |f′|.
"""

import pathlib
import random

import mpmath as mp

mp.mp.dps = 50
c = mp.sqrt(2 / mp.pi)
scale, alpha = mp.mpf("1.05070098735548049341933498529"), mp.mpf("1.67326324235437728481704297")
smooth = {
    3: lambda x: x * mp.ncdf(x) if x > -5 else x * mp.erfc(-x / mp.sqrt(2)) / 2,
    4: lambda x: x / (1 + mp.exp(-2 * c * (x + mp.mpf("0.044715") * x**3))),
    5: lambda x: x / (1 + mp.exp(-x)),
    6: lambda x: 1 / (1 + mp.exp(-x)),
    7: mp.tanh,
    8: lambda x: mp.log1p(mp.exp(x)),
    11: lambda x: x * mp.tanh(mp.log1p(mp.exp(x))),
    13: mp.sin,
}
pieces = {
    0: lambda x, s: x,
    1: lambda x, s: x if s > 0 else mp.mpf(0) * x,
    2: lambda x, s: x if s > 0 else x / 100,
    9: lambda x, s: x if s > 0 else mp.expm1(x),
    10: lambda x, s: scale * (x if s > 0 else alpha * mp.expm1(x)),
    12: lambda x, s: x * x if s > 0 else mp.mpf(0) * x,
    14: lambda x, s: x if s > 3 else mp.mpf(0) * x if s <= -3 else x * (x + 3) / 6,
}


def at(index, x):
    x = mp.mpf(x)
    f = smooth[index] if index in smooth else lambda t: pieces[index](t, x)
    with mp.workdps(80):
        return f(x), mp.diff(f, x, 1), mp.diff(f, x, 2)


choose = random.Random(8718).uniform
xs = [0.5, -0.5, 1.0, -1.0, -3.5, 3.5, 1e-6, -1e-6, -12.0, 12.0] + [choose(-6, 6) for _ in range(14)]
with open(pathlib.Path(__file__).with_name("activation.txt"), "w") as file:
    for index in range(15):
        for x in xs:
            file.write(" ".join([str(index), repr(x)] + [mp.nstr(v, 19) for v in at(index, x)]) + "\n")
    for index, guess in (3, 1.414), (4, 1.42), (5, 2.4), (11, 1.5):
        top = mp.findroot(lambda x: mp.diff(smooth[index], x, 2), guess)
        file.write(f"{100 + index} {mp.nstr(top, 19)} {mp.nstr(mp.diff(smooth[index], top), 19)} 0 0\n")
