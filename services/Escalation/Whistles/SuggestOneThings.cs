using Dispatch.Escalation.Whistles.Domain;

namespace Dispatch.Escalation.Whistles;

/// <summary>
/// Suggests, while a whistle is written, who leads and who assists by the one-thing list (一件事清单), with reasons.
/// Stores nothing.
/// </summary>
/// <remarks>What somebody writes travels in the body, so that it stands in no log of addresses.</remarks>
public static class SuggestOneThings
{
    const int Most = 3;

    public sealed record Request(
        [property: Required] WhistleType? Type,
        [property: Required, StringLength(2000, MinimumLength = 2)] string Demand,
        [property: Required] JurisdictionId? Jurisdiction, MatterId? Matter);

    public sealed record Department(OrganisationId Id, string? Name);

    /// <param name="OneThing">What <see cref="BlowWhistle"/> takes as <c>oneThing</c>.</param>
    public sealed record Item(
        string OneThing, string Name, Department Lead, IReadOnlyList<Department> Assisting,
        IReadOnlyList<Reason> Reasons);

    public sealed record Answer(IReadOnlyList<Item> Items);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/whistles/suggestions", Handle)
        .Allow(Whistle.Proposers)
        .Produces<Answer>();

    sealed record Named(OrganisationId Id, string Name);

    static async Task<IResult> Handle(Request request, Database database, CancellationToken cancel)
    {
        var place = request.Jurisdiction!.Value;
        var fitting = OneThings.Suggest(
            await database.Read<OneThing>(Load, new { place }, cancel), request.Type!.Value, request.Demand,
            request.Matter, place).Take(Most).ToList();
        var names = (await database.Read<Named>(
            "select id, name from organisation where id = any(@ids)",
            new
            {
                ids = fitting.SelectMany(one => one.Entry.Assisting.Append(one.Entry.Lead)).Select(id => id.Value)
                    .Distinct().ToArray(),
            }, cancel)).ToDictionary(one => one.Id, one => one.Name);
        Department Of(OrganisationId id) => new(id, names.GetValueOrDefault(id));
        return TypedResults.Ok(new Answer([.. fitting.Select(one => new Item(
            one.Entry.Id, one.Entry.Name, Of(one.Entry.Lead), [.. one.Entry.Assisting.Select(Of)], one.Reasons))]));
    }

    // A county's list has some dozen entries.
    const string Load = """
        select id, name, jurisdiction, to_jsonb(matters) as matters, to_jsonb(keywords) as keywords, lead,
            to_jsonb(assisting) as assisting, whistle, basis
        from one_thing
        where starts_with(@place, jurisdiction)
        order by id
        """;
}
