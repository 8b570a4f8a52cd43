namespace Dispatch.Tests.Unit.Architecture;

static class Offenders
{
    /// <summary>Fails with the whole list, one a line, since each of them must be mended.</summary>
    public static void None(IEnumerable<string> offenders)
    {
        var all = offenders.ToList();
        Assert.True(all.Count == 0, string.Join(Environment.NewLine, all));
    }
}
