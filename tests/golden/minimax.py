"""The coefficients of the polynomials in src/numeric/exp.hpp and log.hpp, by the Remez exchange.

Run: /usr/bin/python3 tests/golden/minimax.py   (needs mpmath; prints, writes nothing)
"""

import struct

import mpmath as mp

mp.mp.dps = 60


def minimax(f, weight, degree, low, high):
    """Coefficients c₀ … of the polynomial with the least max |weight · (polynomial − f)|, and it."""
    low, high, count = mp.mpf(low), mp.mpf(high), degree + 2
    nodes = [(low + high) / 2 - (high - low) / 2 * mp.cos(mp.pi * i / (count - 1)) for i in range(count)]
    grid = [low + (high - low) * i / (60 * count) for i in range(60 * count + 1)]
    for _ in range(30):
        system = mp.matrix(count, count)
        for row, x in enumerate(nodes):
            for power in range(degree + 1):
                system[row, power] = x**power
            system[row, degree + 1] = (-1) ** row / weight(x)
        solution = mp.lu_solve(system, mp.matrix([f(x) for x in nodes]))
        c = [solution[i] for i in range(degree + 1)]
        errors = [(mp.polyval(c[::-1], x) - f(x)) * weight(x) for x in grid]
        peaks, best = [], 0
        for i in range(1, len(grid)):
            if mp.sign(errors[i]) != mp.sign(errors[best]) and errors[i] != 0:
                peaks.append(best)
                best = i
            elif abs(errors[i]) > abs(errors[best]):
                best = i
        peaks.append(best)
        while len(peaks) > count:
            peaks.pop(0 if abs(errors[peaks[0]]) < abs(errors[peaks[-1]]) else -1)
        moved = [refined(grid, errors, i) for i in peaks]
        change = max(abs(a - b) for a, b in zip(moved, nodes))
        nodes = moved
        if change < mp.mpf(10) ** -12:
            break
    return c, max(abs(e) for e in errors)


def refined(grid, errors, i):
    """The vertex of the parabola through the error at a grid point and its neighbours."""
    if i in (0, len(grid) - 1):
        return grid[i]
    left, here, right = errors[i - 1 : i + 2]
    bend = left - 2 * here + right
    return grid[i] if bend == 0 else grid[i] - (grid[i + 1] - grid[i - 1]) / 4 * (right - left) / bend


def series(f, taylor, tiny=mp.mpf(10) ** -10):
    """f, by the first terms of its series where it would divide 0 by 0."""
    return lambda x: sum(c * x**i for i, c in enumerate(taylor)) if abs(x) < tiny else f(x)


def float32(x):
    return struct.unpack("f", struct.pack("f", float(x)))[0]


def show(name, result, rounded):
    c, error = result
    print(f"{name}: error {mp.nstr(error, 3)}")
    for x in c:
        print("   ", repr(rounded(x)), float(rounded(x)).hex())


def exp_minus_one(degree, steps):
    """(eʳ − 1 − r)/r² for |r| ≤ ln 2/(2 steps), relative to eʳ."""
    bound = mp.log(2) / (2 * steps) * (1 + mp.mpf(2) ** -20)
    f = series(lambda r: (mp.exp(r) - 1 - r) / r**2, [1 / mp.factorial(k + 2) for k in range(4)])
    return minimax(f, lambda r: max(r**2, bound**2 / 10**6) / mp.exp(r), degree - 2, -bound, bound)


def power_minus_one(degree, steps):
    """(2^{f/steps} − 1)/f for |f| ≤ 1/2, relative to 2^{f/steps}."""
    step = mp.log(2) / steps
    f = series(lambda x: (mp.exp(step * x) - 1) / x, [step ** (k + 1) / mp.factorial(k + 1) for k in range(4)])
    return minimax(f, lambda x: (abs(x) + mp.mpf(10) ** -6) / mp.exp(step * x), degree - 1, -0.5001, 0.5001)


def log_rest(terms):
    """(log((1 + s)/(1 − s)) − 2s)/(s z) with z = s², for 1/√2 ≤ (1 + s)/(1 − s) ≤ √2."""
    bound = ((mp.sqrt(2) - 1) / (mp.sqrt(2) + 1) * (1 + mp.mpf(2) ** -20)) ** 2
    f = series(
        lambda z: (mp.log((1 + mp.sqrt(z)) / (1 - mp.sqrt(z))) - 2 * mp.sqrt(z)) / (mp.sqrt(z) * z),
        [mp.mpf(2) / (2 * k + 3) for k in range(3)],
        mp.mpf(10) ** -14,
    )
    return minimax(f, lambda z: z / 2 + mp.mpf(10) ** -9, terms - 1, 0, bound)


if __name__ == "__main__":
    show("Exp<double>::minusOne", exp_minus_one(4, 256), float)
    show("Exp<double>::powerMinusOne", power_minus_one(4, 256), float)
    show("Exp<float>::minusOne", exp_minus_one(6, 1), float32)
    show("Exp<float>::powerMinusOne", power_minus_one(6, 1), float32)
    show("Log<double>::rest", log_rest(7), float)
    show("Log<float>::rest", log_rest(3), float32)
