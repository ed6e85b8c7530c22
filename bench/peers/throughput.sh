#!/usr/bin/env bash
# Trials per second where the objective is free, with a durable ledger and the result log: ours and Optuna (Debian's python3-optuna) in turn.
# Prints each pair and the medians; then reported values per second, and what a million trials take.
set -euo pipefail
cd "$(dirname "$0")/../.."
pairs=${PAIRS:-5}
dotnet build -c Release bench/Sweep.Load --verbosity quiet
load=bench/Sweep.Load/bin/Release/net10.0/Sweep.Load

median() { sort -g | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }
ours() { "$load" "$@" | sed -n 's/.*: \([0-9]*\) trials\/s.*/\1/p'; }

if ! /usr/bin/python3 -c 'import optuna' 2>/dev/null; then
    echo "Optuna is not here: apt-get install python3-optuna. Only our own figures follow."
    pairs=0
fi
against_sqlite=() against_journal=()
for _ in $(seq "$pairs"); do
    own=$(ours 1000000)
    sqlite=$(/usr/bin/python3 bench/peers/optuna_throughput.py sqlite 200)
    journal=$(/usr/bin/python3 bench/peers/optuna_throughput.py journal 1500)
    against_sqlite+=("$(awk "BEGIN { print $own / $sqlite }")")
    against_journal+=("$(awk "BEGIN { print $own / $journal }")")
    echo "ours $own trials/s, Optuna on SQLite $sqlite (${against_sqlite[-1]} x), on a journal file $journal (${against_journal[-1]} x)"
done
if [ "$pairs" -gt 0 ]; then
    echo "medians: $(printf '%s\n' "${against_sqlite[@]}" | median) x Optuna on SQLite, $(printf '%s\n' "${against_journal[@]}" | median) x Optuna on a journal file"
fi

echo "100 reported values a trial:"
for _ in 1 2 3; do "$load" 50000 --reports 100; done

echo "a grid of a million trials, stopped after 3 seconds and continued:"
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
"$load" 1000000 --output "$results" --stop-after 3
"$load" 1000000 --output "$results"
echo "and without a stop:"
"$load" 1000000
