#!/usr/bin/env bash
# The digits study with one worker and with two, in turn, five times each: prints the seconds and the ratio of each pair.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build -c Release Sweep.Runner --verbosity quiet
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

seconds() {
    dotnet Sweep.Runner/bin/Release/net10.0/hypersweep.dll run studies/digits-optimizers --workers "$1" --output "$results" --replace \
        2>&1 >/dev/null | sed -n 's/^.* fits in \([0-9.]*\) s\..*$/\1/p'
}

for _ in 1 2 3 4 5; do
    one=$(seconds 1)
    two=$(seconds 2)
    awk -v one="$one" -v two="$two" 'BEGIN { printf "1 worker %.1f s, 2 workers %.1f s: %.2f x\n", one, two, one / two }'
done
