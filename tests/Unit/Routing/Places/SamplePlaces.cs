using Dispatch.Contracts;
using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Gazetteer;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Tests.Harness;
using Dispatch.Tests.Harness.Places;

namespace Dispatch.Tests.Unit.Routing.Places;

/// <summary>The jurisdictions, borders and gazetteer of the sample county that ships with Dispatch.</summary>
static class SamplePlaces
{
    public static readonly KnownPlaces Known = KnownPlaces.Sample();

    public static readonly Dictionary<string, string> Outlines =
        File.ReadLines(Repository.Path("deploy", "sample", "outlines.csv")).Skip(1)
            .Select(line => line.Split(',', 2)).ToDictionary(f => f[0], f => f[1].Trim('"'));

    public static readonly CatalogueIndex Whole = new(new(
        new(1, 0, 0, 0),
        [.. Known.Jurisdictions.Select(d => new JurisdictionRow(
            new(d.Code), d.Name, d.Level, d.Parent is { } parent ? new JurisdictionId(parent) : null, d.Aliases,
            Outlines.GetValueOrDefault(d.Code)))],
        [], [], [], [], [], [.. Known.Places.Select(p => new PlaceRow(
            p.Name, Enum.Parse<PlaceKind>(p.Kind, ignoreCase: true), new(p.Jurisdiction), p.Aliases))], [], []));

    public static PlaceFinding Find(string? address, double? latitude = null, double? longitude = null,
        string? within = null) =>
        Whole.Gazetteer.Find(address, latitude, longitude, within is null ? null : new JurisdictionId(within));
}
