"""The digits study in PyTorch, two processes of one thread each.

    /usr/bin/python3 grid_torch.py optuna     7 optimizers, 280 fits, driven by Optuna: GridSampler, a study in SQLite, no pruner; a trial has five fits
    /usr/bin/python3 grid_torch.py stacked    4 optimizers, 160 fits as an expert may write them: the 8 rates x 5 folds of an optimizer are one model of
                                              40 networks, multiplied by torch.baddbmm, with updates written by hand
"""
import multiprocessing
import os
import sys
import tempfile
import warnings

from digits import ALL, BATCH, EPOCHS, FOLDS, FOUR, HIDDEN, RATES, WORKERS, Study, folds
from peer import require_openblas

import torch
import torch.nn.functional as F
from torch import nn

SIZES = (64, *HIDDEN, 10)
FORK = multiprocessing.get_context("fork")
DATA = []


def begin():
    """What a worker process does first."""
    torch.set_num_threads(1)
    DATA[:] = [tuple(torch.from_numpy(part) for part in fold) for fold in folds()]


def optimizer_of(name, weights, rate):
    optim = torch.optim
    return {
        "sgd": lambda: optim.SGD(weights, rate),
        "momentum": lambda: optim.SGD(weights, rate, momentum=0.9),
        "nesterov": lambda: optim.SGD(weights, rate, momentum=0.9, nesterov=True),
        "adagrad": lambda: optim.Adagrad(weights, rate),
        "rmsprop": lambda: optim.RMSprop(weights, rate),
        "adam": lambda: optim.Adam(weights, rate),
        "adamw": lambda: optim.AdamW(weights, rate),
    }[name]()


def fit(name, rate, fold):
    """Trains one network and returns its accuracy on the fold's validation rows."""
    x, y, x_test, y_test = DATA[fold]
    torch.manual_seed(0)
    net = nn.Sequential(
        nn.Linear(64, HIDDEN[0]), nn.ReLU(), nn.Linear(*HIDDEN), nn.ReLU(), nn.Linear(HIDDEN[1], 10))
    optimizer = optimizer_of(name, net.parameters(), rate)
    for _ in range(EPOCHS):
        for rows in torch.randperm(len(x)).split(BATCH):
            optimizer.zero_grad(set_to_none=True)
            F.cross_entropy(net(x[rows]), y[rows]).backward()
            optimizer.step()
    with torch.no_grad():
        return (net(x_test).argmax(1) == y_test).float().mean().item()


def work(url, trials):
    """A worker of Optuna."""
    import optuna
    begin()

    def objective(trial):
        name = trial.suggest_categorical("optimizer", ALL)
        rate = trial.suggest_float("rate", RATES[0], RATES[-1], log=True)
        return sum(fit(name, rate, fold) for fold in range(FOLDS)) / FOLDS

    optuna.load_study(
        study_name="digits", storage=url, sampler=optuna.samplers.GridSampler({"optimizer": ALL, "rate": RATES}),
        pruner=optuna.pruners.NopPruner()).optimize(objective, n_trials=trials)


def run_optuna():
    import optuna
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    warnings.filterwarnings("ignore")
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{os.path.join(folder, 'study.db')}"
        with Study() as timed:
            study = optuna.create_study(
                study_name="digits", storage=url, direction="maximize",
                sampler=optuna.samplers.GridSampler({"optimizer": ALL, "rate": RATES}))
            workers = [FORK.Process(target=work, args=(url, len(ALL) * len(RATES) // WORKERS)) for _ in range(WORKERS)]
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join()
        done = [trial for trial in study.get_trials() if trial.state.is_finished()]
        timed.say(len(done) * FOLDS, study.best_params, study.best_value)


def update(name, step, rate, weights, gradient, first, second):
    if name == "sgd":
        weights.sub_(rate * gradient)
    elif name == "adam":
        first.mul_(0.9).add_(gradient, alpha=0.1)
        second.mul_(0.999).addcmul_(gradient, gradient, value=0.001)
        weights.sub_(rate / (1 - 0.9 ** step) * first / (second / (1 - 0.999 ** step)).sqrt_().add_(1e-8))
    else:
        first.mul_(0.9).add_(gradient)
        weights.sub_(rate * (gradient + 0.9 * first if name == "nesterov" else first))


def fit_stacked(name):
    """Trains all rates and folds of an optimizer at once and returns (optimizer, rate, mean accuracy) of the best rate."""
    torch.manual_seed(0)
    nets = len(RATES) * FOLDS
    rows = min(len(fold[0]) for fold in DATA)
    x = torch.stack([DATA[net % FOLDS][0][:rows] for net in range(nets)])
    y = torch.stack([DATA[net % FOLDS][1][:rows] for net in range(nets)])
    rate = torch.tensor([RATES[net // FOLDS] for net in range(nets)]).view(nets, 1, 1)
    weights = []
    for inputs, outputs in zip(SIZES, SIZES[1:]):
        for height in (inputs, 1):
            weights.append(torch.empty(nets, height, outputs).uniform_(-inputs ** -0.5, inputs ** -0.5).requires_grad_())
    first, second = ([torch.zeros_like(each) for each in weights] for _ in range(2))

    def forward(x):
        x = torch.baddbmm(weights[1], x, weights[0]).relu()
        x = torch.baddbmm(weights[3], x, weights[2]).relu()
        return torch.baddbmm(weights[5], x, weights[4])

    step = 0
    for _ in range(EPOCHS):
        for chosen in torch.randperm(rows).split(BATCH):
            loss = F.cross_entropy(forward(x[:, chosen]).reshape(-1, 10), y[:, chosen].reshape(-1), reduction="sum") / len(chosen)
            gradients = torch.autograd.grad(loss, weights)
            step += 1
            with torch.no_grad():
                for each in zip(weights, gradients, first, second):
                    update(name, step, rate, *each)
    with torch.no_grad():
        accuracy = torch.zeros(nets)
        for net in range(nets):
            x_test, y_test = DATA[net % FOLDS][2:]
            for layer in range(3):
                x_test = x_test @ weights[2 * layer][net] + weights[2 * layer + 1][net]
                x_test = x_test.relu() if layer < 2 else x_test
            accuracy[net] = (x_test.argmax(1) == y_test).float().mean()
    best = accuracy.view(len(RATES), FOLDS).mean(1).max(0)
    return name, RATES[best.indices], best.values.item()


def run_stacked():
    with Study() as timed:
        with FORK.Pool(WORKERS, begin) as pool:
            found = pool.map(fit_stacked, FOUR, chunksize=1)
    name, rate, accuracy = max(found, key=lambda each: each[2])
    timed.say(len(FOUR) * len(RATES) * FOLDS, {"optimizer": name, "rate": rate}, accuracy)


if __name__ == "__main__":
    require_openblas()
    {"optuna": run_optuna, "stacked": run_stacked}[sys.argv[1]]()
