using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Gateway.Domain;

/// <summary>Something that a browser may be told of.</summary>
public interface INews;

/// <summary>
/// Says that something has happened to a whistle or a supervision order: enough to load it again, nothing of what it is
/// about.
/// </summary>
/// <param name="On"><c>whistle/0193…</c> or <c>order/0193…</c>.</param>
/// <param name="What">The event's name, such as <c>departmentArrived</c>.</param>
/// <param name="OccurredAt">UTC.</param>
/// <param name="Concerned">Whose it is, and whom it summons or orders.</param>
/// <param name="Cases">Whoever must stand back from one of them (回避) is told nothing.</param>
public sealed record PressureNews(
    string On, string What, DateTimeOffset OccurredAt, int Version,
    [property: JsonIgnore] JurisdictionId Jurisdiction,
    [property: JsonIgnore] IReadOnlyList<OrganisationId> Concerned,
    [property: JsonIgnore] IReadOnlyList<CaseNumber> Cases) : INews
{
    public static PressureNews Of(IPressureEvent what) => new(
        what.Aggregate, JsonNamingPolicy.CamelCase.ConvertName(what.GetType().Name), what.Head.OccurredAt,
        what.Head.Version, what.Jurisdiction, what.Concerned, [.. what.Cases.Select(one => one.Number)]);

    /// <summary>Whether the viewer's reach covers it, apart from whom he must stand back from.</summary>
    public bool Reaches(Viewer viewer) => viewer.Reach switch
    {
        Reach.Jurisdiction => Jurisdiction.IsWithin(viewer.Jurisdiction),
        Reach.OwnOrganisation => Concerned.Contains(viewer.Organisation),
        _ => false,
    };
}
