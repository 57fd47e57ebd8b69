"""W3 and W4 on NumPy, SciPy and scikit-learn; contestants.py asks for them."""

import os

import numpy as np
import scipy.sparse
from sklearn.random_projection import GaussianRandomProjection, SparseRandomProjection
from sklearn.utils.extmath import randomized_svd


def load(folder, name, *shape):
    return np.fromfile(os.path.join(folder, name)).reshape(shape)


def contestant(task, name, work, values, tolerance, reference=False):
    described = {"task": task, "name": name, "tolerance": tolerance, "reference": reference}
    return described, work, values


def project(folder, rows, cols, outputs):
    X = load(folder, "X", rows, cols)
    R = load(folder, "R", outputs, cols)
    squares = (X * X).sum(1)

    def mean_ratio(Y):
        Y = np.asarray(Y, dtype=np.float64)
        return np.array([((Y * Y).sum(1) / squares).mean()])

    def one(task, name, work):
        return contestant(task, name, work, mean_ratio, 0.075)

    def fwht():
        size = 1 << (cols - 1).bit_length()
        generator = np.random.default_rng(1)
        x = np.zeros((rows, size))
        x[:, :cols] = X * generator.choice([-1.0, 1.0], cols)
        h = 1
        while h < size:
            pairs = x.reshape(rows, size // (2 * h), 2, h)
            a, b = pairs[:, :, 0] + pairs[:, :, 1], pairs[:, :, 0] - pairs[:, :, 1]
            pairs[:, :, 0], pairs[:, :, 1] = a, b
            h *= 2
        return x[:, generator.permutation(size)[:outputs]] / np.sqrt(outputs)

    def count_sketch():
        generator = np.random.default_rng(1)
        signs = generator.choice([-1.0, 1.0], cols)
        places = generator.integers(0, outputs, cols)
        S = scipy.sparse.csr_matrix((signs, (np.arange(cols), places)), (cols, outputs))
        return (S.T @ X.T).T

    all = []
    for precision, x, r in [
        ("f32", X.astype(np.float32), R.astype(np.float32)),
        ("f64", X, R),
    ]:
        gaussian = GaussianRandomProjection(outputs, random_state=1)
        sparse = SparseRandomProjection(outputs, random_state=1)
        all += [
            one(f"given {precision}", "NumPy", lambda x=x, r=r: x @ r.T),
            one(
                f"made {precision}",
                "scikit-learn",
                lambda x=x, g=gaussian: g.fit_transform(x),
            ),
            one(
                f"sparse {precision}",
                "scikit-learn",
                lambda x=x, s=sparse: densed(s.fit_transform(x)),
            ),
        ]
    return all + [one("srht", "NumPy, FWHT", fwht), one("count-sketch", "SciPy", count_sketch)]


def densed(Y):
    return Y.toarray() if scipy.sparse.issparse(Y) else Y


def decompose(folder, rows, cols, rank):
    A = load(folder, "A", rows, cols)

    def work():
        return randomized_svd(
            A, rank, n_oversamples=10, n_iter=2, power_iteration_normalizer="QR", random_state=1
        )

    return [
        contestant(
            "decompose", "scikit-learn", work, lambda found: found[1], 1e-10, reference=True
        )
    ]
