using System.Net.Http.Json;
using System.Text.Json;
using Dispatch.Contracts;
using Dispatch.Tests.Harness;

namespace Dispatch.Tests.Service.Intake;

/// <summary>One Intake for all classes, since each looks for its own cases.</summary>
[CollectionDefinition("intake")]
public sealed class OneIntake : ICollectionFixture<IntakeFixture>;

/// <summary>Intake alone, with real servers; the other services are played by the test.</summary>
public sealed class IntakeFixture : IAsyncLifetime
{
    public ServiceInstance Intake { get; private set; } = null!;

    public Broker Broker { get; private set; } = null!;

    public HttpClient Operator { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Intake = await ServiceInstance.Start("intake");
        Broker = await Broker.Open();
        Operator = Intake.Client(Roles.Operator);
    }

    public async Task DisposeAsync()
    {
        Operator.Dispose();
        await Broker.DisposeAsync();
        await Intake.DisposeAsync();
    }

    public static object Report(string text, string? phone = null, string grid = "620422100",
        bool confidential = false) => new
        {
            channel = "phone",
            kind = "request",
            text,
            petitioner = new { name = "张建国", phone, confidential },
            place = new { address = "东关社区3号楼", grid },
        };

    public sealed record Registered(CaseId Id, CaseNumber Number, string Status);

    public async Task<Registered> Register(string text, string? phone = null, string grid = "620422100",
        bool confidential = false)
    {
        using var answer = await Operator.PostAsJsonAsync("/cases", Report(text, phone, grid, confidential));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<Registered>(ContractJson.Options))!;
    }

    public async Task<JsonElement> Get(string path, HttpClient? by = null) =>
        await (by ?? Operator).GetFromJsonAsync<JsonElement>(path);

    public Task<string> Status(CaseNumber number) => Text($"/cases/{number}", "status");

    public async Task<string> Text(string path, string field) => (await Get(path)).GetProperty(field).GetString()!;

    public static EventHead Head(Registered about, int version) =>
        new(EventId.New(), version, about.Id, about.Number, DateTimeOffset.UtcNow, ActedBy.System, null);

    public static CaseDispatched Dispatched(Registered about, int version = 1, string lead = "620422-water") => new(
        Head(about, version), new(TicketId.New(), new(lead), "会宁县水务局", TicketRole.Lead), [], new("030204"), "供水中断",
        Urgency.Normal, CaseKind.Request, new(new("620422100"), null, null, null), 1, null,
        [new("duty_catalogue", "依据权责清单。")]);

    /// <summary>Plays Routing up to the point where the case waits for its callback.</summary>
    public async Task<Registered> Replied(string text)
    {
        var one = await Register(text);
        var dispatched = Dispatched(one);
        await Broker.Publish(dispatched);
        await Broker.Publish(new TicketClaimed(Head(one, 2), dispatched.Lead.Id, TicketRole.Lead, []));
        await Broker.Publish(new TicketReplied(Head(one, 3), dispatched.Lead.Id, TicketRole.Lead, Outcome.Solved,
            "已恢复供水。", []));
        await Broker.Publish(new ReplyAudited(Head(one, 4), dispatched.Lead.Id, true, []));
        await Eventually.Equal("replied", () => Status(one.Number), "the status", evidence: () => Intake.Log);
        return one;
    }
}
