"""Makes tests/golden/entropy.txt: entropies, powers of prescribed entropy and their derivatives, by
mpmath at 50 digits (900 where entropies of 1e-290 are to be told from 0).

Run in this folder: python3 entropy.py > entropy.txt
Lines: `normalize n target gamma p… q…`, `curve n gamma H H′ H″ p…`, `renyi n order value p…`,
`tsallis n order value p…`. Numbers are the shortest decimals of the nearest float64.
"""

from mpmath import findroot, log, exp, mp, mpf

distributions = [
    [0.5, 0.3, 0.15, 0.05],
    [0.99, 0.006, 0.004],
    [0.6, 0.4],
    [0.4, 0.4, 0.2, 0.0],
    [0.25, 0.25, 0.1875, 0.1875, 0.0625, 0.0625],
    [2.0**-k for k in range(1, 30)] + [2.0**-29],
    [0.5 + 2.0**-20, 0.5 - 2.0**-20],
]


def moments(p, gamma):
    """H, H′, H″ of the power, with the weights."""
    top = max(p)
    depth = [log(mpf(x) / mpf(top)) for x in p if x > 0]
    weight = [exp(gamma * d) for d in depth]
    z = sum(weight)
    q = [w / z for w in weight]
    m = sum(a * d for a, d in zip(q, depth))
    v = sum(a * (d - m) ** 2 for a, d in zip(q, depth))
    k = sum(a * (d - m) ** 3 for a, d in zip(q, depth))
    return log(z) - gamma * m, -gamma * v, -v - gamma * k


def power(p, gamma):
    top = max(p)
    weight = [(mpf(x) / mpf(top)) ** gamma if x > 0 else mpf(0) for x in p]
    z = sum(weight)
    return [w / z for w in weight]


def exponent(p, target):
    low, high = mpf(0), mpf(1)
    while moments(p, high)[0] > target:
        low, high = high, 2 * high
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if moments(p, middle)[0] > target else (low, middle)
    return findroot(lambda g: moments(p, g)[0] - target, (low, high), solver="anderson", tol=mpf(10) ** (-mp.dps * 9 // 10))


def line(name, p, *values):
    print(name, len(p), *(repr(float(v)) for v in values))


for p in distributions:
    mp.dps = 50
    least, most = log(sum(x == max(p) for x in p)), log(sum(x > 0 for x in p))
    targets = [float(least + f * (most - least)) for f in (mpf("0.01"), mpf("0.2"), mpf("0.5"), mpf("0.9"), mpf("0.999"))]
    if least == 0:
        targets += [1e-3, 1e-8, 1e-30, 1e-100, 1e-290]
    for target in targets:
        mp.dps = 50 if target > 1e-9 else 900
        gamma = exponent(p, mpf(target))
        line("normalize", p, target, gamma, *p, *power(p, gamma))
    mp.dps = 50
    for gamma in (0, 0.25, 1, 2.5, -1.5):
        line("curve", p, gamma, *moments(p, mpf(gamma)), *p)
    for order in (0, 0.5, 1 - 2.0**-30, 1 + 2.0**-30, 1.5, 2, 10):
        # Near order 1 even the rounding of Σ p away from 1 would count.
        whole = sum(mpf(x) for x in p)
        total = sum((mpf(x) / whole) ** mpf(order) for x in p if x > 0)
        line("renyi", p, order, log(total) / (1 - mpf(order)), *p)
        line("tsallis", p, order, (1 - total) / (mpf(order) - 1), *p)
