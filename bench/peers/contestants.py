"""The contestants of peers/python.mjs; peers/process.mjs describes how they are asked.

Everything is written as a good NumPy user writes it: whole arrays, in place where that is faster.
"""

import functools
import json
import os
import sys
import time

import numpy as np
import scipy
import scipy.linalg
import sklearn
from sklearn.manifold._utils import _binary_search_perplexity

import learners
import neighbors
import projection
import samplers
import smoothers


def versions():
    blas = os.path.realpath("/usr/lib/x86_64-linux-gnu/libblas.so.3").split(os.sep)[-2]
    return (
        f"scikit-learn {sklearn.__version__}, SciPy {scipy.__version__}, "
        f"NumPy {np.__version__} (BLAS: {blas} {os.environ.get('OPENBLAS_CORETYPE', '')})"
    )


def load(folder, name, *shape):
    return np.fromfile(os.path.join(folder, name)).reshape(shape)


# ── entropy ─────────────────────────────────────────────────────────────────────────────────────


def row_summaries(p):
    with np.errstate(divide="ignore"):
        logs = np.where(p > 0, np.log(p, dtype=np.float64), 0)
    p = p.astype(np.float64)
    return np.stack([(p * p).sum(1), -(p * logs).sum(1)], 1).ravel()


def normalize(folder, rows, cols, perplexity):
    logits = load(folder, "logits", rows, cols)
    target = np.log(perplexity)
    distances = (logits.max(1, keepdims=True) - logits).astype(np.float32)

    def sklearn_search():
        return _binary_search_perplexity(distances, perplexity, 0)

    def newton():
        """Newton's method on log γ between brackets, 64 rows at a time, which stay in the cache."""
        out = np.empty_like(logits)
        for first in range(0, rows, 64):
            x = logits[first : first + 64]
            x = x - x.max(1, keepdims=True)
            gamma = np.sqrt(2 * (np.log(cols) - target)) / x.std(1)
            low, high = np.zeros_like(gamma), np.full_like(gamma, np.inf)
            for _ in range(100):
                e = np.exp(gamma[:, None] * x)
                z = e.sum(1)
                weighted = e * x
                mean = weighted.sum(1) / z
                error = np.log(z) - gamma * mean - target
                if np.abs(error).max() <= 1e-12:
                    break
                low = np.where(error > 0, gamma, low)
                high = np.where(error > 0, high, gamma)
                # dH/d log γ = −γ² Var
                variance = np.einsum("ij,ij->i", weighted, x) / z - mean * mean
                newton = gamma * np.exp(np.minimum(error / (gamma * gamma * variance), 1))
                middle = np.where(np.isinf(high), 2 * gamma, (low + high) / 2)
                found = np.abs(error) <= 1e-12
                inside = (newton > low) & (newton < high)
                gamma = np.where(found, gamma, np.where(inside, newton, middle))
            np.divide(e, z[:, None], out=out[first : first + 64])
        return out

    return [
        contestant(
            "normalize", "scikit-learn, bisection to 1e-5", sklearn_search, row_summaries, 1e-4
        ),
        contestant("normalize", "NumPy, Newton to 1e-12", newton, row_summaries, 1e-11),
    ]


def softmax(folder, rows, cols):
    logits = load(folder, "logits", rows, cols)

    def one(task, x, tolerance):
        def work():
            p = x - x.max(1, keepdims=True)
            e = np.exp(p)
            z = e.sum(1)
            entropy = np.log(z) - np.einsum("ij,ij->i", e, p) / z
            e *= (1 / z)[:, None]
            return e, entropy

        def values(result):
            return np.concatenate([result[1].astype(np.float64), row_summaries(result[0])])

        return contestant(task, "NumPy", work, values, tolerance)

    return [
        one("softmax f64", logits, 1e-11),
        one("softmax f32", logits.astype(np.float32), 1e-4),
    ]


# ── gaussian ────────────────────────────────────────────────────────────────────────────────────


def transpose(a):
    return np.swapaxes(a, -1, -2)


def log_det(factor):
    return 2 * np.log(np.diagonal(factor, axis1=-2, axis2=-1)).sum(-1)


def mahalanobis_squared(factor, difference):
    solved = np.linalg.solve(factor, difference[..., None])[..., 0]
    return (solved * solved).sum(-1)


def kl(mp, sp, mq, sq):
    lp, lq = np.linalg.cholesky(sp), np.linalg.cholesky(sq)
    solved = np.linalg.solve(lq, np.concatenate([lp, (mp - mq)[..., None]], -1))
    quadratic = (solved * solved).sum((-2, -1))  # tr Σq⁻¹Σp and the means' term together
    return (quadratic - mp.shape[-1] + log_det(lq) - log_det(lp)) / 2


def bhattacharyya(mp, sp, mq, sq):
    factor = np.linalg.cholesky((sp + sq) / 2)
    ends = log_det(np.linalg.cholesky(sp)) + log_det(np.linalg.cholesky(sq))
    return mahalanobis_squared(factor, mp - mq) / 8 + (log_det(factor) - ends / 2) / 2


def bures_ends(mp, sp, mq, sq):
    traces = np.trace(sp, axis1=-2, axis2=-1) + np.trace(sq, axis1=-2, axis2=-1)
    return ((mp - mq) ** 2).sum(-1) + traces


def wasserstein2(mp, sp, mq, sq):
    factor = np.linalg.cholesky(sp)
    eigenvalues = np.linalg.eigvalsh(transpose(factor) @ sq @ factor)
    return bures_ends(mp, sp, mq, sq) - 2 * np.sqrt(np.maximum(eigenvalues, 0)).sum(-1)


def wasserstein2_sqrtm(mp, sp, mq, sq):
    return bures_ends(mp, sp, mq, sq) - 2 * np.trace(scipy.linalg.sqrtm(sp @ sq)).real


def pairs(folder, count, dimension):
    means = [load(folder, f"mean{side}", count, dimension) for side in "PQ"]
    covariances = [
        load(folder, f"covariance{side}", count, dimension, dimension) for side in "PQ"
    ]
    args = (means[0], covariances[0], means[1], covariances[1])

    def one(task, name, distance, tolerance):
        return contestant(task, name, lambda: distance(*args), np.asarray, tolerance)

    if count > 1:
        return [
            one("kl", "NumPy, batched", kl, 1e-10),
            one("bhattacharyya", "NumPy, batched", bhattacharyya, 1e-10),
            one("wasserstein2", "NumPy, batched Cholesky, eigvalsh", wasserstein2, 1e-9),
        ]
    single = tuple(a[0] for a in args)
    return [
        contestant(
            "wasserstein2",
            name,
            functools.partial(distance, *single),
            lambda value: np.array([value]),
            1e-9,
            reference=distance is wasserstein2,
        )
        for name, distance in (
            ("NumPy, Cholesky, eigvalsh", wasserstein2),
            ("SciPy, sqrtm", wasserstein2_sqrtm),
        )
    ]


def frechet(folder, count, dimension):
    x, y = (load(folder, name, count, dimension) for name in "XY")

    def full_matrices():
        """As pytorch-fid and clean-fid do."""
        return wasserstein2_sqrtm(
            x.mean(0), np.cov(x, rowvar=False), y.mean(0), np.cov(y, rowvar=False)
        )

    def small_matrix():
        """The nuclear norm of X Yᵀ: an independent route, not timed against anybody's goal."""
        xc, yc = x - x.mean(0), y - y.mean(0)
        scale = count - 1
        cross = np.linalg.svd(xc @ yc.T / scale, compute_uv=False).sum()
        ends = ((x.mean(0) - y.mean(0)) ** 2).sum() + ((xc**2).sum() + (yc**2).sum()) / scale
        return ends - 2 * cross

    return [
        contestant("frechet", "NumPy, SVD of the small product", small_matrix, as_array, 1e-9, True),
        contestant("frechet", "SciPy, sqrtm of full matrices", full_matrices, as_array, 1e-3),
    ]


def as_array(value):
    return np.array([value])


# ── asked and answering ─────────────────────────────────────────────────────────────────────────


def contestant(task, name, work, values, tolerance, reference=False):
    described = {"task": task, "name": name, "tolerance": tolerance, "reference": reference}
    return described, work, values


def main(workload, folder, *sizes):
    contestants = WORKLOADS.get(workload, lambda *_: [])(folder, *map(int, sizes))
    print(json.dumps([described for described, _, _ in contestants]), flush=True)
    results = {}
    for line in sys.stdin:
        question, index = line.split()
        _, work, values = contestants[int(index)]
        if question == "time":
            results.pop(index, None)
            start = time.perf_counter()
            results[index] = work()
            answer = 1000 * (time.perf_counter() - start)
        else:
            answer = values(results.pop(index)).tolist()
        print(json.dumps(answer), flush=True)


WORKLOADS = {
    "normalize": normalize,
    "softmax": softmax,
    "pairs": pairs,
    "frechet": frechet,
    "sampling": samplers.sampling,
    "haar": samplers.haar,
    "smoothing": smoothers.smoothing,
    "logistic": learners.logistic,
    "penalty": learners.penalty,
    "project": projection.project,
    "decompose": projection.decompose,
    "neighbors": neighbors.neighbors,
}

if __name__ == "__main__":
    if sys.argv[1] == "versions":
        print(versions())
    else:
        main(*sys.argv[1:])
