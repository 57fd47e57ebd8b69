"""What a reference is made of: arguments, the exact result, and how far it moves when they are rounded."""

import random

import mpmath as mp

mp.mp.dps = 60
choose = random.Random(8512)
half = mp.mpf(2) ** -53
reference = {"inputs": {}, "lines": {}}


class Symmetric(list):
    """A matrix whose entries move in pairs."""


def moved(value, move):
    """The arguments as mpmath's numbers, every one by `move`."""
    if isinstance(value, Symmetric):
        rows = [[moved(x, move) for x in row] for row in value]
        return [[rows[max(i, j)][min(i, j)] for j in range(len(rows))] for i in range(len(rows))]
    if isinstance(value, list):
        return [moved(x, move) for x in value]
    if isinstance(value, dict):
        return {key: moved(x, move) for key, x in value.items()}
    return move(mp.mpf(value))


def distance(found, exact, each):
    """Relative: of the whole, by its largest entry, or of each entry."""
    errors = [abs(a - b) for a, b in zip(found, exact)]
    if each:
        return max(e / abs(b) for e, b in zip(errors, exact))
    return max(errors) / max(abs(b) for b in exact)


def write(family, function, situation, at, args, exact, unavoidable, each=False):
    """One result: `at` is its place on the plot's axis."""
    inputs = reference["inputs"].setdefault(family, [])
    if args not in inputs:
        inputs.append(args)
    line = reference["lines"].setdefault(
        (family, function, situation),
        {"family": family, "function": function, "situation": situation, "each": each, "at": [], "input": [], "exact": [], "unavoidable": []},
    )
    short = lambda x: float(mp.nstr(mp.mpf(x), 4))
    line["at"].append(short(at))
    line["input"].append(inputs.index(args))
    line["exact"].append([[float(v), short(v - mp.mpf(float(v)))] for v in exact])
    line["unavoidable"].append(short(unavoidable + half))


def case(family, function, situation, at, args, f, each=False):
    """The result f(args), a list, and its largest move in eight."""
    exact = f(*moved(args, lambda x: x))
    moves = (f(*moved(args, lambda x: x * (1 + choose.choice((-1, 1)) * half))) for _ in range(8))
    write(family, function, situation, at, args, exact, max(distance(m, exact, each) for m in moves), each)


def point(family, function, situation, x, f, slope, args=None, at=None):
    """A function of one number, whose derivative says how far it moves."""
    value = f(mp.mpf(x))
    condition = abs(mp.mpf(x) * slope(mp.mpf(x)) / value)
    write(family, function, situation, abs(x) if at is None else at, args or [x], [value], condition * half)
