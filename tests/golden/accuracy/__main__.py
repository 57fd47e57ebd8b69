"""Exact results of badly conditioned calls, and what half a unit in the last place of the arguments does to
them, for tests/accuracy.

Run: /usr/bin/python3 tests/golden/accuracy   (needs mpmath; writes accuracy.json beside the folder)

The arguments are float64 and taken as they are: the results are those of these very numbers. A result is
two numbers, the nearest float64 and the rest. `unavoidable` is the largest relative change of the exact result
found when every argument is moved by half a unit in its last place, plus that of rounding the result itself.
"""

import json
import pathlib

import functions
import matrices
import projections
from record import reference

for part in (matrices, projections, functions):
    part.write()
path = pathlib.Path(__file__).parent.with_suffix(".json")
lines = ",\n".join(json.dumps(line, separators=(",", ":")) for line in reference["lines"].values())
inputs = json.dumps(reference["inputs"], separators=(",", ":"))
path.write_text(f'{{"inputs":{inputs},\n"lines":[\n{lines}\n]}}\n', encoding="utf-8")
