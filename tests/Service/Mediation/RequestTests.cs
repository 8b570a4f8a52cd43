using System.Net;

namespace Dispatch.Tests.Service.Mediation;

/// <summary>What a mediator sends is checked before anything is done.</summary>
[Collection(nameof(Dispute))]
public sealed class RequestTests(Dispute dispute) : IAsyncLifetime
{
    public Task InitializeAsync() => dispute.Route();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("/parties", """{"side":"applicant"}""", "name")]
    [InlineData("/parties", """{"name":"张三","side":"friend"}""", "side")]
    [InlineData("/consents", """{"party":1}""", "given")]
    [InlineData("/sessions", """{"place":"调解室","note":"到场"}""", "heldAt")]
    [InlineData("/agreement", """{"facts":"双方因宅基地边界发生纠纷","performanceMode":"atOnce","oral":true}""", "content")]
    [InlineData("/termination", """{"reason":"consentRefused","note":"无"}""", "reason")]
    public async Task A_request_that_lacks_a_field_is_told_which(string path, string body, string field)
    {
        using var answer = await dispute.Mediator.PostAsync(
            dispute.Url + path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        var problem = await ProblemDocument.Expect(answer, HttpStatusCode.BadRequest, "invalid_request");
        Assert.Contains(field, problem.Errors.Keys);
    }
}
