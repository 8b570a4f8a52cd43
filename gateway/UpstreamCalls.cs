using System.Net.Http.Headers;

namespace Dispatch.Gateway;

/// <summary>What the gateway itself asks of a service, always as the person who asked the gateway.</summary>
public sealed class UpstreamCalls(Upstreams upstreams, UpstreamClient client)
{
    /// <param name="authorization">The caller's own header.</param>
    /// <exception cref="HttpRequestException">
    /// The service is away, or answered with an error; the status says which.
    /// </exception>
    public async Task<T> Get<T>(Upstream upstream, string path, string authorization, CancellationToken cancel)
    {
        using var answer = await Send(upstream, path, authorization, cancel);
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException(
                $"{upstream.Name} answered {(int)answer.StatusCode} to {path}.", null, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<T>(ContractJson.Options, cancel)
            ?? throw new HttpRequestException($"{upstream.Name} answered nothing to {path}.");
    }

    public async Task<HttpResponseMessage> Send(
        Upstream upstream, string path, string? authorization, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, upstreams[upstream] + path);
        if (authorization is not null)
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        return await client.Invoker.SendAsync(request, cancel);
    }
}
