using System.Net;
using Dispatch.Gateway.Domain;

namespace Dispatch.Gateway.Live;

/// <summary>
/// Whether a person may be told of a case, a whistle or an order: from memory, or by asking its service in his name.
/// </summary>
public sealed class WhoIsTold(CaseMemory memory, UpstreamCalls calls, ILogger<WhoIsTold> log)
{
    // Only where the case is; what it is about is not read.
    sealed record Place(JurisdictionId? Jurisdiction);

    public async ValueTask<bool> Sees(Viewer viewer, string authorization, CaseNumber number, CancellationToken cancel)
    {
        if (memory.Sees(viewer, number) is { } known)
            return known;
        try
        {
            var place = await calls.Get<Place>(Upstreams.Intake, "/cases/" + number.Value, authorization, cancel);
            memory.Learn(viewer, number, sees: true, place.Jurisdiction);
            return true;
        }
        catch (HttpRequestException problem) when (
            problem.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            memory.Learn(viewer, number, sees: false, null);
            return false;
        }
        catch (HttpRequestException problem)
        {
            // Not remembered: the next event on the case asks again.
            log.LogInformation("Whether {Case} may be told could not be asked: {Problem}", number, problem.Message);
            return false;
        }
    }

    // Only that it is there; what it is about is not read.
    sealed record Found;

    public async ValueTask<bool> Sees(
        Viewer viewer, string authorization, PressureNews news, CancellationToken cancel)
    {
        if (!news.Reaches(viewer))
            return false;
        var back = news.Cases.Select(number => memory.StandsBack(viewer, number)).ToList();
        if (back.Contains(true))
            return false;
        if (!back.Contains(null))
            return true;
        try
        {
            // order/0193… is read at /orders/0193…
            await calls.Get<Found>(Upstreams.Escalation, "/" + news.On.Replace("/", "s/"), authorization, cancel);
            return true;
        }
        catch (HttpRequestException problem)
        {
            if (problem.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Forbidden))
                log.LogInformation(
                    "Whether {What} may be told could not be asked: {Problem}", news.On, problem.Message);
            return false;
        }
    }
}
