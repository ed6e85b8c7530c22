using System.Globalization;
using Sweep.Peers;

// What the scripts of bench/peers call, from the repository's root:
//   Sweep.Peers product [ROUNDS [SHAPE]]     matrix products beside OpenBLAS, a line a shape
//   Sweep.Peers train [ROUNDS [MODEL]]       training steps beside PyTorch, a line a model
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int rounds = args is [_, var count, ..] ? int.Parse(count) : 5;
string only = args is [_, _, var name] ? name : "";
switch (args)
{
    case ["product", ..]:
        return ProductRace.Run(rounds, only);
    case ["train", ..]:
        return TrainingRace.Run(rounds, only);
    default:
        Console.Error.WriteLine("Say what to measure: product [ROUNDS [SHAPE]] or train [ROUNDS [MODEL]].");
        return 2;
}
