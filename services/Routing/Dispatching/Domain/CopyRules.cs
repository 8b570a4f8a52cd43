using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>
/// Who gets a copy (抄送) of a dispatched case: when a township (街道/乡镇) leads, the organisation above it, unless that
/// one is recused.
/// </summary>
/// <remarks>Source: 北京市接诉即办工作条例 §12.</remarks>
public static class CopyRules
{
    /// <returns>Null when nobody gets a copy.</returns>
    public static IReadOnlyList<CopiedOrganisation>? Of(
        CatalogueIndex catalogue, OrganisationRow lead, OrganisationId? against) =>
        lead is { Kind: OrganisationKind.Township, Parent: { } parent }
            && catalogue.Organisation(parent) is { } superior && !Recusal.Touches(catalogue, superior.Code, against)
            ? [new(superior.Code, superior.Name)] : null;
}
