#!/usr/bin/env bash
# Whole digits studies (20 epochs, 8 learning rates, 5 folds), from the start of the program to its end, ours and each peer's in turn:
#   7 optimizers, 280 fits: PyTorch driven by Optuna on SQLite, two processes
#   4 optimizers, 160 fits: scikit-learn's GridSearchCV with two jobs, and PyTorch as an expert may batch it (40 networks at once), two processes
# Prints each pair and the medians of the ratios, once with the peer's whole time and once without its start and imports; ours is always the published
# program with start, ledger and result log. A peer takes 10 to 200 s: five rounds of all three take 10 to 30 minutes. ROUNDS (5) says how many, and an
# argument which peer: optuna, sklearn or stacked.
set -euo pipefail
cd "$(dirname "$0")/../.."
rounds=${ROUNDS:-5}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet publish -c Release Sweep.Runner -o "$folder/program" -clp:ErrorsOnly >&2
sed "s|\.\./\.\.|$PWD|" bench/peers/digits.yaml >"$folder/seven.yaml"
sed "s|values: \[.*\]|values: [sgd, momentum, nesterov, adam]|" "$folder/seven.yaml" >"$folder/four.yaml"

median() { printf '%s\n' "$@" | sort -g | awk '{ value[NR] = $1 } END { print (value[int((NR + 1) / 2)] + value[int(NR / 2) + 1]) / 2 }'; }
range() { printf '%s\n' "$@" | sort -g | sed -n '1p;$p' | paste -sd' ' | sed 's/ / … /'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.1f", a / b }'; }
wall() { # seconds of a command, whose output goes to a file
    local from=$EPOCHREALTIME
    "$@" >"$folder/said" 2>"$folder/errors" || { cat "$folder/errors" >&2; return 1; }
    awk -v from="$from" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.2f", to - from }'
}

race() { # name, what it needs, study, peer's command
    local name=$1 needs=$2 study=$3 whole=() inner=()
    shift 3
    if ! /usr/bin/python3 -c "import $needs" 2>/dev/null; then
        echo "$name: not here; apt-get install python3-torch python3-sklearn python3-optuna libopenblas0"
        return
    fi
    for _ in $(seq "$rounds"); do
        own=$(wall "$folder/program/hypersweep" run "$folder/$study.yaml" --output "$folder/results" --replace --quiet)
        their=$(wall /usr/bin/python3 "$@")
        study_only=$(sed -n 's/ s without.*//p' "$folder/said")
        whole+=("$(ratio "$their" "$own")")
        inner+=("$(ratio "$study_only" "$own")")
        echo "$name: ours $own s, theirs $their s (${whole[-1]} x), without start and imports $study_only s (${inner[-1]} x); $(sed 's/.*imports, //' "$folder/said")"
    done
    echo "$name: median $(median "${whole[@]}") x ($(range "${whole[@]}")), without start and imports $(median "${inner[@]}") x ($(range "${inner[@]}"))"
}

[ "${1:-optuna}" != optuna ] || race "Optuna and PyTorch, 280 fits" torch,optuna seven bench/peers/grid_torch.py optuna
[ "${1:-sklearn}" != sklearn ] || race "scikit-learn, 160 fits" sklearn four bench/peers/grid_sklearn.py
[ "${1:-stacked}" != stacked ] || race "PyTorch batched by an expert, 160 fits" torch,sklearn four bench/peers/grid_torch.py stacked
