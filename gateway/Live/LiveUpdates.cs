using System.Security.Claims;
using System.Text.Json;
using Dispatch.Gateway.Domain;
using Dispatch.Gateway.Sessions;

namespace Dispatch.Gateway.Live;

/// <summary>Tells a desk, as server-sent events, that something happened to a case that its person may see.</summary>
/// <remarks>
/// <c>event: person</c> with the account at the start, by which a browser sees that its cookie is another's now;
/// <c>event: case</c> with <see cref="CaseNews"/>, whose words are enough to read anew and no more; <c>event:
/// refresh</c> at the start and whenever something may have been missed; a comment every 15 s. Ends with the session.
/// </remarks>
public static class LiveUpdates
{
    static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/events", Handle)
        .Allow([.. Roles.All.Where(role => role != Roles.Client)])
        .Produces(StatusCodes.Status200OK, contentType: "text/event-stream");

    static async Task Handle(
        HttpContext http, Actor actor, LiveFeed feed, CaseSight sight, EndedSessions ended, TimeProvider clock,
        IHostApplicationLifetime host)
    {
        http.Response.ContentType = "text/event-stream";
        // For a proxy in front that would otherwise hold the words back.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, host.ApplicationStopping);
        using var desk = feed.Open();
        var (viewer, token) = (Viewer.Of(actor), http.Request.Headers.Authorization.ToString());
        try
        {
            await Say(http, ": Dispatch\nretry: 2000\n\n", stop.Token);
            var person = JsonSerializer.Serialize(new { account = actor.Account }, ContractJson.Options);
            await Say(http, $"event: person\ndata: {person}\n\n", stop.Token);
            var until = Expiry(http.User);
            for (var next = clock.GetUtcNow() + SignOfLife; ;)
            {
                var rest = next - clock.GetUtcNow();
                await desk.Wait(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, clock, stop.Token);
                if (clock.GetUtcNow() >= next)
                {
                    if (clock.GetUtcNow() >= until
                        || (Session(http.User) is { } session && await ended.Contains(session)))
                        return;
                    next = clock.GetUtcNow() + SignOfLife;
                    await Say(http, ":\n\n", stop.Token);
                }
                if (desk.Missed())
                    await Say(http, "event: refresh\ndata: {}\n\n", stop.Token);
                // The administrator runs the platform and sees no case.
                while (desk.Next(out var news))
                {
                    if (actor.Role != Roles.Admin && await sight.Sees(viewer, token, news!.CaseNumber, stop.Token))
                        await Say(http, $"event: case\ndata: {Words(viewer, news)}\n\n", stop.Token);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The desk has gone, or this instance is going: the desk comes back to another.
        }
    }

    // Who else is named is not for a department's ears.
    static string Words(Viewer viewer, CaseNews news) => JsonSerializer.Serialize(
        viewer.ByPlace
            ? news
            : news with { Organisations = [.. news.Organisations.Where(o => o == viewer.Organisation)] },
        ContractJson.Options);

    static async Task Say(HttpContext http, string words, CancellationToken stop)
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
