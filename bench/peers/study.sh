#!/usr/bin/env bash
# Whole digits studies (20 epochs, 8 learning rates, 5 folds), from the start of the program to its end, ours and each peer's in turn:
#   7 optimizers, 280 fits: PyTorch driven by Optuna on SQLite, two processes
#   4 optimizers, 160 fits: scikit-learn's GridSearchCV with two jobs, and PyTorch as an expert may batch it (40 networks at once), two processes
# Ours is the published program with start, ledger and result log. Prints each pair, and median and range of three ratios: of the time that passes, of
# the same without the peer's start and imports, and of processor time, which is the one to trust where other work runs. A peer takes 10 to 200 s: five
# rounds of all three take 10 to 30 minutes. ROUNDS (5) says how many, and an argument which peer: optuna, sklearn or stacked.
set -euo pipefail
cd "$(dirname "$0")/../.."
rounds=${ROUNDS:-5}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet publish -c Release Sweep.Runner -o "$folder/program" -clp:ErrorsOnly >&2
sed "s|\.\./\.\.|$PWD|" bench/peers/digits.yaml >"$folder/seven.yaml"
sed "s|values: \[.*\]|values: [sgd, momentum, nesterov, adam]|" "$folder/seven.yaml" >"$folder/four.yaml"
TIMEFORMAT='%R %U %S'

timed() { # seconds that a command takes, and those of the processor; its output goes to files
    local passed user kernel
    { time "$@" >"$folder/said" 2>"$folder/errors"; } 2>"$folder/times" || { cat "$folder/errors" >&2; return 1; }
    read -r passed user kernel <"$folder/times"
    awk -v passed="$passed" -v user="$user" -v kernel="$kernel" 'BEGIN { printf "%.2f %.2f\n", passed, user + kernel }'
}
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.1f", a / b }'; }
sample() { # median and range
    printf '%s\n' "$@" | sort -g | awk '{ value[NR] = $1 } END { printf "%.1f x (%.1f … %.1f)", (value[int((NR + 1) / 2)] + value[int(NR / 2) + 1]) / 2, value[1], value[NR] }'
}

race() { # name, what it needs, study, peer's command
    local name=$1 needs=$2 study=$3 whole=() inner=() processor=() own own_processor their their_processor study_only
    shift 3
    if ! /usr/bin/python3 -c "import $needs" 2>/dev/null; then
        echo "$name: not here; apt-get install python3-torch python3-sklearn python3-optuna libopenblas0"
        return
    fi
    for _ in $(seq "$rounds"); do
        read -r own own_processor < <(timed "$folder/program/hypersweep" run "$folder/$study.yaml" --output "$folder/results" --replace --quiet)
        read -r their their_processor < <(timed /usr/bin/python3 "$@")
        study_only=$(sed -n 's/ s without.*//p' "$folder/said")
        whole+=("$(ratio "$their" "$own")")
        inner+=("$(ratio "$study_only" "$own")")
        processor+=("$(ratio "$their_processor" "$own_processor")")
        echo "$name: ours $own s ($own_processor of the processor), theirs $their s ($their_processor), $study_only s without start and imports;" \
            "$(sed 's/.*imports, //' "$folder/said")"
    done
    echo "$name: $(sample "${whole[@]}"); without start and imports $(sample "${inner[@]}"); in processor time $(sample "${processor[@]}")"
}

[ "${1:-optuna}" != optuna ] || race "Optuna and PyTorch, 280 fits" torch,optuna seven bench/peers/grid_torch.py optuna
[ "${1:-sklearn}" != sklearn ] || race "scikit-learn, 160 fits" sklearn four bench/peers/grid_sklearn.py
[ "${1:-stacked}" != stacked ] || race "PyTorch batched by an expert, 160 fits" torch,sklearn four bench/peers/grid_torch.py stacked
