"""Values, gradients, Jacobians and the gradients of both penalties, by PyTorch in double precision.

Run: /usr/bin/python3 tests/golden/penalty.py   (needs torch; writes penalty.json beside it)

Penalties are differentiated by PyTorch's own double backward; the squared norm of a sample's
parameter gradient is taken sample by sample, over all parameters.
"""

import json
import pathlib

import torch
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
torch.manual_seed(8796)

ACTIVATIONS = {
    "identity": lambda z: z,
    "relu": F.relu,
    "leaky-relu": lambda z: F.leaky_relu(z, 0.01),
    "gelu": F.gelu,
    "gelu-tanh": lambda z: F.gelu(z, approximate="tanh"),
    "silu": F.silu,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "softplus": F.softplus,
    "elu": F.elu,
    "selu": F.selu,
    "mish": F.mish,
    "relu2": lambda z: F.relu(z) ** 2,
    "sin": torch.sin,
    "hard-swish": F.hardswish,
}


def rounded(*shape, scale=1.0):
    return (torch.randn(*shape) * scale * 1000).round() / 1000


def network(sizes, names, biases=True):
    return [
        {
            "weights": rounded(o, i, scale=1.2 / i**0.5).requires_grad_(),
            "bias": rounded(o, scale=0.5).requires_grad_() if biases else None,
            "activation": name,
        }
        for i, o, name in zip(sizes, sizes[1:], names)
    ]


def forward(layers, x):
    for layer in layers:
        x = ACTIVATIONS[layer["activation"]](F.linear(x, layer["weights"], layer["bias"]))
    return x


def parameters(layers):
    return [p for l in layers for p in (l["weights"], l["bias"]) if p is not None]


def head(kind, h):
    if kind == "half-square":
        return (h * h).sum() / 2
    if kind == "sum":
        return h.sum()
    if "cotangent" in kind:
        return (torch.tensor(kind["cotangent"]) * h).sum()
    if "squaredError" in kind:
        return ((h - torch.tensor(kind["squaredError"])) ** 2).sum() / 2
    return F.cross_entropy(h[None], torch.tensor([kind["crossEntropy"]]))


def listed(layers):
    return [
        {
            "weights": l["weights"].detach().tolist(),
            **({} if l["bias"] is None else {"bias": l["bias"].detach().tolist()}),
            "activation": l["activation"],
        }
        for l in layers
    ]


def split(layers, gradients):
    gradients = list(gradients)
    weights, biases = [], []
    for l in layers:
        weights.append(gradients.pop(0).tolist())
        biases.append([] if l["bias"] is None else gradients.pop(0).tolist())
    return {"weights": weights, "biases": biases}


def single(name, layers, kind):
    x = rounded(layers[0]["weights"].shape[1]).requires_grad_()
    f = head(kind, forward(layers, x))
    gx, *g = torch.autograd.grad(f, [x, *parameters(layers)], allow_unused=True)
    jacobian = torch.autograd.functional.jacobian(lambda v: forward(layers, v), x)
    return {
        "name": name,
        "layers": listed(layers),
        "x": x.tolist(),
        "head": kind,
        "value": f.item(),
        "input": gx.tolist(),
        **split(layers, g),
        "jacobian": jacobian.tolist(),
    }


def objective(layers, X, targets, loss, lx, lt):
    terms, losses, inputs, params = [], [], [], []
    for x, t in zip(X, targets):
        x = x.clone().requires_grad_()
        h = forward(layers, x)
        l = ((h - t) ** 2).sum() / 2 if loss == "squared" else -(t * F.log_softmax(h, 0)).sum()
        gx, *g = torch.autograd.grad(l, [x, *parameters(layers)], create_graph=True)
        losses.append(l)
        inputs.append((gx**2).sum())
        params.append(sum((p**2).sum() for p in g))
    mean = lambda list: sum(list) / len(list)
    return mean(losses), mean(inputs), mean(params), mean(losses) + lx * mean(inputs) + lt * mean(params)


def training(name, layers, loss, lx, lt, n=5):
    X = rounded(n, layers[0]["weights"].shape[1])
    outputs = layers[-1]["weights"].shape[0]
    targets = rounded(n, outputs)
    if loss == "cross-entropy":
        targets = F.one_hot(torch.arange(n) % outputs, outputs).double()
    before = listed(layers)
    rate, reports = 0.01, []
    for _ in range(2):
        *report, total = objective(layers, X, targets, loss, lx, lt)
        reports.append([r.item() for r in report])
        gradients = torch.autograd.grad(total, parameters(layers))
        with torch.no_grad():
            for p, g in zip(parameters(layers), gradients):
                p -= rate * g
    after = [p.detach() for p in parameters(layers)]
    return {
        "name": name,
        "layers": before,
        "X": X.tolist(),
        "targets": targets.tolist(),
        "options": {"loss": loss, "rate": rate, "inputPenalty": lx, "parameterPenalty": lt},
        "reports": reports,
        "after": split(layers, after),
    }


smooth = ["tanh", "sin", "gelu"]
golden = {
    "singles": [
        *(single(name, network([3, 4, 2], [name, name]), "half-square") for name in ACTIVATIONS),
        single("cotangent", network([2, 3, 3], ["tanh", "identity"]), {"cotangent": [1.5, -2, 0.5]}),
        single("cross-entropy", network([4, 5, 3], ["silu", "identity"]), {"crossEntropy": 2}),
        single("squared error", network([2, 3], ["softplus"]), {"squaredError": [0.5, 1, -1]}),
        single("no bias, sum", network([3, 3, 3, 1], smooth, False), "sum"),
    ],
    "trainings": [
        *(
            training(name, network([2, 4, 2], [name, "identity"]), "squared", 0.3, 0.2)
            for name in ACTIVATIONS
            if name not in ("relu2",)
        ),
        training("relu2", network([2, 4, 2], ["relu2", "tanh"]), "squared", 0.3, 0.2),
        training("input penalty", network([3, 4, 4, 2], smooth), "squared", 0.5, 0),
        training("parameter penalty", network([3, 4, 4, 2], smooth), "squared", 0, 0.5),
        training("no penalty", network([3, 4, 4, 2], smooth), "squared", 0, 0),
        training("cross-entropy", network([2, 5, 4, 3], ["tanh", "silu", "identity"]), "cross-entropy", 0.4, 0.3),
        training("no bias", network([2, 5, 4, 3], smooth, False), "squared", 0.4, 0.3),
        training("one layer", network([3, 2], ["sigmoid"]), "cross-entropy", 0.4, 0.3),
    ],
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(golden, indent=0) + "\n")
