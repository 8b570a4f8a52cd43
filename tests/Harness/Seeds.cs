using System.Globalization;

namespace Dispatch.Tests.Harness;

/// <summary>
/// The seeds of the random tests: fixed, so that a run can be repeated, unless <c>tests/run</c> is asked for others.
/// </summary>
public static class Seeds
{
    static readonly int First = Number("DISPATCH_TEST_SEED", 1);

    /// <summary>
    /// From <c>DISPATCH_TEST_SEED</c> on (1 without it), <c>DISPATCH_TEST_SEEDS</c> of them in a row (one without it).
    /// </summary>
    public static IEnumerable<int> All => Enumerable.Range(First, Math.Max(1, Number("DISPATCH_TEST_SEEDS", 1)));

    /// <summary>Each of <see cref="All"/> as the only argument of a theory, so that a failure bears its name.</summary>
    public static IEnumerable<object[]> Each => All.Select(seed => new object[] { seed });

    static int Number(string name, int usual) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } given
        ? int.Parse(given, CultureInfo.InvariantCulture) : usual;
}
