using Dispatch.Tests.Service.Escalation;

namespace Dispatch.Tests.Service.Routing.Tickets;

/// <summary>Routing and Escalation side by side on one broker, each hearing the other; the test plays Intake.</summary>
public sealed class StoryFixture : IAsyncLifetime
{
    readonly Dictionary<(string, string, string), HttpClient> people = [];

    public RoutingFixture Routing { get; } = new();

    public ServiceInstance Escalation { get; private set; } = null!;

    public Db Tickets => Routing.Routing.Database;

    public string Logs => Routing.Routing.Log + Environment.NewLine + Escalation.Log;

    public HttpClient As(string role, string organisation = "620422-centre", string account = "somebody")
    {
        lock (people)
        {
            var key = (role, organisation, account);
            return people.TryGetValue(key, out var known) ? known
                : people[key] = Routing.Routing.Client(role, organisation, account: account);
        }
    }

    public async Task InitializeAsync()
    {
        await Routing.InitializeAsync();
        Escalation = await ServiceInstance.Start("escalation");
        using var admin = Escalation.Client(Roles.Admin);
        foreach (var year in new[] { 2025, 2026, 2027 })
        {
            using var put = await admin.PutAsync(
                $"/calendar/{year}", EscalationFixture.Json(Repository.Read($"deploy/sample/calendar/{year}.json")));
            put.EnsureSuccessStatusCode();
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var person in people.Values)
            person.Dispose();
        await Escalation.DisposeAsync();
        await Routing.DisposeAsync();
    }
}
