using Dispatch.Routing.Cases;
using Dispatch.Routing.Domain;
using Dispatch.Routing.Domain.Places;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Routing.MatterModels;

/// <summary>
/// Shows whoever registers a case the likeliest matters by the trained model, each with whose it would be there.
/// </summary>
public static class SuggestMatters
{
    /// <param name="Grid">Any division's code; the caller's own jurisdiction when absent.</param>
    public sealed record Filter(
        [property: Required, StringLength(4000, MinimumLength = 2)] string? Text, Word<CaseKind>? Kind,
        [property: StringLength(300)] string? Address, JurisdictionId? Grid);

    /// <param name="Phrases">The words of the text that spoke for it.</param>
    public sealed record Item(
        MatterId Matter, string Name, double Probability, IReadOnlyList<string> Phrases, OrganisationId? Organisation,
        string? OrganisationName);

    /// <param name="Sure">The first is sure enough to decide by itself.</param>
    /// <param name="Model">Which version read the text; absent while there is none, or none knows a word of it.</param>
    public sealed record Answer(
        int? Model, bool Sure, JurisdictionId Place, string PlaceName, IReadOnlyList<Item> Items);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/matters/suggestions", Handle)
        .Allow(Roles.Operator, Roles.GridWorker, Roles.Client, Roles.Dispatcher, Roles.Director);

    static Ok<Answer> Handle(
        [AsParameters] Filter filter, Actor actor, CurrentModel model, CurrentStanding current, TimeProvider clock)
    {
        var standing = current.Value;
        var catalogue = standing.Catalogue;
        var placing = Placing.Of(catalogue, new(filter.Grid ?? actor.Jurisdiction, filter.Address, null, null));
        var place = catalogue.Place(placing.Place);
        var question = new Question(
            filter.Text!, null, filter.Kind?.Value ?? CaseKind.Request, Urgency.Normal, placing.Place, [],
            clock.GetUtcNow(), Address: filter.Address);
        var learned = model.Read(filter.Text!);
        var items = new List<Item>();
        foreach (var one in learned?.Ranked ?? [])
        {
            if (catalogue.Matter(one.Matter) is not { Level: MatterRow.Leaf } matter)
                continue;
            var lead = place is null ? null : Owners.Of(standing, matter, place, question).Lead;
            items.Add(new(matter.Code, matter.Name, one.Probability, one.Phrases, lead?.Code, lead?.Name));
        }
        return TypedResults.Ok(new Answer(
            learned?.Version, learned is { Abstained: false }, placing.Place,
            place is null ? "" : catalogue.NameOf(place), items));
    }
}
