"""Entropy, kernels, smooth functions and truncated normals: far tails, kinks, and spreads to 1e300."""

import mpmath as mp

from record import case, choose, point

log_spaced = lambda low, high, count: [float(mp.mpf(low) * (mp.mpf(high) / low) ** (mp.mpf(i) / (count - 1)) * choose.uniform(0.97, 1)) for i in range(count)]

# ── entropy ─────────────────────────────────────────────────────────────────────────────────────


def whole(p):
    total = mp.fsum(p)
    return [x / total for x in p]


def shannon(p):
    # To the digits of what is 1e-300 of the whole.
    with mp.workdps(400):
        return [-mp.fsum(x * mp.log(x) for x in whole(p))]


def renyi(p, order):
    with mp.workdps(400):
        return [mp.log(mp.fsum(x**order for x in whole(p))) / (1 - order)]


def tsallis(p, order):
    with mp.workdps(400):
        return [(1 - mp.fsum(x**order for x in whole(p))) / (order - 1)]


def power(p, gamma):
    return whole([x**gamma for x in p])


def tempered(p, nats):
    """The power whose entropy is `nats`, by bisection in log γ and Newton."""
    def entropy(gamma):
        return shannon(power(p, gamma))[0]

    low, high = mp.mpf(-12), mp.mpf(12)
    for _ in range(24):
        middle = (low + high) / 2
        low, high = (middle, high) if entropy(mp.exp(middle)) > nats else (low, middle)
    gamma = mp.exp((low + high) / 2)
    for _ in range(5):
        q, logs = power(p, gamma), [mp.log(x) for x in p]
        mean = mp.fsum(a * b for a, b in zip(q, logs))
        slope = -gamma * mp.fsum(a * (b - mean) ** 2 for a, b in zip(q, logs))
        gamma -= (entropy(gamma) - nats) / slope
    return gamma


def entropies():
    for k in (0, 1, 3, 8, 16, 30, 60, 100, 150, 200, 250, 300):
        for _ in range(2):
            p = [float(x) for x in whole([mp.mpf(10) ** (-mp.mpf(k) * i / 5) * mp.mpf(choose.uniform(0.5, 1)) for i in range(6)])]
            ratio = max(p) / min(p)
            case("entropy", "shannon", "", ratio, [p], shannon)
            case("entropy", "renyi", "α = ½", ratio, [p, 0.5], renyi)
            case("entropy", "renyi", "α = 2", ratio, [p, 2.0], renyi)
            case("entropy", "tsallis", "α = ½", ratio, [p, 0.5], tsallis)
            case("entropy", "power", "γ = 0.03", ratio, [p, 0.03], power, each=True)
            case("entropy", "power", "γ = 0.9", ratio, [p, 0.9], power, each=True)
            case("entropy", "normalize", "γ", ratio, [p, 0.9], lambda p, nats: [tempered(p, nats)])
            case("entropy", "normalize", "p", ratio, [p, 0.9], lambda p, nats: power(p, tempered(p, nats)), each=True)
            logits = [float(choose.uniform(-1, 1) * max(k, 0.1)) for _ in range(6)]
            case("entropy", "softmax", "", mp.exp(max(logits) - min(logits)), [logits], lambda x: whole([mp.exp(v) for v in x]), each=True)


# ── kernels: left tails, which the right is made of ─────────────────────────────────────────────

mass = 2 * mp.quad(lambda u: mp.exp(-1 / (1 - u * u)) if u < 1 else mp.mpf(0), mp.linspace(0, 1, 17))
bump = lambda u: mp.exp(-1 / (1 - u * u)) / mass if abs(u) < 1 else mp.mpf(0)
bump_tail = lambda power: lambda u: mp.quad(lambda s: bump(s) * (u - s) ** power, mp.linspace(-1, u, 13))


def normal_ramp(u):
    with mp.workdps(420):
        return u * mp.erfc(-u / mp.sqrt(2)) / 2 + mp.npdf(u)


pi = mp.pi
# Density, cdf and ramp for u ≤ 0.
left = {
    "gaussian": (mp.npdf, lambda u: mp.erfc(-u / mp.sqrt(2)) / 2, normal_ramp),
    "logistic": (lambda u: 1 / (2 * mp.cosh(u / 2)) ** 2, lambda u: 1 / (1 + mp.exp(-u)), lambda u: mp.log1p(mp.exp(u))),
    "laplace": (lambda u: mp.exp(u) / 2,) * 3,
    "uniform": (lambda u: mp.mpf(1) / 2, lambda u: (1 + u) / 2, lambda u: (1 + u) ** 2 / 4),
    "triangular": (lambda u: 1 + u, lambda u: (1 + u) ** 2 / 2, lambda u: (1 + u) ** 3 / 6),
    "epanechnikov": (lambda u: 3 * (1 - u * u) / 4, lambda u: (2 + 3 * u - u**3) / 4, lambda u: (2 * u + 3 * u * u / 2 - u**4 / 4) / 4 + mp.mpf(3) / 16),
    "cosine": (lambda u: (1 + mp.cos(pi * u)) / 2, lambda u: (1 + u + mp.sin(pi * u) / pi) / 2, lambda u: ((1 + u) ** 2 / 2 - (1 + mp.cos(pi * u)) / pi**2) / 2),
    "student-t2": (lambda u: (1 + u * u) ** mp.mpf(-1.5) / 2, lambda u: (1 + u / mp.sqrt(1 + u * u)) / 2, lambda u: (u + mp.sqrt(1 + u * u)) / 2),
    "sech": (lambda u: 1 / (pi * mp.cosh(u)), lambda u: 2 / pi * mp.atan(mp.exp(u)), lambda u: 2 / pi * mp.polylog(2, mp.mpc(0, mp.exp(u))).imag),
    "cauchy": (lambda u: 1 / (pi * (1 + u * u)), lambda u: mp.mpf(1) / 2 + mp.atan(u) / pi),
    "bump": (bump, bump_tail(0), bump_tail(1)),
}
ends = {"gaussian": 36, "logistic": 600, "laplace": 600, "student-t2": 1e8, "sech": 600, "cauchy": 1e12}
orders = ("density", "cdf", "ramp")


def kernel(name, order):
    """The kernel's function on the whole line."""
    f = left[name][order]
    return {
        0: lambda u: f(-abs(u)),
        1: lambda u: f(u) if u <= 0 else 1 - f(-u),
        2: lambda u: f(u) if u <= 0 else u + f(-u),
    }[order]


def kernels():
    for name, functions in left.items():
        xs = [-x for x in (log_spaced(1e-3, ends[name], 24) if name in ends else log_spaced(1e-3, 0.9, 10) + [0.97, 0.99, 0.999, 0.9999, 0.99999])]
        if name == "bump":
            xs = [x for x in xs if x > -0.999]
        for order in range(len(functions)):
            f = kernel(name, order)
            slope = kernel(name, order - 1) if order > 0 else lambda u: mp.diff(f, u)
            # Beyond the largest distance the left tail is nothing beside the right.
            for x in xs + [-x for x in xs[::3]]:
                if f(mp.mpf(x)) > mp.mpf(10) ** -290:
                    point("kernels", name, orders[order], x, f, slope)


# ── smoothed functions: a + s x + Σ jumps Φ + Σ bends R ─────────────────────────────────────────

pieces = {
    "relu": (0, 0, [], [(0, 1)]),
    "leaky-relu": (0, mp.mpf(0.01), [], [(0, 1 - mp.mpf(0.01))]),
    "abs": (0, -1, [], [(0, 2)]),
    "step": (0, 0, [(0, 1)], []),
    "sign": (-1, 0, [(0, 2)], []),
    "clip": (-1, 0, [], [(-1, 1), (1, -1)]),
    "relu6": (0, 0, [], [(0, 1), (6, -1)]),
    "soft-threshold": (1, 1, [], [(-1, -1), (1, 1)]),
}


def smoothed():
    width = 0.25
    for name, (offset, slope, jumps, bends) in pieces.items():
        for kind in ("gaussian", "logistic"):
            ramp, cdf = (kernel(kind, 2), kernel(kind, 1))

            def f(x, w):
                with mp.workdps(400):
                    return [offset + slope * x + mp.fsum(j * cdf((x - k) / w) for k, j in jumps) + mp.fsum(b * w * ramp((x - k) / w) for k, b in bends)]

            for distance in log_spaced(1e-6, 8, 18):
                for x in (distance, -distance):
                    value = f(mp.mpf(x), mp.mpf(width))[0]
                    if abs(value) > mp.mpf(10) ** -290:
                        case("smoothing", name, kind, distance, [x, width], f)


# ── smooth activations ──────────────────────────────────────────────────────────────────────────

sigmoid = lambda x: 1 / (1 + mp.exp(-x))
normal_cdf = lambda x: mp.erfc(-x / mp.sqrt(2)) / 2
activations = {
    "gelu": lambda x: x * normal_cdf(x),
    "gelu-tanh": lambda x: x * sigmoid(2 * mp.sqrt(2 / pi) * (x + mp.mpf("0.044715") * x**3)),
    "gelu-sigmoid": lambda x: x * sigmoid(mp.mpf("1.702") * x),
    "silu": lambda x: x * sigmoid(x),
    "softplus": lambda x: mp.log1p(mp.exp(x)),
    "sau": lambda x: x / 4 + mp.mpf(3) / 4 * normal_ramp(x),
    "squareplus": lambda x: (x + mp.sqrt(x * x + 1)) / 2,
    "mish": lambda x: x * mp.tanh(mp.log1p(mp.exp(x))),
}


# The ramp keeps digits of its own, which differences would lose.
slopes_of_sau = [activations["sau"], lambda x: mp.mpf(1) / 4 + mp.mpf(3) / 4 * normal_cdf(x), lambda x: mp.mpf(3) / 4 * mp.npdf(x), lambda x: -mp.mpf(3) / 4 * x * mp.npdf(x)]


def smooth_activations():
    for name, f in activations.items():
        end = {"gelu": 30, "gelu-tanh": 12, "squareplus": 1e6, "sau": 1e6}.get(name, 300)
        for order in range(3):
            with mp.workdps(600):
                at = lambda x, n: slopes_of_sau[n](x) if name == "sau" else mp.diff(f, x, n) if n > 0 else f(x)
                for distance in log_spaced(1e-3, end, 16):
                    for x in (distance, -distance):
                        value = at(mp.mpf(x), order)
                        if abs(value) > mp.mpf(10) ** -290:
                            point("activations", name, ("f", "f′", "f″")[order], x, lambda u: at(u, order), lambda u: at(u, order + 1))


# ── truncated normals ───────────────────────────────────────────────────────────────────────────


def truncated(a, b):
    with mp.workdps(700 if a > 20 else 120):
        density, tail = mp.npdf, lambda x: mp.erfc(x / mp.sqrt(2)) / 2
        end = lambda f, x: mp.mpf(0) if mp.isinf(x) else f(x)
        Z = tail(a) - end(tail, b)
        mean = (density(a) - end(density, b)) / Z
        variance = 1 + (a * density(a) - end(lambda x: x * density(x), b)) / Z - mean**2
        return mean, variance


def scaled_tail(a):
    """Mean and variance above a by the continued fraction of Mills' ratio, for a beyond 20."""
    with mp.workdps(120):
        t = mp.mpf(0)
        for k in range(400, 0, -1):
            t = k / (a + t)
        mean = a + t
        return mean, 1 + a * mean - mean**2


def truncations():
    moments = lambda a: scaled_tail(a) if a > 20 else truncated(a, mp.inf)
    for index, name in enumerate(("mean", "variance")):
        for a in log_spaced(0.1, 1e8, 24):
            case("initialization", "truncatedMoments", f"{name}, tail", a, [a], lambda a: [moments(a)[index]])
        for k in range(0, 15):
            a, width = choose.uniform(1, 2), 10 ** (-mp.mpf(k) / 2)
            b = float(a + width)
            case("initialization", "truncatedMoments", f"{name}, narrow", a / (b - a), [a, b], lambda a, b: [truncated(a, b)[index]])
    for cut in log_spaced(1e-8, 30, 24):
        factor = lambda c: [1 / mp.sqrt(truncated(-c, c)[1])]
        case("initialization", "truncationStdFactor", "", max(cut, 1 / cut), [cut], factor)


def write():
    entropies()
    kernels()
    smoothed()
    smooth_activations()
    truncations()
