"""Ours and PyTorch at the same settings, over some seeds: means, deviations, and how many standard errors they are apart.

    dotnet build -c Release Sweep.Runner && /usr/bin/python3 bench/peers/accuracy/compare.py [SEEDS] [TORCH.csv]

Needs Debian's python3-torch, unless the file that torch_peer.py wrote is given. Prints a Markdown table.
"""
import csv
import json
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROGRAM = HERE.parents[2] / "Sweep.Runner" / "bin" / "Release" / "net10.0" / "hypersweep"


def ours(study, seeds):
    """The metric of every seed, by optimizer and learning rate."""
    found = defaultdict(list)
    text = (HERE / f"{study}.yaml").read_text()
    for seed in range(1, seeds + 1):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "study.yaml"
            path.write_text(text.replace("../../..", str(HERE.parents[2])).replace("seed: 1", f"seed: {seed}"))
            done = subprocess.run([PROGRAM, "run", path, "--format", "json"], check=True, capture_output=True, text=True)
            for line in done.stdout.splitlines():
                event = json.loads(line)
                if event["event"] == "trial":
                    configuration = event["configuration"]
                    found[configuration["optimizer"], configuration["learning_rate"]].append(event["objective"])
    return found


def main():
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    with tempfile.TemporaryDirectory() as folder:
        path = sys.argv[2] if len(sys.argv) > 2 else str(Path(folder) / "torch.csv")
        if len(sys.argv) <= 2:
            subprocess.run(["/usr/bin/python3", HERE / "torch_peer.py", str(seeds), path], check=True)
        theirs = defaultdict(list)
        with open(path, newline="") as file:
            for study, optimizer, rate, _, value in csv.reader(file):
                theirs[study, optimizer, float(rate)].append(float(value))
    print("| study | optimizer | learning rate | ours, mean ± sd | PyTorch, mean ± sd | difference | in standard errors |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: |")
    for study in dict.fromkeys(key[0] for key in theirs):
        own = ours(study, seeds)
        for (name, optimizer, rate), other in theirs.items():
            if name != study:
                continue
            mine = own[optimizer, rate]
            digits = 4 if study.startswith("digits") else 2
            difference = statistics.mean(mine) - statistics.mean(other)
            error = (statistics.variance(mine) / len(mine) + statistics.variance(other) / len(other)) ** 0.5
            print(f"| {study} | {optimizer} | {rate:g} | {shown(mine, digits)} | {shown(other, digits)} | {difference:+.{digits}f} | {difference / error:+.1f} |")


def shown(values, digits):
    return f"{statistics.mean(values):.{digits}f} ± {statistics.stdev(values):.{digits}f}"


main()
