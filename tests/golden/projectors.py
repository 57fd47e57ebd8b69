"""Writes projectors.json beside this file: what NumPy and scikit-learn say of the matrix
A_ij = sin(1 + i j) / (1 + i + j) of 80 x 60, in float64.

    /usr/bin/python3 tests/golden/projectors.py
"""

import json
import pathlib

import numpy as np
import sklearn
from sklearn.decomposition import PCA
from sklearn.random_projection import GaussianRandomProjection, SparseRandomProjection
from sklearn.utils.extmath import randomized_svd

i, j = np.meshgrid(np.arange(80), np.arange(60), indexing="ij")
A = np.sin(1 + i * j) / (1 + i + j)

U, S, Vt = randomized_svd(A, 6, n_oversamples=20, n_iter=8, random_state=0)
exact = np.linalg.svd(A, compute_uv=False)
pca = PCA(4, svd_solver="full").fit(A)

# What scikit-learn's projections scatter: the standard deviation of the ratio of squared distances.
X = np.random.default_rng(0).standard_normal((2, 400))
difference = X[0] - X[1]


def scatter(make):
    ratios = [
        np.sum(make(seed).fit(X).transform(difference[None]) ** 2) / np.sum(difference**2)
        for seed in range(2000)
    ]
    return [float(np.mean(ratios)), float(np.std(ratios))]


golden = {
    "made by": f"scikit-learn {sklearn.__version__}, NumPy {np.__version__}",
    "randomized_svd": S.tolist(),
    "singular values": exact[:8].tolist(),
    "pca": {
        "variance": pca.explained_variance_.tolist(),
        "mean": pca.mean_[:5].tolist(),
        "components": np.abs(pca.components_[:, :5]).tolist(),
    },
    "GaussianRandomProjection 400 to 20": scatter(
        lambda seed: GaussianRandomProjection(20, random_state=seed)
    ),
    "SparseRandomProjection 400 to 20": scatter(
        lambda seed: SparseRandomProjection(20, random_state=seed)
    ),
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, indent=1) + "\n")
