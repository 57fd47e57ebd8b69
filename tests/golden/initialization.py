"""Truncated normals, moments of activations, normalization, attention and whole random stacks.

Run: /usr/bin/python3 tests/golden/initialization.py   (needs mpmath, numpy, scipy and torch; writes
initialization.json beside it)

Moments and quantiles are mpmath's at 40 digits, by quadrature and by root finding; fans and standard
deviations are torch's; LayerNorm, RMSNorm and stacks are torch's in float64, with its gradients. The
stacks' weights are made here by Philox4x32-10, written down once more.
"""

import json
import math
import pathlib

import mpmath as mp
import numpy as np
import scipy.special
import scipy.stats
import torch
import torch.nn.functional as F

mp.mp.dps = 40
torch.set_default_dtype(torch.float64)
random = np.random.default_rng(8620)


def number(x):
    """A JSON number, or the name of an infinity."""
    x = float(x)
    return x if math.isfinite(x) else ("inf" if x > 0 else "-inf")


# ── truncated normals ───────────────────────────────────────────────────────────────────────────


def tail(x):
    """1 − Φ(x)."""
    return mp.erfc(x / mp.sqrt(2)) / 2


def truncated_moments(mean, std, low, high):
    mean, std = mp.mpf(mean), mp.mpf(std)
    a, b = (mp.mpf(low) - mean) / std, (mp.mpf(high) - mean) / std
    flip = b < 0 or (a < 0 and b < -a)
    if flip:
        a, b = -b, -a
    with mp.workdps(80):
        Z = tail(a) - tail(b)
        phi = lambda x: mp.mpf(0) if mp.isinf(x) else mp.npdf(x)
        times = lambda x: mp.mpf(0) if mp.isinf(x) else x * mp.npdf(x)
        m = (phi(a) - phi(b)) / Z
        v = 1 + (times(a) - times(b)) / Z - m * m
    return mean + (-m if flip else m) * std, v * std * std


def truncated_quantile(u, mean, std, low, high):
    """The x below which a share u of the truncated normal lies."""
    mean, std, u = mp.mpf(mean), mp.mpf(std), mp.mpf(u)
    a, b = (mp.mpf(low) - mean) / std, (mp.mpf(high) - mean) / std
    if a < 0 and b > 0:
        target = (1 - u) * mp.ncdf(a) + u * mp.ncdf(b)
        start = scipy.special.ndtri(float(target))
        return mean + std * mp.findroot(lambda x: mp.ncdf(x) - target, start)
    flip = b <= 0
    if flip:
        a, b, u = -b, -a, 1 - u
    with mp.workdps(60):
        target = mp.log((1 - u) * tail(a) + u * tail(b))
        start = mp.sqrt(a * a - 2 * mp.log(1 - u))
        start = min(max(start, a), b)
        x = mp.findroot(lambda x: mp.log(tail(x)) - target, (start, start + 1 / (a + 1)))
    return mean + (-x if flip else x) * std


intervals = [
    (0, 1, -2, 2),
    (0, 1, -1, 1),
    (0.5, 2, -3, 1),
    (0, 1, 3, 4),
    (0, 1, -9, -8),
    (0, 1, 30, 31),
    (0, 1, 40, "inf"),
    (0, 1, "-inf", -50),
    (0, 1, 200, 200.001),
    (1, 1e-3, 2, 3),
    (0, 1, 1, 1 + 2**-20),
    (0, 1, 0, "inf"),
    (0, 1, "-inf", 1),
    (0, 1, -0.25, 30),
]
truncations = []
for mean, std, low, high in intervals:
    m, v = truncated_moments(mean, std, low, high)
    truncations.append(
        {
            "given": [mean, std, low, high],
            "mean": number(m),
            "variance": number(v),
            "quantiles": [
                [u, number(truncated_quantile(u, mean, std, low, high))]
                for u in (0.0078125, 0.25, 0.5, 0.9375)
            ],
        }
    )

factors = [[c, number(1 / mp.sqrt(truncated_moments(0, 1, -c, c)[1]))] for c in (0.01, 1, 1.5, 2, 2.5, 3, 8)]
absolute = []
for c in (1.74, 1.8, 2, 2.5, 3, 6):
    s = mp.findroot(
        lambda s: truncated_moments(0, s, -c, c)[1] - 1, (1, 40) if c < 1.79 else (1, 3), solver="anderson"
    )
    absolute.append([c, number(s)])

# ── activations ─────────────────────────────────────────────────────────────────────────────────

relu = lambda x: x if x > 0 else mp.mpf(0)
sigmoid = lambda x: 1 / (1 + mp.exp(-x))
lam, alp = mp.mpf(0), -mp.sqrt(2 / mp.pi) / (mp.erfc(1 / mp.sqrt(2)) * mp.exp(0.5) - 1)


def selu_of(lam, alp):
    return lambda x: lam * x if x > 0 else lam * alp * mp.expm1(x)


def elu_lambda(alp):
    D = mp.exp(2) * tail(2) - 2 * mp.exp(0.5) * tail(1) + mp.mpf(1) / 2
    return 1 / mp.sqrt(mp.mpf(1) / 2 + alp**2 * D)


activations = {
    "identity": lambda x: x,
    "relu": relu,
    "leaky-relu": lambda x: x if x > 0 else x / 100,
    "gelu": lambda x: x * mp.ncdf(x),
    "gelu-tanh": lambda x: x / 2 * (1 + mp.tanh(mp.sqrt(2 / mp.pi) * (x + mp.mpf("0.044715") * x**3))),
    "silu": lambda x: x * sigmoid(x),
    "sigmoid": sigmoid,
    "tanh": mp.tanh,
    "softplus": lambda x: mp.log1p(mp.exp(x)),
    "elu": lambda x: x if x > 0 else mp.expm1(x),
    "selu": selu_of(elu_lambda(alp), alp),
    "mish": lambda x: x * mp.tanh(mp.log1p(mp.exp(x))),
    "relu2": lambda x: relu(x) ** 2,
    "sin": mp.sin,
    "hard-swish": lambda x: x * min(max(x + 3, 0), 6) / 6,
}


def expectation(g):
    with mp.workdps(25):
        return mp.quad(lambda z: mp.npdf(z) * g(z), [-14, -7, -3, -1, 0, 1, 3, 7, 14])


def moments(name):
    f = activations[name]
    slope = lambda x: mp.diff(f, x, h=mp.mpf(10) ** -12) if x not in (0, 3, -3) else mp.mpf(0)
    mean, second = expectation(f), expectation(lambda x: f(x) ** 2)
    backward = expectation(lambda x: slope(x) ** 2)
    return {
        "name": name,
        "mean": number(mean),
        "second": number(second),
        "variance": number(expectation(lambda x: (f(x) - mean) ** 2)),
        "backward": number(backward),
    }


def selu_for(mean, variance):
    """λ, α by Newton on the two moments."""
    m, s = mp.mpf(mean), mp.sqrt(mp.mpf(variance))

    def residuals(lam, alp):
        f = selu_of(lam, alp)
        points = sorted({mp.mpf(-14), mp.mpf(14), -m / s})
        first = mp.quad(lambda z: mp.npdf(z) * f(m + s * z), points)
        second = mp.quad(lambda z: mp.npdf(z) * f(m + s * z) ** 2, points)
        return first - m, second - m * m - variance

    with mp.workdps(20):
        lam, alp = mp.findroot(residuals, (mp.mpf("1.05"), mp.mpf("1.7")))
    return [mean, variance, number(lam), number(alp)]


# ── fans and standard deviations, by torch ──────────────────────────────────────────────────────

schemes = []
for shape in ((7, 5), (8, 3, 3, 5), (6, 4, 3)):
    fan_in, fan_out = torch.nn.init._calculate_fan_in_and_fan_out(torch.empty(shape))
    # The standard deviations that torch's own uniform and normal forms give.
    schemes.append(
        {
            "shape": list(shape),
            "in": fan_in,
            "out": fan_out,
            "xavier": math.sqrt(2.0 / (fan_in + fan_out)),
            "he": torch.nn.init.calculate_gain("relu") / math.sqrt(fan_in),
        }
    )

# ── normalization ───────────────────────────────────────────────────────────────────────────────


def normalizations():
    cases = []
    for rows, cols, epsilon in ((3, 5, 1e-5), (2, 8, 0.1), (4, 2, 1e-12)):
        X = torch.tensor(random.normal(size=(rows, cols)) * 3 + 1, requires_grad=True)
        gamma = torch.tensor(random.normal(size=cols), requires_grad=True)
        beta = torch.tensor(random.normal(size=cols), requires_grad=True)
        G = torch.tensor(random.normal(size=(rows, cols)))
        layer = F.layer_norm(X, (cols,), gamma, beta, epsilon)
        layer_grads = torch.autograd.grad(layer, (X, gamma, beta), G)
        rms = X * torch.rsqrt(X.square().mean(1, keepdim=True) + epsilon) * gamma
        rms_grads = torch.autograd.grad(rms, (X, gamma), G)
        cases.append(
            {
                "epsilon": epsilon,
                "X": X.tolist(),
                "gamma": gamma.tolist(),
                "beta": beta.tolist(),
                "cotangent": G.tolist(),
                "layer": layer.tolist(),
                "layerVjp": [g.tolist() for g in layer_grads],
                "rms": rms.tolist(),
                "rmsVjp": [g.tolist() for g in rms_grads],
            }
        )
    return cases


def attention_case(n, T, d, scale):
    Q, K = random.normal(size=(n, d)), random.normal(size=(T, d))
    logits = torch.tensor(Q @ K.T * scale)
    p = torch.softmax(logits, 1)
    return {
        "Q": Q.tolist(),
        "K": K.tolist(),
        "scale": scale,
        "entropy": torch.special.entr(p).sum(1).tolist(),
        "saturation": (1 - p.square().sum(1)).tolist(),
        "logitStd": float(logits.std(unbiased=False)),
    }


# ── stacks ──────────────────────────────────────────────────────────────────────────────────────


def philox(seed, stream, blocks):
    """Philox4x32-10: the words of blocks 0, 1, …, one block a row."""
    mask = np.uint64(0xFFFFFFFF)
    c = [np.arange(blocks, dtype=np.uint64), np.zeros(blocks, np.uint64)]
    c += [np.full(blocks, stream & 0xFFFFFFFF, np.uint64), np.full(blocks, stream >> 32, np.uint64)]
    k0, k1 = seed & 0xFFFFFFFF, seed >> 32
    for _ in range(10):
        p, q = np.uint64(0xD2511F53) * c[0], np.uint64(0xCD9E8D57) * c[2]
        high = lambda x: x >> np.uint64(32)
        c = [high(q) ^ c[1] ^ np.uint64(k0), q & mask, high(p) ^ c[3] ^ np.uint64(k1), p & mask]
        k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return np.stack(c, 1)


def normals(seed, stream, rows, cols):
    words = philox(seed, stream, (rows * cols + 1) // 2).reshape(-1, 2)
    k = (words[:, 1] << np.uint64(32) | words[:, 0]) >> np.uint64(12)
    u = (k.astype(float) + 0.5) * 2.0**-52
    return torch.tensor(scipy.special.ndtri(u)[: rows * cols].reshape(rows, cols))


def weights(seed, stream, rows, cols, gain):
    words = philox(seed, stream, (rows * cols + 7) // 8).reshape(-1, 1)
    k = np.concatenate([words & np.uint64(0xFFFF), words >> np.uint64(16)], 1).reshape(-1)
    u = (2 * k[: rows * cols].astype(float) + 1) * 2.0**-16 - 1
    return torch.tensor(u.reshape(rows, cols) * gain * math.sqrt(3 / rows))


torch_activations = {"relu": torch.relu, "gelu": F.gelu, "tanh": torch.tanh, "silu": F.silu}


def rms(x):
    return float(x.square().mean().sqrt())


def histogram(state):
    """Shares of the entries in 24 parts from −3 to 3 root mean squares, with what is beyond at the ends."""
    places = np.clip(state / np.sqrt(np.mean(state**2)), -3, 3)
    return (np.histogram(places, 24, (-3, 3))[0] / state.size).tolist()


def stack(spec):
    d, depth, seed = spec["width"], spec["depth"], spec["seed"]
    T, samples, heads = spec.get("sequence", 1), spec["samples"], spec.get("heads", 1)
    f, norm, gain = torch_activations[spec["activation"]], spec["norm"], spec["gain"]
    attention = "heads" in spec
    plain = not attention and norm == "none" and "residualScale" not in spec
    branch = spec.get("residualScale", 0 if norm == "rezero" else 1)
    stream, beta = ((2 * depth) ** 0.25, (8 * depth) ** -0.25) if norm == "deepnorm" else (1, 1)
    scale = {"sqrt": (d / heads) ** -0.5, "none": 1}.get(spec.get("attentionScale", "sqrt"))
    normalize = lambda x: F.layer_norm(x, (d,), eps=1e-5)
    entropies = []

    def attend(x, block):
        W = weights(seed, 2 + 4 * block, d, 3 * d, gain)
        q, k, v = (x @ W).split(d, 1)
        v = v * beta
        cut = lambda m: m.reshape(samples, T, heads, d // heads).transpose(1, 2)
        p = torch.softmax(cut(q) @ cut(k).transpose(2, 3) * scale, -1)
        entropies.append(float(torch.special.entr(p).sum(-1).mean()))
        mixed = (p @ cut(v)).transpose(1, 2).reshape(samples * T, d)
        return mixed @ weights(seed, 3 + 4 * block, d, d, gain * beta)

    def feed(x, block):
        hidden = f(x @ weights(seed, 4 + 4 * block, d, d, gain * beta))
        return hidden @ weights(seed, 5 + 4 * block, d, d, gain * beta)

    def join(x, share, F_, block):
        if norm == "pre":
            return x + branch * F_(normalize(x), block), share
        y = stream * x + branch * F_(x, block)
        if norm in ("post", "deepnorm"):
            factor = torch.rsqrt(y.var(1, unbiased=False) + 1e-5)
            return normalize(y), share * stream * factor.detach()
        return y, share

    x = normals(seed, 0, samples * T, d).requires_grad_()
    share = torch.ones(samples * T)
    states, shares = [x], [1.0]
    for block in range(depth):
        if plain:
            x, share = f(x @ weights(seed, 5 + 4 * block, d, d, gain)), share * 0
        else:
            if attention:
                x, share = join(x, share, attend, block)
            x, share = join(x, share, feed, block)
        states.append(x)
        shares.append(rms(share) * rms(states[0]) / rms(x))
    g = normals(seed, 1, samples * T, d)
    gradients = torch.autograd.grad((x * g).sum(), states, allow_unused=True)
    return {
        "spec": spec,
        "forward": [rms(s.detach()) for s in states],
        "backward": [rms(g) for g in gradients],
        "inputShare": shares,
        "attentionEntropy": entropies,
        "histograms": [histogram(s.detach().numpy()) for s in states],
    }


mlp = {"depth": 3, "width": 8, "samples": 4, "gain": 1.3, "seed": 5}
block = {**mlp, "heads": 2, "sequence": 5, "samples": 2, "depth": 2}
stacks = [
    stack({**mlp, "norm": "none", "activation": "relu"}),
    stack({**mlp, "norm": "none", "activation": "tanh", "residualScale": 0.5}),
    stack({**mlp, "norm": "pre", "activation": "silu"}),
    stack({**block, "norm": "none", "activation": "gelu"}),
    stack({**block, "norm": "pre", "activation": "gelu", "attentionScale": "none"}),
    stack({**block, "norm": "post", "activation": "relu"}),
    stack({**block, "norm": "deepnorm", "activation": "tanh"}),
    stack({**block, "norm": "rezero", "activation": "gelu", "residualScale": 0.3}),
]

golden = {
    "truncations": truncations,
    "factors": factors,
    "absolute": absolute,
    "activations": [moments(name) for name in activations],
    "selu": [selu_for(0, 1), selu_for(0, 2), selu_for(0.1, 1.2)],
    "schemes": schemes,
    "normalizations": normalizations(),
    "attention": [attention_case(3, 4, 5, 0.4), attention_case(2, 6, 3, 3.0)],
    "stacks": stacks,
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, indent=1) + "\n")
