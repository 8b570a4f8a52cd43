using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain;

/// <summary>The grass-roots shield (减负): what is for departments only is not passed down.</summary>
/// <remarks>Source: 国办函〔2024〕66号; 潍坊市12345条例 §24; 北京市接诉即办工作条例 §17.</remarks>
public static class Shield
{
    /// <summary>
    /// True when the shield forbids this owner: what only the county's departments may handle goes to no township or
    /// village in any role, and nobody below the lowest level leads.
    /// </summary>
    public static bool Forbids(MatterRow matter, OrganisationRow owner, TicketRole role) =>
        matter.Lowest is { } lowest && owner.Level > lowest
        && (role == TicketRole.Lead || lowest <= Level.County);
}
