#!/usr/bin/env bash
# The digits study with one worker, with two, and as two processes of one worker side by side, in turn. Prints fits per second of each, from the first
# fit's start to the last one's result in the ledger (as log.jsonl has it), and the medians of the ratios to one worker. The two processes share
# nothing: they show what the machine has to give at that moment.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${ROUNDS:-5}
dotnet build -c Release Sweep.Runner --verbosity quiet
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

run() { dotnet Sweep.Runner/bin/Release/net10.0/hypersweep.dll run studies/digits-optimizers --workers "$1" --output "$results/$2" --quiet >/dev/null; }
rate() {
    mapfile -t times < <(sed -n 's/^{"Timestamp":"\([^"]*\)".*Study \(started\|ended\):.*/\1/p' "$results/$1/log.jsonl")
    awk -v from="$(date -d "${times[0]}" +%s.%N)" -v to="$(date -d "${times[1]}" +%s.%N)" 'BEGIN { printf "%.1f", 315 / (to - from) }'
}
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
median() { printf '%s\n' "$@" | sort -g | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }

workers=() processes=()
for _ in $(seq "$rounds"); do
    rm -rf "${results:?}"/*
    run 1 one
    run 2 two
    run 1 left & run 1 right
    wait
    one=$(rate one)
    two=$(rate two)
    both=$(awk -v a="$(rate left)" -v b="$(rate right)" 'BEGIN { print a + b }')
    workers+=("$(ratio "$two" "$one")")
    processes+=("$(ratio "$both" "$one")")
    echo "1 worker $one fits/s, 2 workers $two fits/s (${workers[-1]} x), 2 processes $both fits/s (${processes[-1]} x)"
done
echo "medians: 2 workers $(median "${workers[@]}") x, 2 processes $(median "${processes[@]}") x"
