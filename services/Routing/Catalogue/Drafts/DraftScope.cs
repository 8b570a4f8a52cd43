using System.Text.Json.Nodes;
using Dispatch.Routing.Catalogue.Domain.Lists;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Drafts;

/// <summary>Which rows an editor may change.</summary>
static class DraftScope
{
    public static Refusal OutsideDivision(string key) => new(
        RefusalKind.Forbidden, "outside_your_division", $"“{key}”不在您的辖区内，请交由该辖区或管理员修改。",
        $"{key} lies outside your division; leave it to those whose it is, or to the administrator.");

    /// <summary>
    /// True if the actor may not change this row. The administrator may change every row, a director those of
    /// jurisdictions within their own; rows without a jurisdiction only if their own covers all that are listed.
    /// </summary>
    /// <param name="row">Null for no row, which is never outside.</param>
    /// <param name="standing">The published lists.</param>
    public static bool Outside(CatalogueList list, JsonObject? row, Actor actor, CatalogueRows standing)
    {
        var own = actor.Jurisdiction.Value;
        bool Covers(JurisdictionId division) => division.Value.StartsWith(own, StringComparison.Ordinal);
        // The lists of a county may also name the city above it.
        bool Above(JurisdictionId division) => own.StartsWith(division.Value, StringComparison.Ordinal);
        return row is not null && actor.Role != Roles.Admin
            && (Division(list, row, standing) is { } division ? !Covers(division)
                : !standing.Jurisdictions.All(j => Covers(j.Code) || Above(j.Code)));
    }

    // A roster belongs to the jurisdiction of its organisation.
    static JurisdictionId? Division(CatalogueList list, JsonObject row, CatalogueRows standing) =>
        list.Read(row) is var read && read is RosterRow roster
            ? standing.Organisations.FirstOrDefault(o => o.Code == roster.Organisation)?.Jurisdiction
            : list.Division(read);
}
