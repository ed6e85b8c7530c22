using Sweep.Runner.Processes;

namespace Sweep.Tests.Runner.Processes;

public class ProgramsTests
{
    [Fact]
    public void A_name_is_looked_for_in_the_folders_of_PATH_and_a_path_from_the_working_directory()
    {
        using var folder = new TemporaryFolder();
        string program = Script(folder, "bin/train", "#!/bin/sh\n");

        Assert.Null(Programs.Find("train", folder.Path));
        Assert.Equal(program, Programs.Find("train", "/", "/nowhere:" + folder.Path + "/bin"));
        Assert.Equal(program, Programs.Find("train", folder.Path, "bin"));
        Assert.Equal(program, Programs.Find("train", folder.Path + "/bin", "/nowhere:"));
        Assert.Equal(program, Programs.Find("bin/train", folder.Path));
        Assert.Equal(program, Programs.Find(program, "/"));
        Assert.True(File.Exists(Programs.Find("sh", "/")));
    }

    [Fact]
    public void Neither_a_folder_nor_a_file_that_may_not_be_executed_is_a_program()
    {
        using var folder = new TemporaryFolder();
        folder.Write("bin/train", "");

        Assert.Null(Programs.Find("train", folder.Path, "bin"));
        Assert.Equal("\"./bin\" is a folder, not a program.", Programs.Trouble("./bin", folder.Path));
        Assert.Equal(
            "\"bin/train\" may not be executed. Allow it (chmod +x), or name first what runs it, like python3.", Programs.Trouble("bin/train", folder.Path));
        Assert.Equal($"There is no program named \"bin/none\" in {folder.Path}.", Programs.Trouble("bin/none", folder.Path));
    }

    [Fact]
    public void A_script_in_the_working_directory_is_pointed_to()
    {
        using var folder = new TemporaryFolder();
        Script(folder, "train.py", "#!/usr/bin/env python3\n");

        Assert.Equal(
            "There is no program named \"train.py\" in the folders of PATH. If the one in the working directory is meant, write \"./train.py\", or name first what runs it.",
            Programs.Trouble("train.py", folder.Path));
        Assert.Null(Programs.Trouble("./train.py", folder.Path));
    }

    [Fact]
    public void A_script_is_in_trouble_if_its_interpreter_is_not_there()
    {
        using var folder = new TemporaryFolder();
        Script(folder, "a", "#! /nowhere/python3 -u\n");
        Script(folder, "b", "#!/bin/sh\r\n");

        Assert.Equal("\"./a\" begins with \"#! /nowhere/python3 -u\", and there is no such program.", Programs.Trouble("./a", folder.Path));
        Assert.Equal(
            "\"./b\" begins with \"#!/bin/sh\uFFFD\", and there is no such program. Its lines end as on Windows (\\r\\n); save them with \\n.",
            Programs.Trouble("./b", folder.Path));
    }

    internal static void AllowToRun(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string Script(TemporaryFolder folder, string name, string text)
    {
        string path = folder.Write(name, text);
        AllowToRun(path);
        return path;
    }
}
