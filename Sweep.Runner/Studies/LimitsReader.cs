using Sweep.Runner.Objectives;

namespace Sweep.Runner.Studies;

/// <summary>Reads how long a study may take and how much trouble it bears: the section "limits".</summary>
internal static class LimitsReader
{
    /// <summary>Reads the section; without one nothing is limited.</summary>
    public static StudyLimits Read(StudyNode? node)
    {
        var limits = new StudyLimits();
        if (node is null)
            return limits;
        var section = node.Section("fit_time", "study_time", "retries", "retry_delay", "max_failures", "hopeless_after", "memory");
        foreach (string key in section.Keys)
        {
            var (value, setting) = (section.Get(key), ComponentSettings.Of(limits)[key]);
            value.Checked(() =>
            {
                ComponentSettings.Set(limits, setting, value.Setting(setting.PropertyType));
                return limits;
            });
        }
        return limits;
    }
}
