using System.Net;
using Dispatch.Gateway.Domain;

namespace Dispatch.Gateway.Live;

/// <summary>Whether a person may be told of a case: from memory, or by asking Intake once in his name.</summary>
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
}
