#!/usr/bin/env bash
# A CSV file of 1 GB: peak memory and time of reading it into a study, and of describing it.
# Needs the built program, GNU time and 1 GB of disk. FOLDER says where (default: a temporary one, removed afterwards).
set -euo pipefail
cd "$(dirname "$0")/.."
program="dotnet Sweep.Runner/bin/Release/net10.0/hypersweep.dll"
folder=${FOLDER:-$(mktemp -d)}
[ -n "${FOLDER:-}" ] || trap 'rm -rf "$folder"' EXIT

# 20 numbers of about 8 digits and a class a row; the first number makes each row another one.
awk 'BEGIN {
    srand(1)
    for (i = 0; i < 20; i++) printf "f%d,", i
    print "label"
    for (row = 0; row < 20000; row++) {
        line = ""
        for (i = 1; i < 20; i++) line = line sprintf("%.6g,", (rand() + rand() + rand() - 1.5) * 2)
        lines[row] = line (row % 3 == 0 ? "red" : row % 3 == 1 ? "green" : "blue")
    }
    for (size = 0; size < 1000000000; row++) {
        text = sprintf("%.6f,", row * 0.000317) lines[(row * 7919) % 20000]
        size += length(text) + 1
        print text
    }
}' > "$folder/big.csv"

cat > "$folder/study.yaml" <<'YAML'
name: big
data: { file: big.csv, target: label }
model: { kind: mlp, hidden: [8] }
training: { epochs: 1, batch_size: 1024, loss: cross_entropy }
validation: { kind: hold_out, share: 0.2 }
metric: { name: validation_accuracy }
parameters:
  optimizer: { values: [sgd] }
  learning_rate: { values: [0.1] }
YAML

rows=$(($(wc -l < "$folder/big.csv") - 1))
echo "$rows rows of 21 values: $((rows * 21 * 4 / 1024)) KB as numbers of single precision, $(stat -c %s "$folder/big.csv") bytes as text"
for command in "check $folder" "data $folder/big.csv --target label"; do
    /usr/bin/time -f "hypersweep ${command%% *}: %e s, of which %U s computing; peak memory %M KB" $program $command > /dev/null
done
