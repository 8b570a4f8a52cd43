namespace Dispatch.Tests.EndToEnd;

/// <summary>
/// Walks every address that answers with rows, with the tokens of those who must not see a case.
/// </summary>
[Collection("platform")]
public sealed class VisibilityTests(PlatformFixture fixture, AccusedVillage village) : IClassFixture<AccusedVillage>
{
    /// <summary>
    /// Addresses that hold no case: the lists, the accounts, the calendar, and figures that name none. A new address
    /// must be placed: either the centre finds a case at it, or it stands here.
    /// </summary>
    static readonly string[] WithoutCases =
    [
        "GET /api/session", "GET /api/accounts",
        "GET /api/escalation/calendar", "GET /api/escalation/calendar/due", "GET /api/escalation/responsibilities",
        "GET /api/escalation/whistles/types", "GET /api/escalation/ladder",
        "GET /api/escalation/rungs/{rungId}/people",
        "GET /api/routing/jurisdictions", "GET /api/routing/organisations", "GET /api/routing/matters",
        "GET /api/routing/duties", "GET /api/routing/rules", "GET /api/routing/rosters", "GET /api/routing/places",
        "GET /api/routing/one-things", "GET /api/routing/responsibilities",
        "GET /api/routing/places/candidates", "GET /api/routing/matters/suggestions", "GET /api/routing/matter-models",
        "GET /api/routing/catalogue/lists", "GET /api/routing/catalogue/versions",
        "GET /api/routing/catalogue/{list}/export", "GET /api/routing/catalogue/drafts",
        "GET /api/routing/catalogue/drafts/{draftId}", "GET /api/routing/catalogue/drafts/{draftId}/rows",
        "GET /api/routing/catalogue/drafts/{draftId}/difference", "GET /api/routing/catalogue/drafts/{draftId}/check",
        "GET /api/routing/shield/exemptions",
        // Packed, so that no word is found in it; it says what /orders/{orderId}/paper says, which is walked.
        "GET /api/escalation/orders/{orderId}/document",
        // How many cases and whistles, and from whom to whom.
        "GET /api/escalation/whistles/statistics",
        "GET /api/routing/statistics", "GET /api/routing/simulations", "GET /api/routing/simulations/{simulationId}",
        // Names only the cases that do not balance, from the four services' books, which are walked.
        "GET /api/ledger",
        // Name only the cases of messages that failed.
        "GET /api/broker/error-queues", "GET /api/broker/error-queues/{queue}/messages",
    ];

    /// <summary>
    /// Where a figure is made up of cases, each of them is listed behind it, else nobody could check the figure: the
    /// unit complained of is told number and ticket there, and none of the words.
    /// </summary>
    static readonly string[] Counted = ["GET /api/routing/statistics/tickets", "GET /api/routing/shield/report"];

    Words All => new([CasesAgainst.Marker, .. village.People, .. village.Rows]);

    async Task<IReadOnlyList<Seen>> Walk(IEnumerable<Walker> walkers) =>
        await new Walk(await ApiDocument.Read(fixture.Platform), village).Of(walkers);

    IEnumerable<Walker> Everybody(string unit, string organisation, string jurisdiction) => Roles.All
        .Where(role => role != Roles.Client)
        .Select(role => new Walker(role, unit, village.Signed(role, organisation, jurisdiction)));

    [Fact]
    public async Task Those_who_must_not_see_a_case_find_nothing_of_it_anywhere()
    {
        const string neighbour = "the neighbour";
        var (all, saidInIt) = (All, new Words([CasesAgainst.Marker, .. village.People]));
        var stranger = await fixture.Platform.As(Roles.Client, "620422-insurance");
        var seen = await Walk([
            .. Everybody("the village", AccusedVillage.Unit, AccusedVillage.Place),
            .. Everybody("the village with the county", AccusedVillage.Unit, "620422"),
            .. Everybody("the unit below it", AccusedVillage.Below, AccusedVillage.Place),
            .. Everybody("the unit below it with the county", AccusedVillage.Below, "620422"),
            .. Everybody(neighbour, "620422101-gov", "620422101"),
            new Walker(Roles.Client, "another platform", stranger),
        ]);
        Nothing(seen, one =>
            Counted.Contains(one.Operation.ToString()) && one.By.Unit != neighbour ? saidInIt : all);
    }

    [Fact]
    public async Task The_superior_of_the_unit_complained_of_never_learns_who_complains()
    {
        var (people, all) = (new Words(village.People), All);
        var seen = await Walk([
            .. Everybody("the superior", AccusedVillage.Superior, "620422100"),
            .. Everybody("the superior with the county", AccusedVillage.Superior, "620422"),
        ]);
        // Whoever is answered with a case when he tries a telephone number knows whose it is.
        Nothing(seen, one => one.Search == "phone" ? all : people);
    }

    [Fact]
    public async Task The_centre_finds_the_cases_at_every_address_that_holds_any()
    {
        var seen = await Walk([
            .. Roles.All.Where(role => role is not (Roles.Client or Roles.Admin)).Select(role => new Walker(
                role, "the centre", village.Signed(role, role switch
                {
                    Roles.Operator => "620422-hotline",
                    Roles.Mediator => AccusedVillage.Committee,
                    Roles.Handler or Roles.Head => AccusedVillage.Department,
                    _ => "620422-centre",
                }))),
            new Walker(Roles.Admin, "the centre", await fixture.Platform.As(Roles.Admin)),
        ]);
        var all = All;
        var told = seen.Where(one => one.Given).Select(one => (
            Operation: one.Operation.ToString(), one.Search, Words: all.All.Where(word =>
                one.Text.Contains(word, StringComparison.Ordinal)).ToList())).ToList();
        var operations = (await ApiDocument.Read(fixture.Platform)).Where(o => o.Method == "GET")
            .Select(o => o.ToString()).Where(o => o != EndToEnd.Walk.Stream).ToList();
        List<string> wrong =
            [.. WithoutCases.Concat(Counted).Except(operations).Select(gone => gone + ": is no address any more")];
        foreach (var operation in operations)
        {
            var here = told.Where(one => one.Operation == operation).ToList();
            var found = here.SelectMany(one => one.Words).FirstOrDefault();
            if (here.Count == 0)
                wrong.Add($"{operation}: nobody was answered");
            else if (found is null && !WithoutCases.Contains(operation))
                wrong.Add($"{operation}: no case is found; it is new, or the arranged cases leave nothing there");
            else if (found is not null && WithoutCases.Contains(operation))
                wrong.Add($"{operation}: holds no case by the list, and tells {found}");
            else if (found is not null)
                wrong.AddRange(here.Where(one => one.Search is not null).GroupBy(one => one.Search)
                    .Where(searched => searched.All(one => one.Words.Count == 0))
                    .Select(searched => $"{operation}: nothing is found by {searched.Key}"));
        }
        // What nobody can find anywhere would be looked for in vain in the answers to the others as well.
        var everything = told.SelectMany(one => one.Words).ToHashSet(StringComparer.Ordinal);
        wrong.AddRange(all.All.Where(word => !everything.Contains(word)).Select(word => $"{word}: found nowhere"));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Live_updates_name_the_cases_to_the_centre_and_not_to_the_unit_complained_of()
    {
        foreach (var number in village.Numbers)
            await Eventually.Be(
                () => Task.FromResult(village.Director.Heard.Contains(number, StringComparison.Ordinal)),
                $"the director is told of {number}");
        foreach (var accused in village.Accused)
            await Eventually.Be(
                () => Task.FromResult(accused.Heard.Contains(village.OrdinaryCase, StringComparison.Ordinal)),
                "the leader is told of a case that complains of nobody");
        Assert.Empty(village.Accused.SelectMany(accused => All.All.Where(word =>
            accused.Heard.Contains(word, StringComparison.Ordinal))));
    }

    /// <summary>One line for each person and operation that tells what it must not, or fails.</summary>
    static void Nothing(IReadOnlyList<Seen> seen, Func<Seen, Words> forbidden)
    {
        var wrong = seen
            .Select(one => (One: one, Told: one.Status is 401 or >= 500 ? ["the answer " + one.Status]
                : one.Tells(forbidden(one)).Take(3).ToList()))
            .Where(one => one.Told.Count > 0)
            .GroupBy(one => (one.One.By, one.One.Operation.ToString()))
            .Select(group => group.First())
            .Select(one => $"{one.One.By}: {one.One.Operation} → {string.Join(", ", one.Told)} "
                + $"({Uri.UnescapeDataString(one.One.Address)})")
            .Order(StringComparer.Ordinal).ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
