#!/usr/bin/env bash
# How long the published program takes to start: --help, check, and run until the study has been read and its workers start, and until the first fit
# (one epoch on digits) has a durable result. Prints medians and ranges of ROUNDS (10) starts, in milliseconds.
set -euo pipefail
cd "$(dirname "$0")/../.."
rounds=${ROUNDS:-10}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet publish -c Release Sweep.Runner -o "$folder/program" -clp:ErrorsOnly >&2
program=$folder/program/hypersweep
sed "s|\.\./\.\.|$PWD|; s|epochs: 20|epochs: 1|" bench/peers/digits.yaml >"$folder/study.yaml"

since() { echo $(((${EPOCHREALTIME/./} - ${1/./}) / 1000)); }
say() { # name, times
    local name=$1
    shift
    printf '%s\n' "$@" | sort -g | awk -v name="$name" '{ value[NR] = $1 } END { printf "%-32s %4.0f ms (%d … %d)\n", name, (value[int((NR + 1) / 2)] + value[int(NR / 2) + 1]) / 2, value[1], value[NR] }'
}

help=() check=() begun=() first=()
for _ in $(seq "$rounds"); do
    from=$EPOCHREALTIME
    "$program" --help >"$folder/said"
    help+=("$(since "$from")")

    from=$EPOCHREALTIME
    "$program" check "$folder/study.yaml" >"$folder/said"
    check+=("$(since "$from")")

    from=$EPOCHREALTIME
    {
        read -r _ # study_started
        begun+=("$(since "$from")")
        read -r _ # the first fit
        first+=("$(since "$from")")
        cat >"$folder/said"
    } < <("$program" run "$folder/study.yaml" --output "$folder/results" --replace --format json)
done
say "hypersweep --help" "${help[@]}"
say "hypersweep check" "${check[@]}"
say "hypersweep run: first fit begins" "${begun[@]}"
say "hypersweep run: first result" "${first[@]}"
