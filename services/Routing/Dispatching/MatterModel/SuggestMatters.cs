using Dispatch.Routing.Catalogue.Domain.Gazetteer;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Dispatching.Domain;
using Dispatch.Routing.Dispatching.Domain.MatterModel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dispatch.Routing.Dispatching.MatterModel;

/// <summary>
/// Suggests the likeliest matters by the model while a case is being registered, each with who would lead at the place.
/// </summary>
public static class SuggestMatters
{
    /// <param name="Grid">The code of a jurisdiction of any level; absent: the caller's own.</param>
    public sealed record Filter(
        [property: Required, StringLength(4000, MinimumLength = 2)] string? Text, EnumParameter<CaseKind>? Kind,
        [property: StringLength(300)] string? Address, JurisdictionId? Grid);

    /// <param name="Phrases">The phrases of the text that speak for it.</param>
    /// <param name="Organisation">Absent when no lead can be named.</param>
    public sealed record Item(
        MatterId Matter, string Name, double Probability, IReadOnlyList<string> Phrases, OrganisationId? Organisation,
        string? OrganisationName);

    /// <param name="Model">The model's version; absent without a model, or when it knows no word of the text.</param>
    /// <param name="Sure">True when the model does not abstain.</param>
    public sealed record Answer(
        int? Model, bool Sure, JurisdictionId Place, string PlaceName, IReadOnlyList<Item> Items);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/matters/suggestions", Handle)
        .Allow(Roles.Operator, Roles.GridWorker, Roles.Client, Roles.Dispatcher, Roles.Director);

    static Ok<Answer> Handle(
        [AsParameters] Filter filter, Actor actor, CurrentModel model, CurrentRoutingPolicy current, TimeProvider clock)
    {
        var policy = current.Value;
        var catalogue = policy.Catalogue;
        var placing = Placing.Of(catalogue, new(filter.Grid ?? actor.Jurisdiction, filter.Address, null, null));
        var place = catalogue.Jurisdictions.Place(placing.Place);
        var question = new Question(
            filter.Text!, null, filter.Kind?.Value ?? CaseKind.Request, Urgency.Normal, placing.Place, [],
            clock.GetUtcNow(), Address: filter.Address);
        var prediction = model.Read(filter.Text!);
        var items = new List<Item>();
        foreach (var one in prediction?.Ranked ?? [])
        {
            if (catalogue.Matter(one.Matter) is not { Level: MatterRow.Leaf } matter)
                continue;
            var lead = place is null ? null : ResponsibleOrganisations.Of(policy, matter, place, question).Lead;
            items.Add(new(matter.Code, matter.Name, one.Probability, one.Phrases, lead?.Code, lead?.Name));
        }
        return TypedResults.Ok(new Answer(
            prediction?.Version, prediction is { Abstained: false }, placing.Place,
            place is null ? "" : catalogue.Jurisdictions.NameOf(place), items));
    }
}
