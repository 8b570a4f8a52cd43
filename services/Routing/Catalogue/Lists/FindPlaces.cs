using Dispatch.Routing.Catalogue.Domain.Gazetteer;

namespace Dispatch.Routing.Catalogue.Lists;

/// <summary>Lists the jurisdictions that an address or a position may mean, most likely first, and why.</summary>
/// <remarks>
/// An address is searched for only within the caller's own jurisdiction; a position is not limited to it. Refuses a
/// latitude without a longitude, or the reverse, with <c>position_incomplete</c>.
/// </remarks>
public static class FindPlaces
{
    /// <param name="Latitude">In degrees, WGS 84 or CGCS2000; not the GCJ-02 of Chinese web maps.</param>
    public sealed record Filter(
        [property: StringLength(300)] string? Address, [property: Range(-90.0, 90.0)] double? Latitude,
        [property: Range(-180.0, 180.0)] double? Longitude);

    /// <param name="Decided">The one that is clearly meant; absent if a person must choose or ask.</param>
    public sealed record Answer(IReadOnlyList<PlaceCandidate> Candidates, PlaceCandidate? Decided);

    static readonly Refusal Incomplete = new(
        RefusalKind.Invalid, "position_incomplete", "坐标须同时填写纬度和经度。",
        "A position has a latitude and a longitude; send both.", "longitude");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/places/candidates", Handle)
        .Allow(
            Roles.Operator, Roles.GridWorker, Roles.Client, Roles.Dispatcher, Roles.Director, Roles.Arbiter)
        .Produces<Answer>()
        .Refuses(RefusalKind.Invalid);

    static IResult Handle([AsParameters] Filter filter, Actor actor, CurrentCatalogue catalogue)
    {
        if (filter.Latitude is null != filter.Longitude is null)
            return Problems.From(Incomplete);
        var found = catalogue.Value.Gazetteer.Find(
            filter.Address, filter.Latitude, filter.Longitude, actor.Jurisdiction);
        return TypedResults.Ok(new Answer(found.Candidates, found.Decided));
    }
}
