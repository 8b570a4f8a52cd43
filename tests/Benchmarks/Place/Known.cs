using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Gazetteer;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Tests.Harness.Places;

namespace Dispatch.Benchmarks.Place;

/// <summary>What the addresses are made of, as the product's catalogue; and what came of them.</summary>
static class Known
{
    public static CatalogueIndex Index(KnownPlaces known) => new(new(
        new(1, 0, 0, 0), [.. known.Jurisdictions.Select(d => new JurisdictionRow(
            new(d.Code), d.Name, d.Level, d.Parent is { } parent ? new JurisdictionId(parent) : null, d.Aliases))],
        [], [], [], [], [], [.. known.Places.Select(p => new PlaceRow(
            p.Name, Enum.Parse<PlaceKind>(p.Kind, ignoreCase: true), new(p.Jurisdiction), p.Aliases))], [], []));

    /// <returns>True: the right village. Null: left to a person, or no nearer than the right township.</returns>
    public static bool? Outcome(WrittenAddress address, PlaceCandidate? decided) =>
        decided is null || (address.Village is null && decided.Level < Level.Village) ? null
        : address.Village is not { } village ? false
        : decided.Jurisdiction.Value.StartsWith(village, StringComparison.Ordinal) ? true
        : village.StartsWith(decided.Jurisdiction.Value, StringComparison.Ordinal) ? null
        : false;
}
