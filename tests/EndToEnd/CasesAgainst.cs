using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Dispatch.Tests.EndToEnd;

/// <summary>
/// A village is complained of again and again, each time by the same petitioner, so that together the cases leave every
/// kind of row: tickets, evidence, returns, objections, applications, a mediation file, a warning.
/// </summary>
sealed class CasesAgainst(Platform platform)
{
    /// <summary>Stands in every text, address, note and attachment of these cases, and nowhere else.</summary>
    public const string Marker = "琤璆瑁";

    public const string Petitioner = "鄢雨桐", Phone = "15309467182", Address = $"会师镇{Marker}巷7号";
    public const string Respondent = "郗望舒", RespondentPhone = "18609435508";

    readonly ConcurrentBag<string> granted = [];

    /// <summary>The applications that were granted.</summary>
    public IReadOnlyCollection<string> Granted => granted;

    public string Evidence { get; private set; } = "";

    /// <summary>Moves each as far as it is to come, several at a time.</summary>
    public async Task<IReadOnlyList<Story>> Arrange()
    {
        // One after the other: a ruling decides the next case of its kind, and nobody returns that.
        async Task<IReadOnlyList<Story>> Returns() => [await ReturnWaiting(), await ObjectionWaiting()];
        var returns = Returns();
        var others = await Task.WhenAll(
            HandledByItsSuperior(), ExtensionWaiting(), Suspended(), Undecided("天上有一个亮东西一直跟着我走"),
            DispatchedUnderAnExemption(), InMediation(), Unsolved());
        return [.. others, .. await returns];
    }

    async Task<Story> HandledByItsSuperior()
    {
        var story = await Register("小区保洁不到位，垃圾没人清运", "010101");
        var ticket = await Claimed(story);
        Assert.Equal(AccusedVillage.Superior, ticket.Text("organisation"));
        // A photograph is told by its first bytes.
        using var photo = new ByteArrayContent([0xFF, 0xD8, 0xFF, .. Encoding.UTF8.GetBytes(Marker)]);
        using var added = await (await platform.As(Roles.Handler, AccusedVillage.Superior)).PostAsync(
            $"/api/routing/tickets/{ticket.Text("id")}/evidence?name=photo.jpg", photo);
        added.EnsureSuccessStatusCode();
        Evidence = (await added.Content.ReadFromJsonAsync<JsonElement>()).Text("id");
        return story;
    }

    async Task<Story> ReturnWaiting()
    {
        var story = await Register("新房墙体开裂，物业与村委会互相推给对方", "010202");
        await story.Act(await Claimed(story), "return", new
        {
            reason = "notOurDuty", explanation = $"{Marker}巷的房屋由自然资源部门监管，不属于本单位职责。", duty = "010202",
            basis = "《建设工程质量管理条例》第三十九条", suggested = "620422-resources",
        });
        await story.Shows("returnAsked", story.Trace);
        return story;
    }

    async Task<Story> ObjectionWaiting()
    {
        var story = await ReturnWaiting();
        var asked = (await platform.Items("routing/returns?limit=200")).Single(r =>
            r.Text("caseNumber") == story.Number);
        await story.Send(Roles.Arbiter, null, HttpMethod.Post, $"routing/returns/{asked.Text("id")}/ruling", new
        {
            upheld = false, grounds = $"{Marker}巷的房屋质量属住建部门职责，不得再次退单。",
        });
        await story.Shows("returnRuled", story.Trace);
        await story.Act(await story.Lead("claimed"), "objection", new
        {
            explanation = $"{Marker}巷的房屋没有竣工备案，不属于本单位职责。", duty = "010202",
            basis = "《建设工程质量管理条例》第四十条", suggested = "620422-resources",
        });
        await story.Shows("objectionRaised", story.Trace);
        return story;
    }

    async Task<Story> ExtensionWaiting()
    {
        var story = await Register("屋顶漏水，申请动用维修资金", "010104");
        var ticket = await Claimed(story);
        // Routing allows it when it has heard the reply's term.
        await Eventually.Be(
            async () => (await story.Lead()).TryGetProperty("replyDue", out _), "the reply has its term");
        await story.Act(ticket, "extension", new { days = 1, reason = $"{Marker}巷须搭架检测，请求延期。" });
        await story.Shows("applicationMade", story.Trace);

        // No term can be hurried through the API, so one clock is told that its next colour is due.
        var clock = (await story.Clocks()).First(c => c.Text("kind") == "reply");
        await platform.Processes["escalation"].Database.Execute(
            "update clock set next_turn_at = now() where id = @id", new { id = clock.GetProperty("id").GetGuid() });
        await Eventually.Be(
            async () => (await platform.Items("escalation/warnings?case=" + story.Number)).Count > 0,
            "a warning is raised");
        return story;
    }

    async Task<Story> Suspended()
    {
        var story = await Register("维修资金账目不公示，要求核对", "010104");
        await story.Act(await Claimed(story), "suspension", new
        {
            reason = $"{Marker}巷的账目正在审计。", plan = "审计结束后十日内公示全部账目。",
            reviewAt = TimeProvider.System.GetUtcNow().AddDays(20),
        });
        await Grant(story);
        return story;
    }

    Task<Story> Undecided(string text) => Register(text, kind: "request", shows: "caseUndecided");

    async Task<Story> DispatchedUnderAnExemption()
    {
        var story = await Undecided("天上有一个亮东西落在我家院子里");
        await platform.Post(Roles.Director, "routing/shield/exemptions", new
        {
            matter = "010202", organisation = AccusedVillage.Superior, reason = "集中排查期间由镇上先行核实",
            until = TimeProvider.System.GetUtcNow().AddDays(3),
        });
        await story.Send(Roles.Dispatcher, null, HttpMethod.Post, $"routing/undecided/{story.Number}/dispatch", new
        {
            lead = AccusedVillage.Superior, matter = "010202", grounds = $"{Marker}巷的房屋由镇上先行核实。",
        });
        await story.Shows("caseDispatched", story.Trace);
        return story;
    }

    async Task<Story> InMediation()
    {
        var story = await Register("合作社拖欠土地流转费，两家争执多年，请帮助调解", "070302", "dispute", "fileOpened");
        var file = (await platform.Items("mediation/files?case=" + story.Number)).Single().Text("id");
        Task Post(string what, object body) => story.Send(
            Roles.Mediator, AccusedVillage.Committee, HttpMethod.Post, $"mediation/files/{file}/{what}", body);
        await Post("parties", new { name = Petitioner, phone = Phone, side = "applicant" });
        await Post("parties", new { name = Respondent, phone = RespondentPhone, side = "respondent" });
        await Post("consents", new { party = 1, given = true });
        await Post("consents", new { party = 2, given = true });
        await Post("sessions", new
        {
            heldAt = TimeProvider.System.GetUtcNow(), place = "会师镇调解室", note = Marker + "双方到场",
        });
        return story;
    }

    // What the law ends, and the petitioner does not accept, waits for the centre's decision.
    async Task<Story> Unsolved()
    {
        var story = await Register("维修资金多年没有结论，要求退还", "010104");
        await story.Act(await Claimed(story), "termination", new
        {
            ground = "litigation", reason = $"{Marker}巷的纠纷法院已经立案。",
            publicAnswer = $"{Marker}巷的纠纷法院已经立案，请依判决执行。",
        });
        await Grant(story);
        await story.Reaches("replied");
        await story.Send(Roles.Operator, null, HttpMethod.Post, $"intake/cases/{story.Number}/callbacks", new
        {
            reached = true, contacted = true, solved = false, note = Marker + "诉求人不认可",
        });
        await story.Shows("petitionerCalledBack", story.Trace);
        return story;
    }

    async Task Grant(Story story)
    {
        await story.Shows("applicationMade", story.Trace);
        var asked = (await platform.Items("routing/applications?limit=200")).Single(a =>
            a.Text("caseNumber") == story.Number).Text("id");
        granted.Add(asked);
        await story.Send(Roles.Dispatcher, null, HttpMethod.Post, $"routing/applications/{asked}/ruling",
            new { granted = true, grounds = $"{Marker}巷情况属实，同意。" });
        await story.Shows("applicationDecided", story.Trace);
    }

    async Task<Story> Register(
        string text, string? matter = null, string kind = "complaint", string shows = "caseDispatched")
    {
        var story = await Story.Register(platform, new
        {
            channel = "phone", kind, text = $"{text}（{Marker}）。", matter, against = AccusedVillage.Unit,
            petitioner = new { name = Petitioner, phone = Phone, confidential = false },
            place = new { address = Address, grid = AccusedVillage.Place },
        });
        foreach (var step in new[] { shows, "clocksStarted" })
            await story.Shows(step, story.Trace);
        return story;
    }

    static async Task<JsonElement> Claimed(Story story)
    {
        var ticket = await story.Lead("dispatched");
        await story.Act(ticket, "claim", new { });
        await story.Act(ticket, "contact", new { note = Marker + "巷的诉求人已经联系，约定上门查看。" });
        return await story.Lead("claimed");
    }
}
