using System.Reflection;

namespace Dispatch.Tests.Unit.Architecture;

/// <summary>
/// How the folders of a service may need each other: along the arrows of its README, and never in a circle.
/// </summary>
public sealed class FolderTests
{
    public static TheoryData<string> Services => new("Routing", "Intake", "Mediation", "Escalation");

    static Assembly Load(string service) => Assembly.Load("Dispatch." + service);

    /// <summary>Routing's four houses, the lowest first; a house may need those before it.</summary>
    static readonly string[] Houses = ["Catalogue", "Dispatching", "Tickets", "Statistics"];

    [Theory, MemberData(nameof(Services))]
    public void There_are_arrows_to_look_at(string service) => Assert.NotEmpty(FolderArrows.Of(Load(service)));

    [Fact]
    public void Routings_houses_need_each_other_only_downwards() => Offenders.None(
        from arrow in FolderArrows.Of(Load("Routing"))
        let lower = Array.IndexOf(Houses, House(arrow.Key.From))
        let upper = Array.IndexOf(Houses, House(arrow.Key.To))
        where lower >= 0 && upper > lower
        select $"{arrow.Key.From} → {arrow.Key.To}: {arrow.Value}");

    [Theory, MemberData(nameof(Services))]
    public void Rules_need_nothing_but_rules(string service) => Offenders.None(
        from arrow in FolderArrows.Of(Load(service))
        where IsDomain(arrow.Key.From) && !IsDomain(arrow.Key.To) && arrow.Key.To != "Dispatch." + service
        select $"{arrow.Key.From} → {arrow.Key.To}: {arrow.Value}");

    [Theory, MemberData(nameof(Services))]
    public void No_two_folders_need_each_other_by_any_way(string service)
    {
        var arrows = FolderArrows.Of(Load(service));
        var next = arrows.Keys.ToLookup(a => a.From, a => a.To, StringComparer.Ordinal);
        Offenders.None(
            from arrow in arrows
            where Reachable(next, arrow.Key.To).Contains(arrow.Key.From)
            select $"{arrow.Key.From} → {arrow.Key.To}, which leads back: {arrow.Value}");
    }

    static string? House(string name) => name.Split('.').ElementAtOrDefault(2);

    static bool IsDomain(string name) => name.Split('.').Contains("Domain", StringComparer.Ordinal);

    static HashSet<string> Reachable(ILookup<string, string> next, string start)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { start };
        var open = new Queue<string>(seen);
        while (open.TryDequeue(out var at))
        {
            foreach (var to in next[at].Where(seen.Add))
                open.Enqueue(to);
        }
        return seen;
    }
}
