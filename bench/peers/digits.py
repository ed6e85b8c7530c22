"""The digits study that all sides run: folds and grid, and what a script says at its end."""
import peer  # noqa: F401  (one thread a process, before numpy loads)

import time

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import StratifiedKFold
from sklearn.preprocessing import StandardScaler

RATES = [10 ** (-4 + 4 * i / 7) for i in range(8)]  # 1e-4 … 1, evenly spaced on a log scale
ALL = ["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw"]
FOUR = ["sgd", "momentum", "nesterov", "adam"]  # those that scikit-learn has, too
HIDDEN, BATCH, EPOCHS, FOLDS, WORKERS = (64, 32), 32, 20, 5, 2


def rows():
    digits = load_digits()
    return digits.data.astype(np.float32), digits.target.astype(np.int64)


def folds():
    """Training and validation rows of each fold, standardized as the training rows have it."""
    x, y = rows()
    made = []
    for train, test in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(x, y):
        scaler = StandardScaler().fit(x[train])
        made.append((scaler.transform(x[train]), y[train], scaler.transform(x[test]), y[test]))
    return made


class Study:
    """A with-block that is timed; the line that it prints is what study.sh reads."""

    def __enter__(self):
        self.started = time.perf_counter()
        return self

    def __exit__(self, *_):
        self.seconds = time.perf_counter() - self.started

    def say(self, fits, best, accuracy):
        print(f"{self.seconds:.2f} s without start and imports, {fits} fits, best {best}: {accuracy:.4f}")
