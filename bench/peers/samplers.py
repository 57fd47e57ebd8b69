"""Random numbers as NumPy, SciPy and, where it is there, PyTorch make them."""

import numpy as np

try:
    import torch

    torch.set_num_threads(1)
except ImportError:
    torch = None


def described(task, name, work, values=np.zeros_like, tolerance=0):
    return {"task": task, "name": name, "tolerance": tolerance, "reference": False}, work, values


def sampling(folder, count):
    philox = np.random.Generator(np.random.Philox(1))
    pcg = np.random.Generator(np.random.PCG64(1))

    def rejection():
        out = np.empty(count)
        filled = 0
        while filled < count:
            x = philox.standard_normal(count - filled + 1000)
            x = x[np.abs(x) <= 2][: count - filled]
            out[filled : filled + x.size] = x
            filled += x.size
        return out

    contestants = [
        described("normal", "NumPy, Philox", lambda: philox.standard_normal(count)),
        described("normal", "NumPy, PCG64", lambda: pcg.standard_normal(count)),
        described("truncated normal", "NumPy, rejection", rejection),
    ]
    if torch is not None:
        cut = torch.nn.init.trunc_normal_
        for name, dtype in (("f64", torch.float64), ("f32", torch.float32)):
            empty = torch.empty(count, dtype=dtype)
            contestants += [
                described("normal", f"PyTorch, {name}", lambda e=empty: e.normal_()),
                described(
                    "truncated normal",
                    f"PyTorch, trunc_normal_ {name}",
                    lambda e=empty: cut(e, a=-2, b=2),
                ),
            ]
    return contestants


def haar(folder, size):
    generator = np.random.Generator(np.random.Philox(1))

    def factorized():
        q, r = np.linalg.qr(generator.standard_normal((size, size)))
        return q * np.where(np.diag(r) < 0, -1, 1)

    def deviation(q):
        return np.array([np.abs(q[:, :8].T @ q - np.eye(8, size)).max()])

    return [described("haar", "NumPy, QR", factorized, deviation, 1e-11)]
