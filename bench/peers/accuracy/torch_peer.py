"""The studies of this folder in PyTorch: the same rows, scaling, network, initial distribution, optimizer, epochs and batches, for some seeds.

    /usr/bin/python3 torch_peer.py SEEDS OUTPUT.csv      (Debian's python3-torch)

Writes a line for each study, optimizer, learning rate and seed: the metric on the held-out rows after the last epoch.
"""
import csv
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

torch.set_num_threads(1)
DATA = Path(__file__).resolve().parents[3] / "studies" / "data"


def table(name):
    with open(DATA / name, newline="") as file:
        rows = list(csv.reader(file))[1:]
    values = np.array(rows, dtype=np.float64)
    return values[:, :-1], values[:, -1]


def held_out(count):
    """The last fifth, rounded up."""
    return count - int(np.ceil(round(count * 0.2, 9)))


def scaled(x, first, axes):
    """Mean 0, population deviation 1 on the training rows; what is constant is only centered."""
    mean, deviation = x[:first].mean(axis=axes, keepdims=True), x[:first].std(axis=axes, keepdims=True)
    return (x - mean) / np.where(deviation > 0, deviation, 1)


class Lstm(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn, self.out = nn.LSTM(1, 16, batch_first=True), nn.Linear(16, 1)

    def forward(self, x):
        return self.out(self.rnn(x)[0][:, -1])[:, 0]


def mlp():
    return nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))


def cnn():
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(128, 64), nn.ReLU(), nn.Linear(64, 10))


def momentum(parameters, rate):
    return torch.optim.SGD(parameters, rate, momentum=0.9)


def rmsprop(parameters, rate):
    return torch.optim.RMSprop(parameters, rate, alpha=0.99)


def adam(parameters, rate):
    return torch.optim.Adam(parameters, rate)


def digits(images):
    x, y = table("digits.csv")
    first = held_out(len(x))
    x = scaled(x, first, (0, 1)).reshape(-1, 1, 8, 8) if images else scaled(x, first, 0)
    return torch.tensor(x, dtype=torch.float32), torch.tensor(y, dtype=torch.int64), first, 1.0


def sunspots():
    _, series = table("sunspots.csv")
    x = np.stack([series[i:i + 24] for i in range(len(series) - 24)])[:, :, None]
    y = series[24:]
    first = held_out(len(y))
    deviation = y[:first].std()
    return (torch.tensor(scaled(x, first, (0, 1)), dtype=torch.float32), torch.tensor((y - y[:first].mean()) / deviation, dtype=torch.float32), first, deviation)


def fit(model, data, loss, make, rate, epochs, batch, seed):
    x, y, first, unit = data
    torch.manual_seed(seed)
    net = model()
    optimizer = make(net.parameters(), rate)
    for _ in range(epochs):
        order = torch.randperm(first)
        for start in range(0, first, batch):
            rows = order[start:start + batch]
            optimizer.zero_grad()
            loss(net(x[rows]), y[rows]).backward()
            optimizer.step()
    with torch.no_grad():
        said, truth = net(x[first:]), y[first:]
        if loss is F.cross_entropy:
            return (said.argmax(1) == truth).double().mean().item()
        return ((said - truth).double() ** 2).mean().sqrt().item() * unit


def main():
    seeds, output = int(sys.argv[1]), sys.argv[2]
    studies = [
        ("digits-mlp", mlp, digits(False), F.cross_entropy, {"momentum": momentum, "adam": adam}, (0.001, 0.01), 20, 32),
        ("digits-cnn", cnn, digits(True), F.cross_entropy, {"momentum": momentum, "adam": adam}, (0.001, 0.01), 10, 32),
        ("sunspots-lstm", Lstm, sunspots(), F.mse_loss, {"rmsprop": rmsprop, "adam": adam}, (0.003, 0.01), 60, 16),
    ]
    with open(output, "w", newline="") as file:
        writer = csv.writer(file)
        for name, model, data, loss, optimizers, rates, epochs, batch in studies:
            for optimizer, make in optimizers.items():
                for rate in rates:
                    for seed in range(1, seeds + 1):
                        writer.writerow([name, optimizer, rate, seed, fit(model, data, loss, make, rate, epochs, batch, seed)])
                    file.flush()


main()
