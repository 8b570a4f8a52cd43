using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>
/// When a township (街道/乡镇) leads, its county is told at once. Source: 北京市接诉即办工作条例 §12.
/// </summary>
public static class CopyRules
{
    /// <returns>Null when nobody gets a copy.</returns>
    public static IReadOnlyList<CopiedOrganisation>? Of(
        CatalogueIndex catalogue, OrganisationRow lead, OrganisationId? against) =>
        lead is { Kind: OrganisationKind.Township, Parent: { } parent }
            && catalogue.Organisation(parent) is { } county && !Recusal.Touches(catalogue, county.Code, against)
            ? [new(county.Code, county.Name)] : null;
}
