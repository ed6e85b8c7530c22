using System.Globalization;
using Sweep.Peers;

// What the scripts of bench/peers call:
//   Sweep.Peers product [ROUNDS [SHAPE]]     matrix products beside OpenBLAS, a line a shape
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["product", .. var rest]:
        return ProductRace.Run(rounds: rest is [var rounds, ..] ? int.Parse(rounds) : 15, only: rest is [_, var shape] ? shape : "");
    default:
        Console.Error.WriteLine("Say what to measure: product [ROUNDS [SHAPE]].");
        return 2;
}
