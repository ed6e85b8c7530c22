"""Training speed of PyTorch on random data, one thread: a window for each line that it is sent.

    echo "mlp foreach 1.0" | /usr/bin/python3 train_torch.py

A line is MODEL VARIANT SECONDS; the answer is steps per second of processor time, so that other work on the machine does not count. The first line
of output names the version. Models:

mlp-small  64-64-32-10, batch 32, SGD with momentum 0.9
mlp        784-512-512-10, batch 128, Adam
cnn        28 x 28: conv 3x3x16, pool, conv 3x3x32, pool, dense 128, dense 10; batch 64, SGD with momentum 0.9
lstm       64 units, 32 steps of 8 inputs, one output; batch 64, Adam
sparse     logistic regression, 40 of 10,000 features set a row, as an embedding bag with sparse gradients; batch 64, Adagrad

Variants: plain; foreach, the optimizers that update all tensors in one call; channels-last, that memory format.
"""
import sys
import time

from peer import require_openblas

import torch
import torch.nn.functional as F
from torch import nn

ROWS = 4096


class LastStep(nn.Module):
    """An LSTM of which the last step is kept."""

    def __init__(self):
        super().__init__()
        self.cells, self.out = nn.LSTM(8, 64, batch_first=True), nn.Linear(64, 1)

    def forward(self, x):
        return self.out(self.cells(x)[0][:, -1]).squeeze(1)


class Bag(nn.Module):
    """A linear model of sparse rows, handed over as (columns, values)."""

    def __init__(self):
        super().__init__()
        self.weights = nn.EmbeddingBag(10_000, 1, mode="sum", sparse=True)
        self.bias = nn.Parameter(torch.zeros(1))

    def forward(self, columns, values):
        return self.weights(columns, per_sample_weights=values).squeeze(1) + self.bias


def perceptron(*sizes):
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers += [nn.Linear(inputs, outputs), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def images():
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(32 * 7 * 7, 128), nn.ReLU(), nn.Linear(128, 10))


def problem(model):
    """Network, batch size, features (a tuple of tensors), targets, loss, and how to make the optimizer."""
    classes, numbers = torch.randint(0, 10, (ROWS,)), torch.randn(ROWS)
    momentum = lambda p, **how: torch.optim.SGD(p, 1e-2, momentum=0.9, **how)
    adam = lambda p, **how: torch.optim.Adam(p, 1e-3, **how)
    if model == "mlp-small":
        return perceptron(64, 64, 32, 10), 32, (torch.randn(ROWS, 64),), classes, F.cross_entropy, momentum
    if model == "mlp":
        return perceptron(784, 512, 512, 10), 128, (torch.randn(ROWS, 784),), classes, F.cross_entropy, adam
    if model == "cnn":
        return images(), 64, (torch.randn(ROWS, 1, 28, 28),), classes, F.cross_entropy, momentum
    if model == "lstm":
        return LastStep(), 64, (torch.randn(ROWS, 32, 8),), numbers, F.mse_loss, adam
    if model == "sparse":
        rows = torch.randint(0, 10_000, (ROWS, 40)), torch.rand(ROWS, 40)
        adagrad = lambda p, **how: torch.optim.Adagrad(p, 0.05, **how)
        return Bag(), 64, rows, (numbers > 0).float(), F.binary_cross_entropy_with_logits, adagrad
    raise SystemExit(f"There is no model named {model}.")


def steps(model, variant):
    """A function that makes one training step each time it is called."""
    net, batch, features, targets, loss, make = problem(model)
    if variant == "channels-last":
        net = net.to(memory_format=torch.channels_last)
        features = tuple(x.to(memory_format=torch.channels_last) for x in features)
    optimizer = make(net.parameters(), **({"foreach": True} if variant == "foreach" else {}))
    batches = torch.randperm(ROWS).split(batch)
    done = 0

    def step():
        nonlocal done
        rows = batches[done % len(batches)]
        optimizer.zero_grad(set_to_none=True)
        loss(net(*(x[rows] for x in features)), targets[rows]).backward()
        optimizer.step()
        done += 1
    return step


def speed(step, seconds):
    for _ in range(3):
        step()
    started, used, done = time.perf_counter(), time.process_time(), 0
    while time.perf_counter() - started < seconds:
        step()
        done += 1
    return done / (time.process_time() - used)


def main():
    torch.set_num_threads(1)
    torch.manual_seed(0)
    require_openblas()
    print(f"PyTorch {torch.__version__}", flush=True)
    known = {}
    for line in sys.stdin:
        model, variant, seconds = line.split()
        if (model, variant) not in known:
            known[model, variant] = steps(model, variant)
            speed(known[model, variant], 0.3)
        print(speed(known[model, variant], float(seconds)), flush=True)


if __name__ == "__main__":
    main()
