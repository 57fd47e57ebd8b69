"""Normal distributions and classifiers whose covariances have the condition 1 to 1e14."""

import mpmath as mp

from record import Symmetric, case, choose

conditions = [10.0**k for k in range(0, 15, 2)]
normal = lambda: mp.mpf(choose.gauss(0, 1))
column = lambda x: mp.matrix([[v] for v in x])
trace = lambda A: mp.fsum(A[i, i] for i in range(A.rows))


def random(rows, cols):
    return mp.matrix([[normal() for _ in range(cols)] for _ in range(rows)])


def rotation(d):
    return mp.qr(random(d, d))[0]


def doubles(A):
    return [[float(A[i, j]) for j in range(A.cols)] for i in range(A.rows)]


def entries(A):
    return [A[i, j] for i in range(A.rows) for j in range(A.cols)]


def stretches(d, condition):
    """From 1 down to the inverse of the condition."""
    return mp.diag([mp.mpf(condition) ** (-mp.mpf(i) / (d - 1)) for i in range(d)])


def root(S, exponent=mp.mpf(1) / 2):
    values, vectors = mp.eigsy(S)
    return vectors * mp.diag([v**exponent for v in values]) * vectors.T


# ── normal distributions ────────────────────────────────────────────────────────────────────────


def read(f):
    """f of distributions as means and covariances."""
    return lambda *given: f(*((column(p["mean"]), mp.matrix(p["covariance"])) if isinstance(p, dict) else p for p in given))


def square(d, S):
    return (d.T * mp.lu_solve(S, d))[0]


def logdet(S):
    return 2 * mp.fsum(mp.log(L) for L in (lambda C: [C[i, i] for i in range(C.rows)])(mp.cholesky(S)))


def entropy(p):
    return [(p[1].rows * (1 + mp.log(2 * mp.pi)) + logdet(p[1])) / 2]


def kl(p, q):
    return [(square(p[0] - q[0], q[1]) + trace(q[1] ** -1 * p[1]) - p[1].rows + logdet(q[1]) - logdet(p[1])) / 2]


def bhattacharyya(p, q):
    S = (p[1] + q[1]) / 2
    return [square(p[0] - q[0], S) / 8 + (logdet(S) - (logdet(p[1]) + logdet(q[1])) / 2) / 2]


def hellinger(p, q):
    return [mp.sqrt(-mp.expm1(-bhattacharyya(p, q)[0]))]


def products(p, q):
    """The eigenvalues of ΣpΣq."""
    L = mp.cholesky(p[1])
    return mp.eigsy(L.T * q[1] * L, eigvals_only=True)


def wasserstein2(p, q):
    d = p[0] - q[0]
    return [(d.T * d)[0] + trace(p[1]) + trace(q[1]) - 2 * mp.fsum(mp.sqrt(v) for v in products(p, q))]


def entropic(p, q, epsilon):
    s2, d = epsilon / 2, p[0] - q[0]
    D = [mp.sqrt(4 * v + s2**2) for v in products(p, q)]
    whole = (d.T * d)[0] + trace(p[1]) + trace(q[1]) - mp.fsum(D)
    return [whole + p[1].rows * s2 * (1 - mp.log(2 * s2)) + s2 * mp.fsum(mp.log(x + s2) for x in D)]


def moments(X):
    X = mp.matrix(X)
    mean = column([mp.fsum(X[i, j] for i in range(X.rows)) / X.rows for j in range(X.cols)])
    C = mp.matrix(X.rows, X.cols)
    for i in range(X.rows):
        for j in range(X.cols):
            C[i, j] = X[i, j] - mean[j]
    return mean, C.T * C / (X.rows - 1)


def gaussians():
    d = 4
    for condition in conditions:
        for _ in range(3):
            make = lambda: (lambda Q: Q * stretches(d, condition) * Q.T)(rotation(d))
            given = lambda mean, S: {"mean": [float(x) for x in mean], "covariance": Symmetric(doubles((S + S.T) / 2))}
            P, mean = make(), random(d, 1)
            L = mp.cholesky(P)
            E = random(d, d)
            near = L * (mp.eye(d) + (E + E.T) / 10000) * L.T
            for situation, q in [
                ("far", given(random(d, 1), make())),
                ("near", given(mean + L * random(d, 1) / 10000, near)),
            ]:
                p = given(mean, P)
                for name, f in [("kl", kl), ("bhattacharyya", bhattacharyya), ("hellinger", hellinger), ("wasserstein2", wasserstein2)]:
                    case("gaussian", name, situation, condition, [p, q], read(f))
                case("gaussian", "entropicWasserstein", situation, condition, [p, q, 0.5], read(entropic))
            case("gaussian", "entropy", "", condition, [p], read(entropy))
            x = [float(normal()) for _ in range(d)]
            case("gaussian", "mahalanobis", "", condition, [p, x], read(lambda p, x: [mp.sqrt(square(column(x) - p[0], p[1]))]))
            case("gaussian", "squareRoot", "", condition, [p["covariance"]], lambda S: entries(root(mp.matrix(S))))
            X, Y = (doubles(random(10, d) * root(stretches(d, condition)) * rotation(d)) for _ in range(2))
            case("gaussian", "frechet", "", condition, [X, Y], lambda X, Y: wasserstein2(moments(X), moments(Y)))


# ── classifiers ─────────────────────────────────────────────────────────────────────────────────


def split(X, labels):
    return [[x for x, k in zip(X, labels) if k == label] for label in (0, 1)]


def closed_form(labels):
    def fit(X):
        parts = [moments(part) for part in split(X, labels)]
        counts = [labels.count(0), labels.count(1)]
        S = mp.matrix(len(X[0]))
        for (_, covariance), count in zip(parts, counts):
            S += covariance * (count - 1) / len(labels)
        return list(mp.lu_solve(S, parts[1][0] - parts[0][0]))

    return fit


def likelihood(labels):
    """Newton, from nothing, to the end."""

    def fit(X):
        A = mp.matrix([list(x) + [mp.mpf(1)] for x in X])
        w = mp.matrix(A.cols, 1)
        for _ in range(60):
            s = [1 / (1 + mp.exp(-z)) for z in A * w]
            gradient = A.T * column([a - b for a, b in zip(s, labels)])
            H = A.T * mp.diag([a * (1 - a) for a in s]) * A
            step = mp.lu_solve(H, gradient)
            w -= step
            if mp.norm(step, mp.inf) < mp.mpf(10) ** -45 * mp.norm(w, mp.inf):
                break
        return list(w)[:-1]

    return fit


def regression(X, Y):
    mean, S = moments(X)
    my, _ = moments(Y)
    C = mp.matrix(X) - mp.matrix([[1]] * len(X)) * mean.T
    R = mp.matrix(Y) - mp.matrix([[1]] * len(Y)) * my.T
    return list(mp.lu_solve(S, C.T * R / (len(X) - 1)))


def zca(X):
    _, S = moments(X)
    return entries(root(S * (len(X) - 1) / len(X), -mp.mpf(1) / 2))


def classifiers():
    d, n = 3, 24
    labels = [i % 2 for i in range(n)]
    # From 1e13 on the package counts a direction as none.
    for condition in conditions[:-1]:
        for _ in range(3):
            Z, shift = random(n, d), random(1, d) / 2
            for i in range(n):
                for j in range(d):
                    Z[i, j] += labels[i] * shift[j]
            X = doubles(Z * root(stretches(d, condition)) * rotation(d))
            case("logistic", "fit", "", condition, [X], closed_form(labels))
            case("logistic", "refine", "", condition, [X], likelihood(labels))
            case("logistic", "whiten", "", condition, [X], zca)
            Y = [[float(mp.fsum(x) + normal())] for x in X]
            case("logistic", "linearRegression", "", condition, [X, Y], regression)


def write():
    gaussians()
    classifiers()
