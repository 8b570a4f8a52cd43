using System.Security.Claims;
using System.Text.Json;
using Dispatch.Gateway.Domain;
using Dispatch.Gateway.Sessions;

namespace Dispatch.Gateway.Live;

/// <summary>
/// Tells a browser, by server-sent events, that something happened to a case, a whistle or an order that its user may
/// see.
/// </summary>
/// <remarks>
/// <c>event: person</c> with the account at the start, so that a browser sees when its cookie has become another's;
/// <c>event: case</c> with <see cref="CaseNews"/>, which says what to load again and nothing of the case itself;
/// <c>event: pressure</c> with <see cref="PressureNews"/>, the same for a whistle or an order;
/// <c>event: refresh</c> at the start and whenever something may have been missed; a comment every 15 s. Ends with
/// the session.
/// </remarks>
public static class LiveUpdates
{
    static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/events", Handle)
        .Allow([.. Roles.All.Where(role => role != Roles.Client)])
        .Produces(StatusCodes.Status200OK, contentType: "text/event-stream");

    static async Task Handle(
        HttpContext http, Actor actor, LiveFeed feed, WhoIsTold told, EndedSessions ended,
        TimeProvider clock, IHostApplicationLifetime host)
    {
        http.Response.ContentType = "text/event-stream";
        // Tells a proxy in front not to buffer the stream.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, host.ApplicationStopping);
        using var stream = feed.Open();
        var (viewer, token) = (Viewer.Of(actor), http.Request.Headers.Authorization.ToString());
        try
        {
            await Write(http, ": Dispatch\nretry: 2000\n\n", stop.Token);
            var person = JsonSerializer.Serialize(new { account = actor.Account }, ContractJson.Options);
            await Write(http, $"event: person\ndata: {person}\n\n", stop.Token);
            var until = Expiry(http.User);
            for (var next = clock.GetUtcNow() + SignOfLife; ;)
            {
                var rest = next - clock.GetUtcNow();
                await stream.Wait(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, clock, stop.Token);
                if (clock.GetUtcNow() >= next)
                {
                    if (clock.GetUtcNow() >= until
                        || (Session(http.User) is { } session && await ended.Contains(session)))
                        return;
                    next = clock.GetUtcNow() + SignOfLife;
                    await Write(http, ":\n\n", stop.Token);
                }
                if (stream.Missed())
                    await Write(http, "event: refresh\ndata: {}\n\n", stop.Token);
                while (stream.Next(out var news))
                {
                    if (news is CaseNews one && await told.Sees(viewer, token, one.CaseNumber, stop.Token))
                        await Write(http, $"event: case\ndata: {Payload(viewer, one)}\n\n", stop.Token);
                    else if (news is PressureNews pressure && await told.Sees(viewer, token, pressure, stop.Token))
                        await Write(http, $"event: pressure\ndata: {Payload(pressure)}\n\n", stop.Token);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The browser has left, or this instance stops and the browser connects to another.
        }
    }

    static string Payload(PressureNews news) => JsonSerializer.Serialize(news, ContractJson.Options);

    // A department is not told which other organisations are named on the case.
    static string Payload(Viewer viewer, CaseNews news) => JsonSerializer.Serialize(
        viewer.Reach == Reach.Jurisdiction
            ? news
            : news with { Organisations = [.. news.Organisations.Where(o => o == viewer.Organisation)] },
        ContractJson.Options);

    static async Task Write(HttpContext http, string words, CancellationToken stop)
    {
        await http.Response.WriteAsync(words, stop);
        await http.Response.Body.FlushAsync(stop);
    }

    static Guid? Session(ClaimsPrincipal person) =>
        Guid.TryParse(person.FindFirstValue("sid"), out var session) ? session : null;

    static DateTimeOffset Expiry(ClaimsPrincipal person) =>
        DateTimeOffset.FromUnixTimeSeconds(
            long.Parse(person.FindFirstValue("exp")!, System.Globalization.CultureInfo.InvariantCulture));
}
