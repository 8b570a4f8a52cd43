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
    /// Rows of a division are changed by those who work for it or above, rows that hold everywhere by those who work
    /// for the whole, and all by the administrator.
    /// </summary>
    public static bool Outside(CatalogueList list, JsonObject? row, Actor actor, CatalogueRows standing)
    {
        var own = actor.Jurisdiction.Value;
        bool Covers(JurisdictionId division) => division.Value.StartsWith(own, StringComparison.Ordinal);
        // A list may name the city above the county that it is made for.
        bool Above(JurisdictionId division) => own.StartsWith(division.Value, StringComparison.Ordinal);
        return row is not null && actor.Role != Roles.Admin
            && (Division(list, row, standing) is { } division ? !Covers(division)
                : !standing.Jurisdictions.All(j => Covers(j.Code) || Above(j.Code)));
    }

    // Each organisation keeps its own roster.
    static JurisdictionId? Division(CatalogueList list, JsonObject row, CatalogueRows standing) =>
        list.Read(row) is var read && read is RosterRow roster
            ? standing.Organisations.FirstOrDefault(o => o.Code == roster.Organisation)?.Jurisdiction
            : list.Division(read);
}
