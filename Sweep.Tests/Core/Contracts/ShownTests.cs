using Sweep.Core.Contracts;
using Sweep.Core.Parquet;

namespace Sweep.Tests.Core.Contracts;

public class ShownTests
{
    [Fact]
    public void No_message_hands_a_terminal_the_control_characters_of_a_file()
    {
        const string Hostile = "column \u001B[2Jx\0 is\nwrong\u0085";

        Assert.Equal("column \uFFFD[2Jx\uFFFD is\nwrong\uFFFD", new InputException(Hostile).Message);
        Assert.Equal("column \uFFFD[2Jx\uFFFD is\nwrong\uFFFD", new ParquetException(Hostile).Message);
    }
}
