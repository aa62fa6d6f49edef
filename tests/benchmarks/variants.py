"""Schemas that differ from one by a single change: which are accepted, and whether everything works with those.

    python tests/benchmarks/variants.py [--sample 0] [--seed 0]

The variants are those of `tests/support/variants.py`: of the bundled schema, and of one of our own with a history. Every variant is
given to `annotate schema check`. With those that pass, a small project is labelled, checked, loaded, adjudicated and exported; the
export is read back. `--sample` takes that many of those that pass, at random; 0 takes all, which needs about a second each.
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

for name in ("HF_HUB_OFFLINE", "HF_DATASETS_OFFLINE"):
    os.environ[name] = "1"

from support.variants import SCHEMAS, Failure, Variant, make_template, refuse, variants, work_with


def cause(message: str) -> str:
    """Return a message without what differs from variant to variant."""
    return re.sub(r"/\S+|'[^']*'|\"[^\"]*\"|\d+", "*", message)[:110]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Schemas with one change: which are accepted, and what works with those.")
    parser.add_argument("--sample", type=int, default=0, help="accepted variants to work with, 0 for all (default 0)")
    parser.add_argument("--seed", type=int, default=0, help="random seed of the sample (default 0)")
    options = parser.parse_args(argv)
    accepted: list[Variant] = []
    refused = 0
    for name, raw in SCHEMAS.items():
        for variant in variants(raw):
            if refuse(variant.raw):
                refused += 1
            else:
                accepted.append(Variant(f"{name}: {variant.name}", variant.raw))
    print(f"{refused + len(accepted)} variants: {refused} refused, {len(accepted)} accepted", flush=True)
    chosen = random.Random(options.seed).sample(accepted, min(options.sample or len(accepted), len(accepted)))
    failures: dict[str, list[str]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as name:
        template = make_template(Path(name) / "template")
        for variant in chosen:
            try:
                work_with(template, Path(name) / "project", variant.raw)
            except Failure as failure:
                failures[cause(str(failure))].append(f"{variant.name}: {failure}")
    for group in sorted(failures.values(), key=len, reverse=True):
        print(f"\n{len(group)} such as\n  " + "\n  ".join(line[:400] for line in group[:3]))
    failed = sum(map(len, failures.values()))
    print(f"\nschemas that pass and fail later (seed {options.seed})\t{failed}\tof {len(chosen)} that pass\t{failed / max(len(chosen), 1):.3f}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
