"""Trials per second of Optuna where the objective is free: a quadratic of two floats, random search.

    /usr/bin/python3 optuna_throughput.py sqlite|journal TRIALS
"""
import os
import sys
import tempfile
import time
import warnings

import optuna

warnings.filterwarnings("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)


def objective(trial):
    x = trial.suggest_float("x", -10, 10)
    y = trial.suggest_float("y", -10, 10)
    return (x - 2) ** 2 + (y + 3) ** 2


def main():
    kind, trials = sys.argv[1], int(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        if kind == "sqlite":
            storage = f"sqlite:///{folder}/study.db"
        else:
            storage = optuna.storages.JournalStorage(optuna.storages.JournalFileStorage(os.path.join(folder, "study.log")))
        study = optuna.create_study(storage=storage, sampler=optuna.samplers.RandomSampler(seed=0))
        started = time.perf_counter()
        study.optimize(objective, n_trials=trials)
        print(f"{trials / (time.perf_counter() - started):.1f}")


if __name__ == "__main__":
    main()
