"""Classifiers as scikit-learn and NumPy fit them, and networks as PyTorch differentiates them."""

import os

import numpy as np
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression

try:
    import torch

    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
except ImportError:
    torch = None


def described(task, name, work, values=np.zeros_like, tolerance=0.0, reference=False):
    about = {"task": task, "name": name, "tolerance": tolerance, "reference": reference}
    return about, work, values


def load(folder, name, *shape):
    return np.fromfile(os.path.join(folder, name)).reshape(shape)


def logistic(folder, rows, cols, classes):
    X = load(folder, "X", rows, cols)
    y = load(folder, "labels", rows).astype(int)

    def lda():
        return LinearDiscriminantAnalysis(solver="lsqr").fit(X, y)

    def gram():
        means = np.stack([X[y == k].mean(0) for k in range(classes)])
        centred = X - means[y]
        root = np.linalg.cholesky(centred.T @ centred / rows)
        return np.linalg.solve(root.T, np.linalg.solve(root, means.T))

    def gram_alone():
        centred = X - X.mean(0)
        return np.linalg.cholesky(centred.T @ centred)

    def columns(W):
        return (W[:, 1:] - W[:, :1] if classes == 2 else W - W[:, :1]).ravel()

    def lbfgs():
        return LogisticRegression(penalty=None, tol=1e-6, max_iter=1000).fit(X, y)

    def loss(model):
        F = X @ model.coef_.T + model.intercept_
        if classes == 2:
            F = np.hstack([np.zeros((rows, 1)), F])
        top = F.max(1, keepdims=True)
        logs = top[:, 0] + np.log(np.exp(F - top).sum(1)) - F[np.arange(rows), y]
        return np.array([logs.mean()])

    def coefficients(model):
        return model.coef_.ravel() if classes == 2 else columns(model.coef_.T)

    return [
        described("closed form", "scikit-learn, LDA lsqr", lda, coefficients, 1e-9, True),
        described("closed form", "NumPy, the same", gram, columns, 1e-9),
        described("closed form", "NumPy, Gram + Cholesky", gram_alone),
        # Its stopping rule is of the gradient's largest entry; the loss is what is compared.
        described("maximum likelihood", "scikit-learn, lbfgs", lbfgs, loss, 1e-8, True),
    ]


def penalty(folder, batch, width):
    if torch is None:
        return []
    described_all = []
    for precision, dtype, tolerance in (("f64", torch.float64, 1e-12), ("f32", torch.float32, 1e-4)):
        described_all += penalty_in(precision, dtype, tolerance, folder, batch, width)
    return described_all


def penalty_in(precision, dtype, tolerance, folder, batch, width):
    flat = torch.from_numpy(load(folder, "weights", 3 * width * width + width)).to(dtype)
    weights = [
        flat[k * width * width : k * width * width + rows * width].reshape(rows, width).clone()
        for k, rows in enumerate([width, width, width, 1])
    ]
    biases = [torch.zeros(len(W), dtype=dtype) for W in weights]
    parameters = [p.requires_grad_() for p in (*weights, *biases)]
    inputs = torch.from_numpy(load(folder, "X", batch, width)).to(dtype)
    targets = torch.from_numpy(load(folder, "targets", batch, 1)).to(dtype)

    def losses(x):
        for t, (W, b) in enumerate(zip(weights, biases)):
            x = torch.nn.functional.linear(x, W, b)
            x = torch.tanh(x) if t < 3 else x
        return ((x - targets) ** 2).sum() / 2

    def gradients():
        x = inputs.clone().requires_grad_()
        return torch.autograd.grad(losses(x), [*parameters, x])

    def penalized():
        x = inputs.clone().requires_grad_()
        loss = losses(x)
        (gx,) = torch.autograd.grad(loss, x, create_graph=True)
        return torch.autograd.grad(loss + (gx**2).sum(), parameters, allow_unused=True)

    def first(found):
        return found[0].numpy().ravel() / batch

    return [
        described(f"gradients {precision}", "PyTorch", gradients, first, tolerance, True),
        described(f"gradient of the input penalty {precision}", "PyTorch", penalized, first, tolerance, True),
    ]
