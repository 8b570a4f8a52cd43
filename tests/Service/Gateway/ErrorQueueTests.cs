using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RabbitMQ.Client;

namespace Dispatch.Tests.Service.Gateway;

[Collection("gateway")]
public sealed class ErrorQueueTests(GatewayFixture fixture)
{
    const string Address = "/api/broker/error-queues";

    [Fact]
    public async Task Failed_messages_are_shown_without_what_they_say_and_are_applied_when_sent_again()
    {
        var (one, two, three) = (await Fail("test.single"), await Fail("test.single"), await Fail("test.single"));
        await Eventually.Equal(3, Count, "the count");

        // Looking takes nothing away.
        for (var look = 0; look < 2; look++)
        {
            var shown = await fixture.Admin.GetFromJsonAsync<JsonElement>(Address + "/test.single/messages");
            var items = shown.GetProperty("items").EnumerateArray().ToDictionary(i =>
                i.GetProperty("messageId").GetString()!, StringComparer.Ordinal);
            Assert.Equal(3, items.Count);
            var item = items[one.Head.Id.Value.ToString()];
            Assert.Equal(one.Head.CaseNumber.Value, item.GetProperty("caseNumber").GetString());
            Assert.Equal("CaseArchived", item.GetProperty("type").GetString());
            Assert.Equal("System.InvalidOperationException: It broke.", item.GetProperty("error").GetString());
            Assert.DoesNotContain("保密理由", shown.GetRawText(), StringComparison.Ordinal);
        }

        Assert.Equal(1, await Replay(new { messageId = two.Head.Id.Value.ToString() }));
        await Eventually.Be(() => Applied(two), "the one is applied");
        // What was only looked at goes back when the broker hears of it.
        await Eventually.Equal(2, Count, "the count");
        using var gone = await fixture.Admin.PostAsJsonAsync(Address + "/test.single/replay",
            new { messageId = two.Head.Id.Value.ToString() });
        await ProblemDocument.Expect(gone, HttpStatusCode.NotFound, "message_not_found");
        await Eventually.Equal(2, Count, "the count");
        Assert.Equal(2, await Replay(new { }));
        await Eventually.Be(async () => await Applied(one) && await Applied(three), "all are applied");
        await Eventually.Equal(0, Count, "the count");
    }

    [Fact]
    public async Task No_other_queue_of_the_broker_can_be_reached_and_nobody_but_the_administrator_can()
    {
        foreach (var queue in new[] { "intake.nothing", "test.single_error", "amq.gen-x" })
            await ProblemDocument.Expect(await fixture.Admin.GetAsync($"{Address}/{queue}/messages"),
                HttpStatusCode.NotFound, "queue_not_found");
        using var director = fixture.Client();
        director.DefaultRequestHeaders.Authorization = new("Bearer", Token.For(Roles.Director));
        await ProblemDocument.Expect(await director.GetAsync(Address), HttpStatusCode.Forbidden, "role_not_allowed");
    }

    async Task<int> Count() =>
        (await fixture.Admin.GetFromJsonAsync<JsonElement>(Address)).GetProperty("items").EnumerateArray()
        .Single(i => i.GetProperty("queue").GetString() == "test.single").GetProperty("messages").GetInt32();

    async Task<int> Replay(object request)
    {
        using var answer = await fixture.Admin.PostAsJsonAsync(Address + "/test.single/replay", request);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("replayed").GetInt32();
    }

    Task<bool> Applied(CaseArchived what) => fixture.Upstream.Database.One<bool>(
        "select exists (select from applied where event = @Id)", new { what.Head.Id });

    /// <summary>Puts a message where the consumer's bus puts one that failed every try, with its words.</summary>
    static async Task<CaseArchived> Fail(string queue)
    {
        var now = TimeProvider.System.GetUtcNow();
        var what = new CaseArchived(
            new(EventId.New(), 1, CaseId.New(), CaseNumber.New(now), now, ActedBy.System, null), [new("r", "保密理由。")]);
        await using var connection = await new ConnectionFactory { Uri = Servers.RabbitMq }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await channel.QueueDeclareAsync(
            queue + "_error", durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["x-queue-type"] = "quorum" });
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            messageId = what.Head.Id.Value, messageType = new[] { "urn:message:Dispatch.Contracts:CaseArchived" },
            message = JsonSerializer.SerializeToElement(what, ContractJson.Options),
        });
        await channel.BasicPublishAsync("", queue + "_error", mandatory: true, new BasicProperties
        {
            ContentType = "application/vnd.masstransit+json", MessageId = what.Head.Id.Value.ToString(),
            Headers = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["MT-Fault-ExceptionType"] = "System.InvalidOperationException", ["MT-Fault-Message"] = "It broke.",
            },
        }, body);
        return what;
    }
}
