using System.Text.Json.Nodes;
using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Drafts;

/// <summary>Which rows an editor may change.</summary>
static class DraftScope
{
    public static Refusal OutsideJurisdiction(string key) => new(
        RefusalKind.Forbidden, "outside_your_jurisdiction", $"“{key}”不在您的辖区内，请交由该辖区或管理员修改。",
        $"{key} lies outside your jurisdiction; leave it to those whose it is, or to the administrator.");

    /// <summary>
    /// True if the actor may not change this row. The administrator may change every row, a director those of
    /// jurisdictions within their own; rows without a jurisdiction only if their own covers all that are listed.
    /// </summary>
    /// <param name="row">Null for no row, which is never outside.</param>
    /// <param name="standing">The published lists.</param>
    public static bool Outside(CatalogueList list, JsonObject? row, Actor actor, CatalogueRows standing)
    {
        var own = actor.Jurisdiction.Value;
        bool Covers(JurisdictionId jurisdiction) => jurisdiction.Value.StartsWith(own, StringComparison.Ordinal);
        // The lists of a county may also name the city above it.
        bool Above(JurisdictionId jurisdiction) => own.StartsWith(jurisdiction.Value, StringComparison.Ordinal);
        return row is not null && actor.Role != Roles.Admin
            && (JurisdictionOf(list, row, standing) is { } jurisdiction ? !Covers(jurisdiction)
                : !standing.Jurisdictions.All(j => Covers(j.Code) || Above(j.Code)));
    }

    // A roster or a function belongs to the jurisdiction of its organisation.
    static JurisdictionId? JurisdictionOf(CatalogueList list, JsonObject row, CatalogueRows standing) =>
        list.Read(row) switch
        {
            RosterRow roster => Of(roster.Organisation, standing),
            ResponsibilityRow { Organisation: { } organisation } => Of(organisation, standing),
            var other => list.JurisdictionOf(other),
        };

    static JurisdictionId? Of(OrganisationId organisation, CatalogueRows standing) =>
        standing.Organisations.FirstOrDefault(o => o.Code == organisation)?.Jurisdiction;
}
