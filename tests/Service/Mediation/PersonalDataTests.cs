using System.Text.Json;

namespace Dispatch.Tests.Service.Mediation;

/// <summary>Who the parties are is sealed at rest and told to nobody.</summary>
[Collection(nameof(Dispute))]
public sealed class PersonalDataTests(Dispute dispute) : IAsyncLifetime
{
    public Task InitializeAsync() => dispute.Route();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Personal_data_is_nowhere_in_the_database_the_events_or_the_log()
    {
        await dispute.AddBoth();
        await dispute.HoldSession();
        await dispute.Done("/agreement", Dispute.Agreement(oral: true));
        await dispute.Next<MediationEnded>();
        var places = await dispute.Everything() + dispute.Service.Log
            + string.Join(
                '\n',
                dispute.Told.Select(e => JsonSerializer.Serialize<object>(e, ContractJson.Options)));
        foreach (var secret in new[] { "张三丰", "李四光", "13912341234", "13800005678" })
            Assert.DoesNotContain(secret, places, StringComparison.Ordinal);
    }
}
