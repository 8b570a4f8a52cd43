using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using static Dispatch.Tests.Service.Routing.RoutingFixture;

namespace Dispatch.Tests.Service.Routing.Tickets;

/// <summary>
/// One case on which several people take random steps at once over HTTP; some click twice. It looks into the database
/// to know what there is to act on.
/// </summary>
sealed class CaseStory(StoryFixture fixture, int seed, ConcurrentDictionary<string, int> seen)
{
    static readonly string[] Units =
        ["620422-water", "620422-urban", "620422-labour", "620422100-gov", "620422-centre"];

    static readonly object Extension = new { days = 1, reason = "配件须从外地调运" };

    readonly Random random = new(seed);
    readonly List<string> trace = [];
    CaseRegistered registered = null!;
    int version = 1, rounds;

    sealed record Ticket(Guid Id, string Role, string Organisation, string Status);

    sealed record Open(Guid? Return, Guid? Objection, Guid? Request);

    /// <summary>What one person tries.</summary>
    /// <param name="Once">The same call at the same moment must not be accepted twice.</param>
    sealed record Call(string Name, HttpClient By, string Path, object Body, bool Once = true);

    public CaseId Id => registered.Head.CaseId;

    public string Number => registered.Head.CaseNumber.Value;

    public bool Archived => ArchivedAt is not null;

    public DateTimeOffset? ArchivedAt { get; private set; }

    public string Trace => $"seed {seed}, {registered.Head.CaseNumber}:\n  {string.Join("\n  ", trace)}";

    public async Task Register()
    {
        // One in four is for the centre to dispatch.
        var matter = new[] { "010101", "010102", "010104", null }[seed % 4];
        registered = Case(matter is null ? "门口出了些说不清的事" : "按事项登记", matter) with
        {
            Urgency = Pick(Urgency.Normal, Urgency.Urgent),
        };
        await fixture.Routing.Broker.Publish(registered);
        await Eventually.Equal(1L, () => fixture.Tickets.One<long>(
            "select count(*) from routed_case where case_id = @Id", new { Id }), "the case is there", evidence: () =>
                fixture.Logs);
    }

    /// <summary>One moment: one to three people act at once, or Intake tells something.</summary>
    public async Task Step()
    {
        var tickets = await fixture.Tickets.Read<Ticket>(
            "select id, role, organisation, status from ticket where case_id = @Id order by role, id", new { Id });
        var open = await fixture.Tickets.One<Open>("""
            select (select id from ticket_return where case_id = @Id order by asked_at desc limit 1) as return,
                (select id from objection where case_id = @Id) as objection,
                (select id from ticket_application where case_id = @Id order by asked_at desc limit 1) as request
            """, new { Id });
        var lead = tickets.FindLast(t => t is { Role: "lead", Status: not "returned" });
        if (lead?.Status == "closed" && !Archived)
            await End();
        else if (lead?.Status == "dispatched" && random.Next(4) == 0)
            await ClaimWindowRunsOut(lead);
        var calls = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Draw(tickets, lead, open)).OfType<Call>()
            .ToList();
        if (calls.Count > 0 && random.Next(3) == 0)
            calls.Add(calls[0]);
        var answers = await Task.WhenAll(calls.Select(Send));
        // After somebody else's transfer in between, the same one may be accepted again.
        bool Alone(Call call) => calls.TrueForAll(c => c == call || c.Name != call.Name);
        foreach (var same in calls.Zip(answers).GroupBy(a => a.First)
            .Where(g => g.Key.Once && g.Count() > 1 && Alone(g.Key)))
            Assert.True(same.Count(a => a.Second) <= 1, $"{same.Key.Name} was accepted twice at once\n{Trace}");
    }

    async Task<bool> Send(Call call)
    {
        using var answer = await call.By.PostAsJsonAsync(call.Path, call.Body);
        var outcome = answer.StatusCode == HttpStatusCode.NoContent ? "done"
            : (int)answer.StatusCode < 500 ? (await ProblemDocument.Read(answer)).Code
            : throw new InvalidOperationException(
                $"{call.Name}: {await answer.Content.ReadAsStringAsync()}\n{Trace}\n{fixture.Logs}");
        lock (trace)
            trace.Add($"{call.Name} {call.Path} {outcome}");
        seen.AddOrUpdate(outcome == "done" ? call.Name : outcome, 1, (_, n) => n + 1);
        return outcome == "done";
    }

    Call? Draw(List<Ticket> tickets, Ticket? lead, Open open)
    {
        if (lead is null)
            return new("dispatch", fixture.As(Roles.Dispatcher), $"/undecided/{registered.Head.CaseNumber}/dispatch",
                new { lead = Pick(Units), assisting = new[] { Pick(Units) }, grounds = "人工判断如此" });
        var on = random.Next(4) == 0 ? Pick([.. tickets]) : lead;
        var handler = fixture.As(Roles.Handler, random.Next(12) == 0 ? Pick(Units) : on.Organisation);
        var (path, upheld) = ($"/tickets/{on.Id}", random.Next(2) == 0);
        Call Ticket(string what, object body, bool once = true) => new(what, handler, $"{path}/{what}", body, once);
        Call Centre(string name, string to, object body) => new(name, fixture.As(Roles.Dispatcher), to, body);
        string[] names = random.Next(5) == 0 ? All : on.Status switch
        {
            "dispatched" when open.Return is not null => ["claim", "objection", "objection", "contact"],
            "dispatched" => ["claim", "return", "return", "contact"],
            "claimed" when open.Request is not null && random.Next(3) == 0 => ["request"],
            "claimed" when open.Objection is not null && random.Next(3) == 0 => ["objection-ruling"],
            "claimed" when open.Return is not null && random.Next(3) == 0 => ["objection"],
            "claimed" => ["contact", "reply", "reply", "extension", "suspension", "termination", "assistance", "return",
                "transfer", "stage-report"],
            "returnAsked" => ["ruling"],
            "replied" => ["audit"],
            "suspended" => ["end", "reply", "contact"],
            _ => ["audit", "reply"],
        };
        return Pick(names) switch
        {
            "claim" => Ticket("claim", new { }),
            "contact" => Ticket("contact", new { note = "已电话联系诉求人", reached = random.Next(4) > 0 }, once: false),
            "reply" => Ticket("reply", Answer),
            "return" => Ticket("return", Return),
            "extension" => Ticket("extension", Extension),
            "suspension" => Ticket("suspension", new
            {
                reason = "管网改造列入明年计划", plan = "明年三月开工，五月完工后恢复供水", reviewAt = DateTimeOffset.UtcNow.AddDays(30),
            }),
            "termination" => Ticket("termination", new
            {
                ground = "litigation", reason = "双方已向人民法院起诉", publicAnswer = "本件已进入诉讼程序，请依法院裁判办理。",
            }),
            "assistance" => Ticket("assistance", new { organisations = new[] { Pick(Units) }, reason = "请配合占道施工" }),
            "transfer" => Ticket("transfer", new { officer = "officer-" + random.Next(2), officerName = "李四" }),
            "stage-report" => Ticket("stage-report", new { report = "已派员到场，正在协调围挡" }, once: false),
            "objection" => Ticket("objection", new
            {
                explanation = "裁定所引条款不适用于本单位，请予复核", duty = "010102", basis = "《城市管理办法》第五条", suggested = Pick(Units),
            }),
            "audit" => Centre("audit", $"{path}/audit", upheld || random.Next(2) == 0 ? new { passed = true }
                : (object)new { passed = false, codes = new[] { "noEvidence" } }),
            "ruling" when open.Return is { } id => new("ruling", fixture.As(Roles.Arbiter, account: "arbiter"),
                $"/returns/{id}/ruling", new { upheld, to = upheld ? Pick(Units) : null, grounds = "按职责清单裁定" }),
            "objection-ruling" when open.Objection is { } id => new("objection-ruling",
                fixture.As(Roles.Director, account: random.Next(6) == 0 ? "arbiter" : "director"),
                $"/objections/{id}/ruling",
                new { upheld, to = random.Next(2) == 0 ? Pick(Units) : null, grounds = "经复核决定" }),
            "request" when open.Request is { } id => Centre(
                "request", $"/applications/{id}/ruling", new { granted = upheld, grounds = "理由充分" }),
            "end" when open.Request is { } id => Centre("end", $"/suspensions/{id}/end", new { note = "提前具备条件" }),
            _ => null,
        };
    }

    static readonly string[] All =
    [
        "claim", "contact", "reply", "return", "extension", "suspension", "termination", "assistance", "transfer",
        "stage-report", "objection", "audit", "ruling", "objection-ruling", "request", "end",
    ];

    /// <summary>Intake calls back, and the case goes into another round or to the archive.</summary>
    async Task End()
    {
        var head = About(registered, ++version) with { OccurredAt = DateTimeOffset.UtcNow };
        ArchivedAt = random.Next(3) == 0 ? head.OccurredAt : null;
        await fixture.Routing.Broker.Publish(Archived ? new CaseArchived(head, [])
            : new CaseReopened(head, ++rounds, [new("not_solved", "回访称未解决。")]));
        var wanted = Archived ? "closed" : "claimed";
        seen.AddOrUpdate(Archived ? "archived" : "reopened", 1, (_, n) => n + 1);
        lock (trace)
            trace.Add(Archived ? "archived" : "reopened");
        await Eventually.Be(() => fixture.Tickets.One<bool>("""
            select c.open <> @Archived and exists (
                select from ticket t where t.case_id = c.case_id and t.role = 'lead' and t.status = @wanted)
            from routed_case c where c.case_id = @Id
            """, new { Id, Archived, wanted }), $"the case is {wanted}\n{Trace}", evidence: () => fixture.Logs);
    }

    async Task ClaimWindowRunsOut(Ticket lead)
    {
        seen.AddOrUpdate("window", 1, (_, n) => n + 1);
        await fixture.Routing.Broker.Publish(new WarningRaised(
            About(registered, 1), WarningId.New(), ClockId.New(), ClockKind.Claim, new(lead.Id), new(lead.Organisation),
            Colour.Red, DateTimeOffset.UtcNow, []));
    }

    T Pick<T>(params T[] items) => items[random.Next(items.Length)];
}
