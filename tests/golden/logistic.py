"""Closed-form and maximum-likelihood classifiers of scikit-learn and SciPy.

Run: /usr/bin/python3 tests/golden/logistic.py   (needs numpy, scipy, scikit-learn; writes
logistic.json beside it)

The closed form is scikit-learn's LinearDiscriminantAnalysis(solver="lsqr"), whose pooled covariance
is over N; where it cannot be asked (weights, ridges, pseudo-inverses, the published OAS, the total
covariance) it is NumPy's formula. Maximum likelihood is scikit-learn's LogisticRegression with a
tolerance of 1e-12 (its C is 1/(N l2)), polished by Newton steps in NumPy.
"""

import json
import pathlib

import numpy as np
from scipy import special
from sklearn.covariance import ledoit_wolf, oas
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LinearRegression, LogisticRegression

random = np.random.default_rng(8578)


def classes(n, d, k, spread):
    labels = np.concatenate([np.arange(k), random.integers(k, size=n - k)])
    mixing = random.normal(size=(d, d)) + 2 * np.eye(d)
    X = random.normal(size=(n, d)) @ mixing + (spread * random.normal(size=(k, d)))[labels] + 1
    return np.round(X, 3), labels


def within(X, y, weights=None):
    w = np.ones(len(y)) if weights is None else weights
    k = y.max() + 1
    n = np.array([w[y == c].sum() for c in range(k)])
    means = np.array([(w[y == c, None] * X[y == c]).sum(0) / n[c] for c in range(k)])
    D = X - means[y]
    return n, means, (w[:, None] * D).T @ D / w.sum()


def closed(n, means, inverse):
    """Columns of weights and biases, for two classes their difference."""
    W = inverse @ means.T
    b = np.log(n / n.sum()) - (means.T * W).sum(0) / 2
    if len(n) == 2:
        return (W[:, 1:] - W[:, :1]), (b[1:] - b[:1])
    return W, b


def oas_paper(S, n):
    p = len(S)
    square, trace = (S * S).sum(), np.trace(S) ** 2
    if p == 1:
        return 0  # as scikit-learn has it
    below = (n + 1 - 2 / p) * (square - trace / p)
    return 1 if below <= 0 else min(1, ((1 - 2 / p) * square + trace) / below)


def shrunk(S, rho):
    return (1 - rho) * S + rho * np.trace(S) / len(S) * np.eye(len(S))


def listed(fit):
    return {"weights": fit[0].tolist(), "bias": np.ravel(fit[1]).tolist()}


def ml(X, y, l2):
    n, k = len(y), y.max() + 1
    options = dict(solver="lbfgs", tol=1e-12, max_iter=100000)
    penalty = dict(penalty=None) if l2 == 0 else dict(C=1 / (n * l2))
    model = LogisticRegression(**options, **penalty).fit(X, y)
    W, b = model.coef_.T, model.intercept_
    Z, Y = np.hstack([X, np.ones((n, 1))]), np.eye(k)[y]
    if k == 2:
        W, b = np.hstack([0 * W, W]), np.append(0, b)
    theta = np.vstack([W, b])
    # For two classes W becomes (−w/2, w/2), of half the square of w.
    penalty = np.append(np.full(X.shape[1], 2 * l2 if k == 2 else l2), 0)[:, None]
    for _ in range(6):
        p = special.softmax(Z @ theta, axis=1)
        gradient = Z.T @ (p - Y) / n + penalty * theta
        S = np.einsum("ik,kl->ikl", p, np.eye(k)) - np.einsum("ik,il->ikl", p, p)
        H = np.einsum("ia,ikl,ib->akbl", Z, S, Z).reshape(theta.size, -1) / n
        H += np.diag((penalty * np.ones_like(theta)).ravel())
        theta -= (np.linalg.pinv(H, rcond=1e-13) @ gradient.ravel()).reshape(theta.shape)
    W, b = theta[:-1], theta[-1]
    F = X @ W + b
    if k == 2:
        W, b = W[:, 1:] - W[:, :1], b[1:] - b[:1]
    logp = special.log_softmax(F, axis=1)
    loss = -logp[np.arange(n), y].mean() + l2 / 2 * (W**2).sum()
    return {"l2": l2, "loss": loss, "probabilities": np.exp(logp)[:5].tolist(), **listed((W, b))}


def case(name, X, y):
    n, means, S = within(X, y)
    N, d, k = len(y), X.shape[1], len(n)
    lda = LinearDiscriminantAnalysis(solver="lsqr").fit(X, y)
    mixed = oas(X - means[y], assume_centered=True)[1]
    wolf = ledoit_wolf(X - means[y], assume_centered=True)[1]
    weights = random.integers(1, 9, size=N) / 4
    fits = {
        "ml": listed((lda.coef_.T, lda.intercept_)),
        "unbiased": listed(closed(n, means, np.linalg.inv(S * N / (N - k)))),
        "ledoit-wolf": {**listed(closed(n, means, np.linalg.inv(shrunk(S, wolf)))), "shrinkage": wolf},
        "oas": {**listed(closed(n, means, np.linalg.inv(shrunk(S, mixed)))), "shrinkage": mixed},
        "oas-paper": {
            **listed(closed(n, means, np.linalg.inv(shrunk(S, oas_paper(S, N))))),
            "shrinkage": oas_paper(S, N),
        },
        "diagonal": listed(closed(n, means, np.diag(1 / np.diag(S)))),
        "ridge": listed(closed(n, means, np.linalg.inv(S + 0.7 * np.eye(d)))),
    }
    centre = X.mean(0)
    W, b = closed(n, means - centre, np.linalg.inv(np.cov(X.T, bias=True).reshape(d, d)))
    fits["total-whitened"] = listed((W, b - centre @ W))
    wn, wmeans, wS = within(X, y, weights)
    fits["weighted"] = listed(closed(wn, wmeans, np.linalg.inv(wS)))
    result = {
        "name": name,
        "X": X.tolist(),
        "labels": y.tolist(),
        "sampleWeights": weights.tolist(),
        "within": S.tolist(),
        "fits": fits,
        "refined": [ml(X, y, l2) for l2 in (0, 0.02)],
    }
    if k == 2:
        delta = means[1] - means[0]
        result["mahalanobisSquared"] = delta @ np.linalg.solve(S, delta)
        result["rSquared"] = LinearRegression().fit(X, y).score(X, y)
    return result


def degenerate(name, X, y):
    n, means, S = within(X, y)
    centre = n @ means / n.sum()
    W, b = closed(n, means - centre, np.linalg.pinv(S, rcond=1e-11, hermitian=True))
    fit = listed((W, b - centre @ W))
    rank = int(np.linalg.matrix_rank(S, tol=1e-11 * np.abs(S).max(), hermitian=True))
    return {"name": name, "X": X.tolist(), "labels": y.tolist(), "rank": rank, **fit}


def covariances():
    X = np.round(random.normal(size=(30, 10)) @ random.normal(size=(10, 10)), 3)
    S = np.cov(X.T, bias=True)
    return {
        "X": X.tolist(),
        "ml": S.tolist(),
        "unbiased": np.cov(X.T).tolist(),
        **{
            name: {"covariance": shrunk(S, rho).tolist(), "shrinkage": rho}
            for name, rho in [
                ("ledoit-wolf", ledoit_wolf(X)[1]),
                ("oas", oas(X)[1]),
                ("oas-paper", oas_paper(S, 30)),
            ]
        },
    }


def evaluation():
    logits = np.round(random.normal(size=(200, 3)) * 2, 3)
    y = np.array([random.choice(3, p=special.softmax(1.4 * f)) for f in logits])
    p = special.softmax(logits, axis=1)
    best, confidence = p.argmax(1), p.max(1)
    bins = np.minimum((confidence * 15).astype(int), 14)
    gaps = sum(abs((best == y)[bins == b].sum() - confidence[bins == b].sum()) for b in range(15))
    loss = -np.log(p[np.arange(200), y]).mean()
    return {
        "logits": logits.tolist(),
        "labels": y.tolist(),
        "logLoss": loss,
        "accuracy": (best == y).mean(),
        "calibrationError": gaps / 200,
    }


def regression(n, d, m):
    X, Y = np.round(random.normal(size=(n, d)) + 5, 3), np.round(random.normal(size=(n, m)), 3)
    # Not LinearRegression, which keeps a singular value of 1e-16 where there are few rows.
    W = np.linalg.pinv(X - X.mean(0), rcond=1e-10) @ (Y - Y.mean(0))
    b = Y.mean(0) - X.mean(0) @ W
    R = Y - X @ W - b
    return {
        "X": X.tolist(),
        "Y": Y.tolist(),
        "weights": W.tolist(),
        "bias": b.tolist(),
        "residualCovariance": (R.T @ R / n).tolist(),
    }


X, y = classes(40, 3, 2, 1)
twice = np.hstack([X, 2 * X[:, :1] - X[:, 1:2]])
golden = {
    "cases": [
        case("two classes", *classes(60, 4, 2, 0.8)),
        case("two unequal classes", np.vstack([X, X[y == 0] + 0.2]), np.append(y, y[y == 0])),
        case("four classes", *classes(90, 5, 4, 0.8)),
        case("one feature, three classes", *classes(50, 1, 3, 1)),
    ],
    "degenerate": [
        degenerate("collinear features", twice, y),
        degenerate("fewer rows than features", *classes(12, 20, 2, 1)),
        degenerate("fewer rows than features, three classes", *classes(15, 24, 3, 1)),
    ],
    "covariance": covariances(),
    "evaluation": evaluation(),
    "regressions": [regression(40, 4, 2), regression(5, 9, 1)],
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(golden, indent=0) + "\n")
