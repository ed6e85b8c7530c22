#!/usr/bin/env bash
# Training steps of our networks and of PyTorch's (Debian's python3-torch on libopenblas0) per second of processor time, one thread each, in turn:
# windows of a second in two programs that are warm and wait while the other one runs. Prints median and range of both and of the ratio round by round,
# for each way to write the model in PyTorch; the quickest one counts. Takes two minutes; ROUNDS (5) says how often each is measured, and an argument
# which: mlp-small, mlp, cnn, lstm or sparse.
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet build -c Release bench/Sweep.Peers -clp:ErrorsOnly >&2
bench/Sweep.Peers/bin/Release/net10.0/Sweep.Peers train "${ROUNDS:-5}" "${1:-}"
