using System.Text.Json;
using Dispatch.Contracts;
using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Checks;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Dispatching.Domain;
using Dispatch.Tests.Harness;
using Xunit;
using Xunit.Abstractions;

namespace Dispatch.Tests.Unit.Routing;

/// <summary>The sample county that ships with Dispatch, and its cases, whose matters were assigned by people.</summary>
public sealed class SampleCountyTests(ITestOutputHelper output)
{
    static readonly CatalogueRows Rows = new(
        new(1, 2, 3, 4), [.. Read("jurisdictions", Jurisdiction)], [.. Read("organisations", Organisation)],
        [.. Read("matters", Matter)],
        [.. Read("duties", f => new DutyRow(new(f[0]), f[1], Parse<TicketRole>(f[2])!.Value, f[3]))],
        [.. Read("rules", Rule)], [.. Read("rosters", Roster)], [], [.. Read("oneThings", OneThing)],
        [.. Read("responsibilities", Responsibility)]);

    static readonly CatalogueIndex Catalogue = new(Rows);

    sealed record Sample(CaseKind Kind, string Text, string Address, string Grid, MatterId? Matter);

    static readonly List<Sample> Cases = [.. Read("cases", f => new Sample(
        Parse<CaseKind>(f[1]) ?? CaseKind.Request, f[2], f[3], f[4], f[5].Length > 0 ? new MatterId(f[5]) : null))];

    [Fact]
    public void Its_catalogue_is_sound() => Assert.Empty(CatalogueChecks.All(Rows));

    [Fact]
    public void Everybody_on_its_lists_has_an_account()
    {
        var accounts = JsonDocument.Parse(Repository.Read("deploy/sample/accounts.json")).RootElement.EnumerateArray()
            .Select(one => one.GetProperty("account").GetString()!).ToHashSet(StringComparer.Ordinal);
        Assert.True(Rows.OneThings.Count >= 10 && Rows.Responsibilities.Count > 10);
        Assert.Empty(Rows.Rosters.Select(r => r.Officer).Concat(Rows.Responsibilities.SelectMany(r =>
                r.Deputy is { } deputy ? [r.Account, deputy] : (AccountId[])[r.Account]))
            .Where(account => !accounts.Contains(account.Value)));
    }

    [Fact]
    public void Most_cases_are_decided_by_their_text_and_nine_in_ten_of_those_go_to_the_right_owner()
    {
        var named = Cases.Where(c => c.Matter is not null).ToList();
        var decided = named.Select(c => (Right: Decide(c, c.Matter).Lead, By: Decide(c, null).Lead))
            .Where(d => d.By is not null).ToList();
        var right = decided.Count(d => d.Right == d.By);
        output.WriteLine($"{named.Count} cases, {decided.Count} decided by text, {right} rightly");
        Assert.True(decided.Count >= named.Count * 0.75, $"only {decided.Count} of {named.Count} were decided");
        Assert.True(right >= decided.Count * 0.9, $"only {right} of {decided.Count} went to the right owner");
    }

    static Decision Decide(Sample one, MatterId? matter) =>
        Deciding.Decide(
            Catalogue, new(one.Text, matter, one.Kind, Urgency.Normal, new(one.Grid.Length > 0 ? one.Grid : "620422"),
                [], County.Now, Address: one.Address));

    static IEnumerable<T> Read<T>(string file, Func<string[], T> row) =>
        Repository.Read($"deploy/sample/{file}.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            // Skips the few lines with quoted texts, so that the rest can be split at commas.
            .Where(line => !line.Contains('"', StringComparison.Ordinal))
            .Select(line => row(line.TrimEnd('\r').Split(',')));

    static JurisdictionRow Jurisdiction(string[] f) =>
        new(new(f[0]), f[1], Parse<Level>(f[2])!.Value, f[3].Length > 0 ? new JurisdictionId(f[3]) : null);

    static OrganisationRow Organisation(string[] f) => new(
        new(f[0]), f[1], Parse<OrganisationKind>(f[2])!.Value, Parse<Level>(f[3])!.Value, new(f[4]),
        f[5].Length > 0 ? new OrganisationId(f[5]) : null, List(f[6]));

    static RuleRow Rule(string[] f) => new(
        new(f[0]), f[1], f[2].Length > 0 ? new MatterId(f[2]) : null, Parse<CaseKind>(f[3]), Parse<Urgency>(f[4]),
        Parse<Channel>(f[5]), f[6].Length > 0 ? new JurisdictionId(f[6]) : null, List(f[7]), null, null, f[10],
        List(f[11]), f[12]);

    static RosterRow Roster(string[] f) => new(
        new(f[0]), Parse<RosterMode>(f[1])!.Value, new(f[2]), f[3], Time(f[4]), Time(f[5]), int.Parse(f[6], null));

    static OneThingRow OneThing(string[] f) => new(
        new(f[0]), f[1], new(f[2]), [.. List(f[3]).Select(code => new MatterId(code))], List(f[4]), new(f[5]),
        [.. List(f[6]).Select(code => new OrganisationId(code))], Parse<WhistleType>(f[7]), f[8]);

    static ResponsibilityRow Responsibility(string[] f) => new(
        f[0].Length > 0 ? new OrganisationId(f[0]) : null, f[1].Length > 0 ? new JurisdictionId(f[1]) : null,
        Parse<ResponsibleFunction>(f[2])!.Value, new(f[3]), f[4].Length > 0 ? new AccountId(f[4]) : null, Day(f[5]),
        Day(f[6]), Day(f[7]), Day(f[8]), f[9]);

    static DateOnly? Day(string text) => text.Length > 0 ? DateOnly.ParseExact(text, "yyyy-MM-dd", null) : null;

    static DateTimeOffset? Time(string text) => text.Length > 0 ? DateTimeOffset.Parse(text, null) : null;

    static string[] List(string text) => text.Split(';', StringSplitOptions.RemoveEmptyEntries);

    static MatterRow Matter(string[] f) => new(
        new(f[0]), f[1], int.Parse(f[2], null), f[3].Length > 0 ? new MatterId(f[3]) : null,
        [.. f[4].Split(';', StringSplitOptions.RemoveEmptyEntries).Select(k => Parse<CaseKind>(k)!.Value)],
        Parse<Level>(f[5]), Parse<Urgency>(f[6]), Parse<Process>(f[7]),
        f[8].Split(';', StringSplitOptions.RemoveEmptyEntries));

    static TEnum? Parse<TEnum>(string word) where TEnum : struct, Enum =>
        Dispatch.Kit.EnumParameter<TEnum>.TryParse(word, null, out var value) ? value.Value : null;
}
