"""A linear classifier in plain Python, trained on one row at a time. It knows nothing of HyperSweep but a few environment variables."""

import argparse
import csv
import json
import math
import os
import random

parser = argparse.ArgumentParser()
parser.add_argument("data")
parser.add_argument("--loss", choices=["logistic", "perceptron"])
parser.add_argument("--learning-rate", type=float)
parser.add_argument("--epochs", type=int)
arguments = parser.parse_args()
repeat, fold, folds, seed = (int(os.environ["HYPERSWEEP_" + name]) for name in ("REPEAT", "FOLD", "FOLDS", "SEED"))

with open(arguments.data, newline="") as file:
    rows = [([int(pixel) / 16 for pixel in row[:-1]] + [1.0], int(row[-1])) for row in list(csv.reader(file))[1:]]
# All folds of a repeat are cut from one order, so that each row is judged once; the seed is another for each fold.
random.Random(repeat).shuffle(rows)
training = [row for index, row in enumerate(rows) if index % folds != fold]
validation = [row for index, row in enumerate(rows) if index % folds == fold]

weights = [[0.0] * len(rows[0][0]) for _ in range(10)]


def scores(pixels):
    return [sum(map(lambda weight, pixel: weight * pixel, each, pixels)) for each in weights]


def logistic(found, digit):
    """Cross-entropy, and its slope for each score."""
    most = max(found)
    powers = [math.exp(score - most) for score in found]
    total = sum(powers)
    return math.log(total) - found[digit] + most, [power / total - (each == digit) for each, power in enumerate(powers)]


def perceptron(found, digit):
    """By how much the wrong digit leads, and the slope of that."""
    best = found.index(max(found))
    return found[best] - found[digit], [(each == best) - (each == digit) for each in range(10)]


loss = {"logistic": logistic, "perceptron": perceptron}[arguments.loss]
shuffler = random.Random(seed)
for epoch in range(1, arguments.epochs + 1):
    shuffler.shuffle(training)
    losses = 0.0
    for pixels, digit in training:
        value, slopes = loss(scores(pixels), digit)
        losses += value
        for each, slope in enumerate(slopes):
            step = arguments.learning_rate * slope
            if step:
                weights[each] = [weight - step * pixel for weight, pixel in zip(weights[each], pixels)]
    right = 0
    for pixels, digit in validation:
        found = scores(pixels)
        right += found.index(max(found)) == digit
    print(json.dumps({"epoch": epoch, "train_loss": losses / len(training), "validation_accuracy": right / len(validation)}), flush=True)
