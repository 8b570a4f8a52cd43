using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Tests.EndToEnd;

/// <summary>
/// The village complained of with its cases, all by which these can be known, and what its people have heard meanwhile.
/// </summary>
public sealed class AccusedVillage(PlatformFixture fixture) : IAsyncLifetime
{
    public const string Unit = "620422100001-village", Place = "620422100001", Below = "620422100001-station";
    public const string Superior = "620422100-gov", Committee = "620422100-mediation", Department = "620422-housing";

    readonly List<string> rows = [];
    readonly List<LiveListener> listeners = [];

    Platform Platform => fixture.Platform;

    public IReadOnlyList<string> Numbers { get; private set; } = [];

    /// <summary>The ids and numbers of the cases and of all that hangs on them; their slices in the books.</summary>
    public IReadOnlyList<string> Rows => rows;

    /// <summary>Who complains, and with whom he is in dispute, also as the API masks them.</summary>
    public IReadOnlyList<string> People { get; } =
    [
        CasesAgainst.Petitioner, "鄢**", CasesAgainst.Phone, "153****7182",
        CasesAgainst.Respondent, "郗**", CasesAgainst.RespondentPhone, "186****5508",
    ];

    /// <summary>Every value of each parameter that a path can hold.</summary>
    public Dictionary<string, IReadOnlyList<string>> Ids { get; } = new(StringComparer.Ordinal);

    /// <summary>What the centre's director was told.</summary>
    public LiveListener Director => listeners[0];

    /// <summary>What the leaders of the village and of the unit below it were told, with the whole county.</summary>
    public IReadOnlyList<LiveListener> Accused => listeners[1..];

    /// <summary>The number of a case of the same place that complains of nobody.</summary>
    public string OrdinaryCase { get; private set; } = "";

    public async Task InitializeAsync()
    {
        await FoundUnitBelow();
        listeners.Add(await LiveListener.Start(Signed(Roles.Director, "620422-centre")));
        foreach (var unit in new[] { Unit, Below })
            listeners.Add(await LiveListener.Start(Signed(Roles.Leader, unit)));

        var cases = new CasesAgainst(Platform);
        Numbers = [.. (await cases.Arrange()).Select(story => story.Number)];
        OrdinaryCase = (await Story.Register(Platform, "村口路灯不亮。", grid: Place)).Number;
        await Simulate();
        await WhistleOrderAndLift();
        await NoteIds(cases);
        await NoteBooks();
    }

    public async Task DisposeAsync()
    {
        foreach (var listener in listeners)
            await listener.DisposeAsync();
    }

    /// <summary>A client with the token of such a person.</summary>
    public HttpClient Signed(string role, string organisation, string jurisdiction = "620422")
    {
        var client = Platform.Nobody();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", Token.For(role, organisation, jurisdiction, $"{role}.{organisation}.{jurisdiction}"));
        return client;
    }

    // In the sample nothing stands below a village.
    async Task FoundUnitBelow()
    {
        var draft = await Draft("村级机构", "organisations", null, new
        {
            code = Below, name = "会师镇东山根社区便民服务站", kind = "department", level = "village", jurisdiction = Place,
            parent = Unit,
        });
        await Platform.Post(Roles.Director, $"routing/catalogue/drafts/{draft}/publish", new { why = "新设机构" });
    }

    /// <summary>Decides the cases again under a draft that gives some of them to another department.</summary>
    async Task Simulate()
    {
        var draft = await Draft("维修资金职责调整", "duties", "010104", new
        {
            matter = "010104", owner = "620422-urban", role = "lead", basis = "《物业管理条例》第五十三条",
        });
        var simulation = (await Platform.Post(
            Roles.Director, "routing/simulations", new { draft, from = (DateOnly?)null })).Text("id");
        await Eventually.Be(
            async () => (await Platform.Get("routing/simulations/" + simulation)).GetProperty("simulation")
                .Text("status") == "done", "the simulation is done");
        (Ids["draftId"], Ids["simulationId"]) = ([draft], [simulation]);
    }

    /// <param name="replaces">What stands in the row that gives way to the new one.</param>
    /// <returns>The draft's id.</returns>
    async Task<string> Draft(string name, string list, string? replaces, object row)
    {
        var draft = (await Platform.Post(Roles.Director, "routing/catalogue/drafts", new { name, why = "试验" }))
            .Text("id");
        var key = replaces is null ? null
            : (await Platform.Items($"routing/catalogue/drafts/{draft}/rows?list={list}&q={replaces}"))[0].Text("key");
        await Platform.Post(Roles.Director, $"routing/catalogue/drafts/{draft}/changes", new
        {
            items = new[] { new { list, key, row } },
        });
        return draft;
    }

    /// <summary>
    /// The centre whistles for one of the cases, orders a department to act on it, and lifts it on the ladder.
    /// </summary>
    async Task WhistleOrderAndLift()
    {
        var about = Numbers.Take(1).ToArray();
        var whistle = (await Platform.Post(Roles.Director, "escalation/whistles", new
        {
            type = "emergency", demand = $"{CasesAgainst.Marker}巷墙体开裂，请到场处置。", cases = about,
            place = new { jurisdiction = Place, address = CasesAgainst.Marker + "巷" },
            lead = "620422-housing", assisting = new[] { "620422-emergency" },
        })).Text("id");
        // A photograph as far as its first bytes tell, with words that can be looked for.
        using var photo = new ByteArrayContent(
            [0xFF, 0xD8, 0xFF, .. System.Text.Encoding.UTF8.GetBytes(CasesAgainst.Marker)]);
        using var arrived = await Signed(Roles.Handler, "620422-housing")
            .PostAsync($"/api/escalation/whistles/{whistle}/arrival/photo", photo);
        Assert.Equal(System.Net.HttpStatusCode.NoContent, arrived.StatusCode);
        var order = (await Platform.Post(Roles.Director, "escalation/orders", new
        {
            form = "listed", organisation = "620422-housing", demand = $"限期排除{CasesAgainst.Marker}巷的险情。",
            basis = "群众多次反映", cases = about,
        })).Text("id");
        (Ids["whistleId"], Ids["orderId"], Ids["organisation"]) = ([whistle], [order], ["620422-housing"]);
        using var lifted = await Signed(Roles.Director, "620422-centre").PostAsJsonAsync("/api/escalation/rungs",
            new { @case = about[0], to = "centre", grounds = "险情未排除，群众多次反映" });
        Assert.Equal(System.Net.HttpStatusCode.Accepted, lifted.StatusCode);
        var stands = await Eventually.Get(
            () => Platform.Items("escalation/rungs?case=" + about[0]), found => found.Count > 0, "it is on the ladder");
        Ids["rungId"] = [stands[0].Text("id")];
        rows.AddRange([whistle, order, stands[0].Text("id")]);
    }

    async Task NoteIds(CasesAgainst cases)
    {
        string[] All(IEnumerable<JsonElement> items, string name = "id") =>
            [.. items.Select(item => item.Text(name)).Distinct(StringComparer.Ordinal)];
        async Task<List<JsonElement>> OfEach(string path)
        {
            var found = new List<JsonElement>();
            foreach (var number in Numbers)
                found.AddRange(await Platform.Items(path + number));
            return found;
        }
        async Task<List<JsonElement>> Listed(string path) =>
            [.. (await Platform.Items(path + "?limit=2000")).Where(i => Numbers.Contains(i.Text("caseNumber")))];

        var tickets = await OfEach("routing/tickets?limit=200&case=");
        var objections = await Listed("routing/objections");
        string[] ids = [.. All(tickets, "caseId"), .. All(await Listed("routing/undecided"), "caseId")];
        Assert.Equal(Numbers.Count, ids.Length);
        Ids["number"] = Numbers;
        Ids["ticketId"] = All(tickets);
        Ids["evidenceId"] = [cases.Evidence];
        Ids["returnId"] = [.. All(await Listed("routing/returns")), .. All(objections, "returnId")];
        Ids["clockId"] = All(await OfEach("escalation/clocks?case="));
        Ids["fileId"] = All(await OfEach("mediation/files?case="));
        rows.AddRange(
        [
            .. Ids.Where(of => of.Key is not ("draftId" or "simulationId" or "organisation"))
                .SelectMany(of => of.Value),
        ]);
        rows.AddRange(
        [
            .. ids, .. All(objections), .. All(await Listed("routing/applications")), .. cases.Granted,
            .. All(await OfEach("escalation/warnings?case=")),
            .. All((await Platform.Items("routing/precedents?q=" + CasesAgainst.Marker))
                .Select(item => item.GetProperty("precedent"))),
        ]);
        Ids["slice"] = [.. ids.Select(id => id[^2..]).Distinct(StringComparer.Ordinal)];
        Ids["list"] = ["jurisdictions", "organisations", "matters", "duties", "rules", "rosters", "places"];
        Ids["queue"] = ["routing.route-case"];
    }

    // A book names no case. Whoever is told the same digest of a slice as the centre has the same cases in it.
    async Task NoteBooks()
    {
        async Task<List<string>> Book(string service) =>
        [
            .. (await Platform.Get(service + "/ledger")).GetProperty("bySlice").EnumerateArray()
                .Where(slice => Ids["slice"].Contains(slice.Text("slice"))).Select(slice => slice.Text("digest")),
        ];
        foreach (var service in new[] { "routing", "escalation" })
            await Eventually.Be(
                async () => (await Book(service)).SequenceEqual(await Book("intake")), service + " has the same book");
        var book = await Book("intake");
        Assert.Equal(Ids["slice"].Count, book.Count);
        rows.AddRange([.. book, .. await Book("mediation")]);
    }
}
