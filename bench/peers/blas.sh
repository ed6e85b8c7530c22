#!/usr/bin/env bash
# Our matrix products and those of OpenBLAS (Debian's libopenblas0), in turn in one process on one thread: at the shapes of training and at three large
# ones, in the three forms that training needs. Prints both speeds, the ratio round by round (median and range), and the peak of fused multiply-adds of
# 8 floats in the same rounds, all in processor time: other work on the machine hardly counts. Takes half a minute; ROUNDS (31) says how often each shape
# is measured, and an argument which: "TN", "32,64,64".
# OpenBLAS chooses its kernels by the processor; OPENBLAS_CORETYPE=Haswell holds it to AVX2 where it would take AVX-512.
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet build -c Release bench/Sweep.Peers -clp:ErrorsOnly >&2
OPENBLAS_NUM_THREADS=1 bench/Sweep.Peers/bin/Release/net10.0/Sweep.Peers product "${ROUNDS:-31}" "${1:-}"
