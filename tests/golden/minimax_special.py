"""The coefficients of the polynomials in src/numeric/erf.hpp, sigmoid.hpp and trigonometric.hpp.

Run: /usr/bin/python3 tests/golden/minimax_special.py [name]   (needs mpmath; prints, writes nothing)
"""

import sys

import mpmath as mp
from minimax import float32, minimax, series, show

mp.mp.dps = 40


def erf_rest(terms, bound=1):
    """erf(x)/x − 1 in z = x², for |x| ≤ bound, relative to erf(x)/x."""
    first = [2 / mp.sqrt(mp.pi) * (-1) ** k / (mp.factorial(k) * (2 * k + 1)) - (k == 0) for k in range(4)]
    f = series(lambda z: mp.erf(mp.sqrt(z)) / mp.sqrt(z) - 1, first)
    return minimax(f, lambda z: 1 / (f(z) + 1), terms - 1, 0, bound**2 * (1 + mp.mpf(2) ** -20))


def erfcx(x):
    if x < 20:
        return mp.erfc(x) * mp.exp(x * x)
    total, term = mp.mpf(1), mp.mpf(1)
    for k in range(1, 200):
        following = -term * (2 * k - 1) / (2 * x * x)
        if abs(following) > abs(term) or abs(following) < mp.mpf(10) ** -45:
            break
        term = following
        total += term
    return total / (x * mp.sqrt(mp.pi))


def lost(z):
    """1 − z √(π/2) erfcx(z/√2): what is left of a normal ramp after its density is taken out."""
    if z < 30:
        with mp.workdps(60):
            return 1 - z * mp.sqrt(mp.pi / 2) * mp.erfc(z / mp.sqrt(2)) * mp.exp(z * z / 2)
    total, term = mp.mpf(0), mp.mpf(1)
    for k in range(1, 400):
        following = -term * (2 * k - 1) / (z * z)
        if abs(following) > abs(term) or abs(following) < mp.mpf(10) ** -45:
            break
        term = following
        total -= term
    return total


def half_line(g, power, k, limit, terms):
    """Q with (x + k)^power g(x) = k^power + u Q(2u − 1), u = x/(x + k), on the half-line x ≥ 0."""

    def f(t):
        u = (t + 1) / 2
        if u > 1 - mp.mpf(10) ** -12:
            return limit - mp.mpf(k) ** power
        x = k * u / (1 - u)
        if x < mp.mpf(10) ** -12:
            x = mp.mpf(10) ** -12
            u = x / (x + k)
        return ((x + k) ** power * g(x) - mp.mpf(k) ** power) / u

    return minimax(
        f,
        lambda t: (t + 1 + mp.mpf(10) ** -3) / 2 / abs(f(t) * (t + 1) / 2 + mp.mpf(k) ** power),
        terms - 1,
        -1,
        1,
    )


def from_infinity(fit, power, k, limit):
    """The same polynomial as limit + v Q(2v − 1), v = 1 − u = k/(x + k), and its error."""
    c, error = fit
    terms = len(c)

    def q(t):
        v = (t + 1) / 2
        return (mp.mpf(k) ** power + (1 - v) * mp.polyval(c[::-1], -t) - limit) / v

    nodes = [mp.cos(mp.pi * (i + mp.mpf(1) / 2) / terms) for i in range(terms)]
    system = mp.matrix(terms, terms)
    for row, t in enumerate(nodes):
        for column in range(terms):
            system[row, column] = t**column
    return list(mp.lu_solve(system, mp.matrix([q(t) for t in nodes]))), error


def sine_rest(terms):
    """(sin(x)/x − 1)/z in z = x², for |x| ≤ π/4."""
    f = series(lambda z: (mp.sin(mp.sqrt(z)) / mp.sqrt(z) - 1) / z, [-1 / mp.mpf(6), 1 / mp.mpf(120), -1 / mp.mpf(5040)])
    return minimax(f, lambda z: z + mp.mpf(10) ** -9, terms - 1, 0, (mp.pi / 4 * (1 + mp.mpf(2) ** -12)) ** 2)


def cosine_rest(terms):
    """(cos(x) − 1 + z/2)/z² in z = x², for |x| ≤ π/4."""
    f = series(lambda z: (mp.cos(mp.sqrt(z)) - 1 + z / 2) / z**2, [1 / mp.mpf(24), -1 / mp.mpf(720), 1 / mp.mpf(40320)])
    return minimax(f, lambda z: z**2 + mp.mpf(10) ** -9, terms - 1, 0, (mp.pi / 4 * (1 + mp.mpf(2) ** -12)) ** 2)


def arctangent_rest(terms):
    """(atan(x)/x − 1)/z in z = x², for |x| ≤ tan(π/8)."""
    f = series(lambda z: (mp.atan(mp.sqrt(z)) / mp.sqrt(z) - 1) / z, [-1 / mp.mpf(3), 1 / mp.mpf(5), -1 / mp.mpf(7)])
    return minimax(f, lambda z: z + mp.mpf(10) ** -9, terms - 1, 0, (mp.tan(mp.pi / 8) * (1 + mp.mpf(2) ** -12)) ** 2)


def exp_rest(terms, bound):
    """(eˣ − 1 − x)/x², for |x| ≤ bound, relative to (eˣ − 1)/x."""
    f = series(lambda x: (mp.exp(x) - 1 - x) / x**2, [1 / mp.factorial(k + 2) for k in range(4)])
    return minimax(f, lambda x: abs(x) + mp.mpf(10) ** -6, terms - 1, -mp.mpf(bound), mp.mpf(bound))


def chebyshev(f, terms):
    """The polynomial in t that interpolates f at Chebyshev's points of [−1, 1], and its error between them."""
    nodes = [mp.cos(mp.pi * (i + mp.mpf(1) / 2) / terms) for i in range(terms)]
    system = mp.matrix(terms, terms)
    for row, t in enumerate(nodes):
        for column in range(terms):
            system[row, column] = t**column
    c = list(mp.lu_solve(system, mp.matrix([f(t) for t in nodes])))
    between = [mp.cos(mp.pi * (i + mp.mpf(1) / 3) / 40) for i in range(40)]
    return c, max(abs(mp.polyval(c[::-1], t) / f(t) - 1) for t in between)


def inverse_tangent_integral(terms):
    """Ti₂(y)/y in t = 2y² − 1, 0 < y ≤ 1."""

    def f(t):
        y = mp.sqrt((t + 1) / 2)
        return mp.quad(lambda s: mp.atan(s) / s, [0, y / 2, y]) / y

    return chebyshev(f, terms)


def bump():
    """The integral of e^{−1/(1−u²)}, and where its cdf and ramp are continued from."""
    density = lambda u: mp.exp(-1 / (1 - u * u)) if -1 < u < 1 else mp.mpf(0)
    mass = 2 * mp.quad(density, mp.linspace(-1, 0, 17))
    print("Bump::mass", mp.nstr(mass, 20), "density at 0", mp.nstr(mp.exp(-1) / mass, 20))
    for start in (-0.875, -0.75, -0.5, 0):
        for power in (1, 2):
            f = lambda u: density(u) * (start - u) ** (power - 1) / mass
            print(start, power, mp.nstr(mp.quad(f, mp.linspace(-1, start, 17)), 20))


root = mp.sqrt(mp.pi)
table = {
    "erf64": lambda: show("Erf<double>::rest", erf_rest(12), float),
    "erf32": lambda: show("Erf<float>::rest", erf_rest(7), float32),
    "erfcx64": lambda: show("Erfcx<double>", half_line(erfcx, 1, 2, 1 / root, 27), float),
    "erfcx32": lambda: show("Erfcx<float>", half_line(erfcx, 1, 2, 1 / root, 10), float32),
    "ramp64": lambda: show("NormalRamp<double>", from_infinity(half_line(lost, 2, 3, mp.mpf(1), 28), 2, 3, 1), float),
    "ramp32": lambda: show("NormalRamp<float>", from_infinity(half_line(lost, 2, 3, mp.mpf(1), 12), 2, 3, 1), float32),
    "sin": lambda: show("sine", sine_rest(6), float),
    "cos": lambda: show("cosine", cosine_rest(6), float),
    "atan": lambda: show("arctangent", arctangent_rest(10), float),
    "expm164": lambda: show("ExpMinusOne<double>", exp_rest(10, 0.35), float),
    "sech": lambda: show("Sech::integral", inverse_tangent_integral(23), float),
    "bump": bump,
    "expm132": lambda: show("ExpMinusOne<float>", exp_rest(5, 0.35), float32),
}

if __name__ == "__main__":
    for name, make in table.items():
        if len(sys.argv) < 2 or name in sys.argv[1:]:
            make()
