"""Distances, maps, means and gradients of normal distributions at 50 digits, and scikit-learn's fits.

Run: /usr/bin/python3 tests/golden/gaussian.py   (needs mpmath, numpy, scikit-learn; writes
gaussian.json beside it)

Everything is computed straight from the definitions, by symmetric square roots and inverses; the
gradients are central differences with a step of 1e-17 at 50 digits, the best Chernoff exponent a
golden-section search, the Jensen–Shannon divergence a quadrature. "inf" stands for infinity.
"""

import json
import pathlib

import mpmath as mp
import numpy as np
from sklearn.covariance import ledoit_wolf, oas

mp.mp.dps = 50
random = np.random.default_rng(8512)


def matrix(rows):
    return mp.matrix([[mp.mpf(float(x)) for x in row] for row in rows])


def listed(A):
    return [[float(A[i, j]) for j in range(A.cols)] for i in range(A.rows)]


def power(S, exponent):
    """A symmetric positive semi-definite matrix to a power."""
    values, vectors = mp.eigsy(S)
    powers = [max(x, mp.mpf(0)) ** exponent if x > mp.mpf(10) ** -40 else mp.mpf(0) for x in values]
    return vectors * mp.diag(powers) * vectors.T


def trace(A):
    return mp.fsum(A[i, i] for i in range(A.rows))


def covariance(c):
    """Σ of any of its forms, for d dimensions."""
    form, value, d = c["form"], c["value"], c["d"]
    if form == "full":
        return matrix(value)
    if form == "diagonal":
        return mp.diag([mp.mpf(x) for x in value])
    if form == "variance":
        return mp.mpf(value) * mp.eye(d)
    F = matrix(value)
    return F * F.T


def chernoff(p, q, a):
    (mp_, Sp), (mq, Sq) = p, q
    d, S = mp_ - mq, a * Sq + (1 - a) * Sp
    if min(mp.eigsy(S, eigvals_only=True)) <= 0:
        return mp.inf if a > 1 else None
    logs = mp.log(mp.det(S)) - (1 - a) * mp.log(mp.det(Sp)) - a * mp.log(mp.det(Sq))
    return a * (1 - a) / 2 * (d.T * S**-1 * d)[0] + logs / 2


def renyi(p, q, a):
    value = chernoff(p, q, mp.mpf(a))
    return mp.inf if value == mp.inf else value / (1 - mp.mpf(a))


def kl(p, q):
    (mp_, Sp), (mq, Sq) = p, q
    d, inverse = mp_ - mq, Sq**-1
    ratio = mp.log(mp.det(Sp)) - mp.log(mp.det(Sq))
    return ((d.T * inverse * d)[0] + trace(inverse * Sp) - ratio - Sp.rows) / 2


def middle(Sp, Sq):
    root = power(Sp, mp.mpf(1) / 2)
    return power(root * Sq * root, mp.mpf(1) / 2)


def wasserstein2(p, q):
    d = p[0] - q[0]
    return (d.T * d)[0] + trace(p[1]) + trace(q[1]) - 2 * trace(middle(p[1], q[1]))


def entropic(p, q, epsilon):
    s2, n = mp.mpf(epsilon) / 2, p[1].rows
    root = power(p[1], mp.mpf(1) / 2)
    D = [mp.sqrt(4 * max(x, 0) + s2**2) for x in mp.eigsy(root * q[1] * root, eigvals_only=True)]
    d = p[0] - q[0]
    whole = (d.T * d)[0] + trace(p[1]) + trace(q[1]) - mp.fsum(D)
    return whole + n * s2 * (1 - mp.log(2 * s2)) + s2 * mp.fsum(mp.log(x + s2) for x in D)


def best(p, q):
    low, high, ratio = mp.mpf(0), mp.mpf(1), (mp.sqrt(5) - 1) / 2
    for _ in range(110):
        a, b = high - ratio * (high - low), low + ratio * (high - low)
        if chernoff(p, q, a) < chernoff(p, q, b):
            low = a
        else:
            high = b
    alpha = (low + high) / 2
    return {"alpha": float(alpha), "value": float(chernoff(p, q, alpha))}


def transport(p, q):
    root, back = power(p[1], mp.mpf(1) / 2), power(p[1], -mp.mpf(1) / 2)
    return back * power(root * q[1] * root, mp.mpf(1) / 2) * back


def gradient(f, p, q):
    """Central differences; a symmetric matrix changes in both of its entries at once."""
    h = mp.mpf(10) ** -17
    arguments = [p[0], p[1], q[0], q[1]]

    def at(which, i, j, step):
        changed = [x.copy() for x in arguments]
        changed[which][i, j] += step
        if which % 2 and i != j:
            changed[which][j, i] += step
        return f((changed[0], changed[1]), (changed[2], changed[3]))

    result = []
    for which in range(4):
        A = arguments[which]
        G = mp.matrix(A.rows, A.cols)
        for i in range(A.rows):
            for j in range(A.cols):
                both = 2 if which % 2 and i != j else 1
                column = j if which % 2 else 0
                G[i, j] = (at(which, i, column, h) - at(which, i, column, -h)) / (2 * h) / both
        result.append(listed(G) if which % 2 else [float(x) for x in G])
    return dict(zip(["meanP", "covarianceP", "meanQ", "covarianceQ"], result))


def barycenter(list_, weights):
    B = mp.eye(list_[0][1].rows)
    for _ in range(200):
        root, back = power(B, mp.mpf(1) / 2), power(B, -mp.mpf(1) / 2)
        T = mp.zeros(B.rows)
        for w, (_m, S) in zip(weights, list_):
            T += mp.mpf(w) * power(root * S * root, mp.mpf(1) / 2)
        following = back * T * T * back
        change = mp.mnorm(following - B, 1)
        B = following
        if change < mp.mpf(10) ** -30:
            break
    return B


def spd(d, spread=1.0):
    """A random covariance whose deviations span `spread` orders of magnitude."""
    Q, _ = np.linalg.qr(random.normal(size=(d, d)))
    S = Q @ np.diag(10.0 ** np.linspace(-spread, spread, d)) @ Q.T if d > 1 else np.array([[1.7]])
    return ((S + S.T) / 2).tolist()


def given(mean, form, value):
    return {"mean": [float(x) for x in mean], "form": form, "value": value, "d": len(mean)}


def near(S, change):
    E = random.normal(size=(len(S), len(S)))
    return (np.array(S) + change * (E + E.T)).tolist()


def number(x):
    return "inf" if x == mp.inf else float(x)


def pair(name, p, q, exact=True):
    P = (matrix([[x] for x in p["mean"]]), covariance(p))
    Q = (matrix([[x] for x in q["mean"]]), covariance(q))
    bd = chernoff(P, Q, mp.mpf(1) / 2)
    case = {
        "name": name,
        "p": p,
        "q": q,
        "entropy": float((P[1].rows * (1 + mp.log(2 * mp.pi)) + mp.log(mp.det(P[1]))) / 2),
        "kl": float(kl(P, Q)),
        "reversed": float(kl(Q, P)),
        "bhattacharyya": float(bd),
        "hellinger2": float(1 - mp.exp(-bd)),
        "chernoff": {"0.1": float(chernoff(P, Q, mp.mpf(0.1))), "0.8": float(chernoff(P, Q, mp.mpf(0.8)))},
        "renyi": {a: number(renyi(P, Q, float(a))) for a in ["0.3", "0.99", "1.5", "2"]},
        "wasserstein2": float(wasserstein2(P, Q)),
        "entropic": float(entropic(P, Q, 0.75)),
        "best": best(P, Q),
    }
    if exact:
        case["map"] = listed(transport(P, Q))
        A = mp.mpf(0.7) * mp.eye(P[1].rows) + mp.mpf(0.3) * transport(P, Q)
        case["geodesic"] = listed(A * P[1] * A.T)
        bhattacharyya = lambda a, b: chernoff(a, b, mp.mpf(1) / 2)
        case["gradient"] = {
            "kl": gradient(kl, P, Q),
            "jeffreys": gradient(lambda a, b: kl(a, b) + kl(b, a), P, Q),
            "bhattacharyya": gradient(bhattacharyya, P, Q),
            "wasserstein2": gradient(wasserstein2, P, Q),
        }
    return case


def pairs():
    mean = lambda d: random.normal(size=d).tolist()
    S3, S4 = spd(3), spd(4)
    m4 = mean(4)
    yield pair("one dimension", given([0.25], "full", [[2.5]]), given([-1.5], "full", [[0.3]]))
    yield pair("the article's plane", given([1, 0], "full", [[2, 0.5], [0.5, 1]]), given([0, 1], "full", [[1, -0.25], [-0.25, 1.5]]))
    yield pair("three dimensions", given(mean(3), "full", S3), given(mean(3), "full", spd(3)))
    yield pair("seven dimensions", given(mean(7), "full", spd(7)), given(mean(7), "full", spd(7)), exact=False)
    yield pair("deviations over ten orders of magnitude", given(mean(4), "full", spd(4, 2.5)), given(mean(4), "full", spd(4, 2.5)), exact=False)
    yield pair("diagonal and full", given(mean(3), "diagonal", [0.5, 2.0, 4.0]), given(mean(3), "full", S3))
    yield pair("full and one variance", given(mean(3), "full", S3), given(mean(3), "variance", 0.75))
    yield pair("diagonal and one variance", given(mean(3), "diagonal", [0.5, 2.0, 4.0]), given(mean(3), "variance", 0.75))
    yield pair("a wide factor and full", given(mean(3), "factor", random.normal(size=(3, 5)).tolist()), given(mean(3), "full", S3))
    yield pair("a square factor and a diagonal", given(mean(3), "factor", random.normal(size=(3, 3)).tolist()), given(mean(3), "diagonal", [1.5, 0.25, 1.0]))
    for change in [1e-4, 1e-6, 1e-8]:
        yield pair(f"equal to {change}", given(m4, "full", S4), given([x + change for x in m4], "full", near(S4, change)), exact=False)
    yield pair("diagonals equal to 1e-9", given(m4, "diagonal", [1.0, 2.0, 3.0, 4.0]), given(m4, "diagonal", [1.0 + 1e-9, 2.0, 3.0 - 2e-9, 4.0]), exact=False)


def low_rank():
    """W2 and its entropic form of singular covariances."""
    mean = lambda d: random.normal(size=d).tolist()
    factor = lambda d, r: random.normal(size=(d, r)).tolist()
    for name, p, q in [
        ("a line and a plane in four dimensions", given(mean(4), "factor", factor(4, 1)), given(mean(4), "factor", factor(4, 2))),
        ("a plane and a definite covariance", given(mean(4), "factor", factor(4, 2)), given(mean(4), "full", spd(4))),
        ("a plane and a diagonal with zeros", given(mean(4), "factor", factor(4, 2)), given(mean(4), "diagonal", [1.0, 0.0, 2.0, 0.0])),
        ("a point and a variance", given(mean(4), "variance", 0.0), given(mean(4), "variance", 3.0)),
    ]:
        P = (matrix([[x] for x in p["mean"]]), covariance(p))
        Q = (matrix([[x] for x in q["mean"]]), covariance(q))
        yield {"name": name, "p": p, "q": q, "wasserstein2": float(wasserstein2(P, Q)), "entropic": float(entropic(P, Q, 0.75))}


def moments(X):
    A = matrix(X)
    n, d = A.rows, A.cols
    mean = mp.matrix([mp.fsum(A[i, j] for i in range(n)) / n for j in range(d)])
    centered = mp.matrix(n, d)
    for i in range(n):
        for j in range(d):
            centered[i, j] = A[i, j] - mean[j]
    return mean, centered.T * centered / (n - 1)


def frechets():
    for n, m, d in [(9, 12, 3), (4, 5, 7), (4, 9, 5), (2, 2, 1)]:
        X, Y = random.normal(size=(n, d)), 2 * random.normal(size=(m, d)) + 1
        squared = wasserstein2(moments(X), moments(Y))
        yield {"X": X.tolist(), "Y": Y.tolist(), "squared": float(squared)}


def fits():
    for n, d in [(12, 4), (5, 8), (40, 2)]:
        X = random.normal(size=(n, d)) @ random.normal(size=(d, d)) + 3
        yield {
            "X": X.tolist(),
            "mean": X.mean(axis=0).tolist(),
            "ml": np.cov(X.T, bias=True).tolist(),
            "unbiased": np.cov(X.T).tolist(),
            "ledoit-wolf": ledoit_wolf(X)[0].tolist(),
            "oas": oas(X)[0].tolist(),
        }


def means():
    for count, d in [(2, 2), (3, 3), (4, 5)]:
        list_ = [spd(d) for _ in range(count)]
        weights = random.uniform(0.5, 2, size=count).tolist()
        total = mp.fsum(mp.mpf(w) for w in weights)
        S = [(None, matrix(C)) for C in list_]
        yield {"covariances": list_, "weights": weights, "covariance": listed(barycenter(S, [mp.mpf(w) / total for w in weights]))}


def functions():
    for d in [1, 2, 4]:
        A, B = spd(d), spd(d)
        a, b, half = matrix(A), matrix(B), mp.mpf(1) / 2
        mean = power(a, half) * power(power(a, -half) * b * power(a, -half), half) * power(a, half)
        yield {"A": A, "B": B, "root": listed(power(a, half)), "mean": listed(mean)}


def jensen_shannon():
    for m, v in [(1, 1), (0, 4), (3, 0.25), (0.01, 1)]:
        p = lambda x: mp.npdf(x)
        q = lambda x: mp.npdf(x, m, mp.sqrt(v))

        def integrand(x):
            a, b = p(x), q(x)
            mid = (a + b) / 2
            term = lambda y: y * mp.log(y / mid) if y > 0 else 0
            return (term(a) + term(b)) / 2

        yield {"mean": m, "variance": v, "value": float(mp.quad(integrand, [-20, -5, -2, 0, 1, 2, 4, 8, 25]))}


golden = {
    "pairs": list(pairs()),
    "lowRank": list(low_rank()),
    "frechet": list(frechets()),
    "fits": list(fits()),
    "barycenters": list(means()),
    "functions": list(functions()),
    "jensenShannon": list(jensen_shannon()),
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
