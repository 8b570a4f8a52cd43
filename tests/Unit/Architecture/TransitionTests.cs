using System.Text.RegularExpressions;

namespace Dispatch.Tests.Unit.Architecture;

/// <summary>
/// Every change of a status is a method of the domain, with its refusals; SQL only writes what that method answered.
/// </summary>
public sealed partial class TransitionTests
{
    /// <summary>The files that write a decided transition, each with what decides it.</summary>
    static readonly Dictionary<string, string> Writers = new(StringComparer.Ordinal)
    {
        ["services/Intake/Cases/HeldCase.cs"] = "Case, for the one that somebody acts on",
        ["services/Intake/Following/FollowCase.cs"] = "Case, for the many that events move on",
        ["services/Routing/Tickets/StoredTicket.cs"] = "Ticket",
        ["services/Mediation/Files/StoredFile.cs"] = "MediationFile",
        ["services/Escalation/Whistles/StoredWhistle.cs"] = "Whistle",
        ["services/Escalation/Orders/StoredOrder.cs"] = "SupervisionOrder",
    };

    /// <summary>A simulation or a draft belongs to no case, so its states may stand in its statements.</summary>
    static readonly string[] NoCase =
    [
        "services/Routing/Catalogue/Drafts/DiscardDraft.cs",
        "services/Routing/Dispatching/Simulations/CancelSimulation.cs",
        "services/Routing/Dispatching/Simulations/SimulationSql.cs",
    ];

    // What an update sets, up to its condition or its end.
    [GeneratedRegex(
        @"\bupdate\s+(\w+\s+(\w+\s+)?)?set\b(?<set>((?!\b(where|from|returning|update|insert)\b|;|""""|"";).)*)",
        RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Update();

    [GeneratedRegex(@"\bstatus\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex SetsStatus();

    [GeneratedRegex(@"\bwith\s*\{[^{}]*\bStatus = ", RegexOptions.Singleline)]
    private static partial Regex ChangesStatus();

    static IEnumerable<string> Sources() => Repository.Files("*.cs", "services");

    static bool Writes(string text) => Update().Matches(text).Any(u => SetsStatus().IsMatch(u.Groups["set"].Value));

    [Theory]
    [InlineData("update ticket set status = 'closed' where id = @id", true)]
    [InlineData("update ticket t\n set bound = n.bound, status = n.status\n from unnest(@ids) as n (id)", true)]
    [InlineData("insert into a values (1) on conflict (id) do update set version = 2, status = excluded.status", true)]
    [InlineData("update precedent set withdrawn_at = @now where status = 'x'", false)]
    [InlineData("select id from ticket where status = 'closed'", false)]
    [InlineData("update a set b = 1; select status = 'x'", false)]
    public void A_statement_that_sets_a_status_is_told_from_one_that_asks_for_it(string sql, bool sets) =>
        Assert.Equal(sets, Writes(sql));

    [Fact]
    public void Only_what_writes_a_decided_transition_sets_a_status() => Offenders.None(
        Sources().Where(file => Writes(Repository.Read(file))
                && !Writers.ContainsKey(file) && !NoCase.Contains(file, StringComparer.Ordinal))
            .Select(file => $"{file} sets a status that no method of the domain has answered"));

    [Fact]
    public void Only_the_domain_changes_a_status() => Offenders.None(
        Sources().Where(file => !file.Contains("/Domain/", StringComparison.Ordinal)
                && ChangesStatus().IsMatch(Repository.Read(file)))
            .Select(file => $"{file} changes a status outside the domain"));

    [Fact]
    public void Every_exception_on_these_lists_is_still_needed() => Offenders.None(
        Writers.Keys.Concat(NoCase)
            .Where(file => !File.Exists(Repository.Path(file)) || !Writes(Repository.Read(file)))
            .Select(file => $"{file} stands on a list that it needs no more"));
}
