using Dispatch.Routing.Dispatching;
using Dispatch.Routing.Tickets;

namespace Dispatch.Routing.Statistics;

/// <summary>
/// The columns of a ticket that must be listed because it is counted, even if its case complains of the reader's own
/// organisation (回避). Text, address and reasons are then hidden. Takes <c>@Organisation</c>.
/// </summary>
static class RedactedColumns
{
    static readonly string Hidden = Visibility.Recused("c");

    public static readonly string OfTicket = TicketItem.Select(
        text: $"case when {Hidden} then '（投诉涉及本单位，内容回避）' else c.text end",
        address: $"case when {Hidden} then null else c.address end",
        reasons: $"case when {Hidden} then '[]' else t.reasons end");
}
