"""W5 on faiss, where it is there (Debian's python3-faiss): its LSH, whose best rows are ranked exactly."""

import os

import numpy as np

try:
    import faiss

    faiss.omp_set_num_threads(1)
except ImportError:
    faiss = None

# Signs, and the rows ranked over the rows wanted: as few of either as a recall of 0.98 takes.
SETTINGS = [(64, 30), (96, 10)]


def described(task, name, work, values, tolerance):
    return {"task": task, "name": name, "tolerance": tolerance, "reference": False}, work, values


def neighbors(folder, count, queries, dimension, k):
    if faiss is None:
        return []
    X = np.fromfile(os.path.join(folder, "X")).astype(np.float32).reshape(count, dimension)
    Q = np.fromfile(os.path.join(folder, "Q")).astype(np.float32).reshape(queries, dimension)
    dots = Q[:100] @ X.T
    least = np.sort(dots, 1)[:, -k, None] - 1e-6

    def recall(ids):
        return np.array([(np.take_along_axis(dots, ids[:100], 1) >= least).mean()])

    def nothing(_):
        return np.array([])

    def of(signs, ranked):
        name = f"faiss LSH, {signs} signs, {ranked * k} ranked"

        def build():
            index = faiss.IndexRefineFlat(faiss.IndexLSH(dimension, signs))
            index.k_factor = ranked
            index.add(X)
            return index

        held = build()

        def query():
            return held.search(Q, k)[1]

        return [described("build", name, build, nothing, 0), described("query", name, query, recall, 0.02)]

    return [one for setting in SETTINGS for one in of(*setting)]
