using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain;

/// <summary>The grass-roots shield (减负): keeps departments' matters from being passed down to the villages.</summary>
/// <remarks>Source: 国办函〔2024〕66号; 潍坊市12345条例 §24; 北京市接诉即办工作条例 §17.</remarks>
public static class Shield
{
    /// <summary>
    /// True if the shield forbids giving the matter to this organisation. No organisation below the matter's lowest
    /// level may lead; if that level is the county or higher, none may assist either.
    /// </summary>
    public static bool Forbids(MatterRow matter, OrganisationRow owner, TicketRole role) =>
        matter.Lowest is { } lowest && owner.Level > lowest
        && (role == TicketRole.Lead || lowest <= Level.County);
}
