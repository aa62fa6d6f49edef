"""Schemas that differ from one by a single change: which are accepted, and whether everything works with those.

    python tests/benchmarks/variants.py [--sample 0] [--seed 0]

The variants, in `tests/support/variants.py`, are of the bundled schema and of one with questions of all kinds and a history. Each
is given to `annotate schema check`. With those that pass, a small project is labelled, checked, loaded, adjudicated and
exported, and the export is read back. `--sample` takes that many of those that pass, at random; each needs about a second.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.variants import SCHEMAS, Failure, Variant, make_template, refuse, variants, work_with


def cause(message: str) -> str:
    """Return a message without what differs from variant to variant."""
    return re.sub(r"/\S+|'[^']*'|\"[^\"]*\"|\d+", "*", message)[:110]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Schemas with one change: which are accepted, and what works with those.")
    parser.add_argument("--sample", type=int, default=0, help="accepted variants to work with, 0 for all (default 0)")
    parser.add_argument("--seed", type=int, default=0, help="random seed of the sample (default 0)")
    options = parser.parse_args(argv)
    os.environ |= {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1"}
    accepted: list[tuple[str, Variant]] = []
    refused = 0
    for name, base in SCHEMAS.items():
        tried = list(variants(base.raw))
        passed = [(name, variant) for variant in tried if not refuse(variant.raw)]
        refused += len(tried) - len(passed)
        accepted += passed
    print(f"{refused + len(accepted)} variants: {refused} refused, {len(accepted)} accepted", flush=True)
    chosen = random.Random(options.seed).sample(accepted, min(options.sample or len(accepted), len(accepted)))
    failures: dict[str, list[str]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as scratch:
        templates = {name: make_template(Path(scratch) / name, base) for name, base in SCHEMAS.items()}
        for name, variant in chosen:
            try:
                work_with(templates[name], Path(scratch) / "project", variant.raw)
            except Failure as failure:
                failures[cause(str(failure))].append(f"{name}: {variant.name}: {failure}")
    for group in sorted(failures.values(), key=len, reverse=True):
        print(f"\n{len(group)} such as\n  " + "\n  ".join(line[:400] for line in group[:3]))
    failed = sum(map(len, failures.values()))
    share = failed / max(len(chosen), 1)
    print(f"\nschemas that pass and fail later (seed {options.seed})\t{failed}\tof {len(chosen)} that pass\t{share:.3f}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
