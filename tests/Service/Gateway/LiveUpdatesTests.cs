namespace Dispatch.Tests.Service.Gateway;

[Collection("gateway")]
public sealed class LiveUpdatesTests(GatewayFixture fixture)
{
    static readonly IReadOnlyList<Reason> Why = [new("r", "理由。")];

    static EventHead Head(CaseNumber number, string? organisation = null) => new(
        EventId.New(), 1, CaseId.New(), number, TimeProvider.System.GetUtcNow(),
        new(new("z"), "张三", organisation is null ? null : new(organisation)), null);

    static CaseNumber Number() => CaseNumber.New(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task The_centre_hears_of_every_case_and_a_department_of_those_given_to_it()
    {
        await using var broker = await Broker.Open();
        await using var centre = await Stream.Open(fixture, Token.For(Roles.Dispatcher, "620422-centre"));
        await using var housing = await Stream.Open(fixture, Token.For(Roles.Handler, "620422-housing"));
        var (mine, other, earlier) = (Number(), Number(), Number());
        // Dispatched before the gateway listened, so that it has to ask Intake.
        fixture.Visible.Add(earlier.Value);

        foreach (var number in new[] { mine, other })
            await broker.Publish(new CaseRegistered(
                Head(number), Channel.Phone, CaseKind.Report, Urgency.Normal, "不得外传的内容",
                new(new("620422100"), null, null, null), null, TimeProvider.System.GetUtcNow(), Why));
        await broker.Publish(new CaseArchived(Head(earlier), Why));
        // Each stream goes through the news in their order: the registrations have been decided on.
        await Eventually.Be(() =>
            Task.FromResult(centre.Has(earlier, "caseArchived") && housing.Has(earlier, "caseArchived")),
            "both hear of the earlier case", evidence: () => centre.Text + housing.Text);
        await broker.Publish(new CaseDispatched(
            Head(mine), new(TicketId.New(), new("620422-housing"), "住建局", TicketRole.Lead), [], null, null,
            Urgency.Normal, CaseKind.Report, new(new("620422100"), null, null, null), 1, null, Why));

        await Eventually.Be(() =>
            Task.FromResult(centre.Has(mine, "caseRegistered") && centre.Has(other, "caseRegistered")
            && centre.Has(mine, "caseDispatched") && centre.Has(earlier, "caseArchived")), "the centre hears all",
            evidence: () => centre.Text);
        await Eventually.Be(() =>
            Task.FromResult(housing.Has(mine, "caseDispatched") && housing.Has(earlier, "caseArchived")),
            "the department hears its own", evidence: () => housing.Text);
        Assert.DoesNotContain(other.Value, housing.Text, StringComparison.Ordinal);
        Assert.False(housing.Has(mine, "caseRegistered"));
        Assert.DoesNotContain("不得外传", centre.Text + housing.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clients_and_strangers_get_no_stream_and_the_administrator_no_case()
    {
        using var client = fixture.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", Token.For(Roles.Client));
        await ProblemDocument.Expect(await client.GetAsync("/api/events"), System.Net.HttpStatusCode.Forbidden,
            "role_not_allowed");

        await using var broker = await Broker.Open();
        await using var admin = await Stream.Open(fixture, Token.For(Roles.Admin));
        await using var centre = await Stream.Open(fixture, Token.For(Roles.Director, "620422-centre"));
        var number = Number();
        fixture.Visible.Add(number.Value);
        await broker.Publish(new CaseArchived(Head(number), Why));
        await Eventually.Be(() => Task.FromResult(centre.Has(number, "caseArchived")), "the centre hears it",
            evidence: () => centre.Text);
        Assert.DoesNotContain(number.Value, admin.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_stream_names_its_account_first()
    {
        await using var centre = await Stream.Open(fixture, Token.For(Roles.Dispatcher, "620422-centre"));
        Assert.Matches("event: person\\ndata: \\{\"account\":\"[^\"]+\"\\}\\n\\n(.*\\n)*event: refresh", centre.Text);
    }

    /// <summary>One open stream, collected line by line.</summary>
    sealed class Stream(HttpClient client, StreamReader reader) : IAsyncDisposable
    {
        readonly System.Collections.Concurrent.ConcurrentQueue<string> lines = new();

        public string Text => string.Join('\n', lines);

        public bool Has(CaseNumber number, string what) => lines.Any(line =>
            line.Contains(number.Value, StringComparison.Ordinal)
                && line.Contains($"\"{what}\"", StringComparison.Ordinal));

        /// <summary>Returns once the gateway has said that it listens.</summary>
        public static async Task<Stream> Open(GatewayFixture fixture, string token)
        {
            var client = fixture.Client();
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
            var stream = new Stream(client, new StreamReader(await client.GetStreamAsync("/api/events")));
            _ = stream.Read();
            await Eventually.Be(() => Task.FromResult(stream.lines.Contains("event: refresh")), "the stream begins",
                evidence: () => stream.Text);
            return stream;
        }

        async Task Read()
        {
            try
            {
                while (await reader.ReadLineAsync() is { } line)
                    lines.Enqueue(line);
            }
            catch (Exception closed) when (
                closed is IOException or ObjectDisposedException or OperationCanceledException)
            {
                // The test is over.
            }
        }

        public ValueTask DisposeAsync()
        {
            reader.Dispose();
            client.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
