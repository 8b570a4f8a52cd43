using Dispatch.Routing.Dispatching;
using Dispatch.Routing.Tickets.Applications;
using Dispatch.Routing.Tickets.Evidence;
using Dispatch.Routing.Tickets.Following;
using Dispatch.Routing.Tickets.Handling;
using Dispatch.Routing.Tickets.Returns;

namespace Dispatch.Routing.Tickets;

/// <summary>The table of contents of the tickets: the life of a ticket, from its claim to its close.</summary>
static class TicketsRoutes
{
    public static void Add(ServiceBuilder service)
    {
        DapperTypes.Json<IReadOnlyList<AuditGap>>();
        service.Background<ReviewSuspensions>();

        service.Queue("routing.follow-case")
            .On<CaseReopened>(ReopenTicket.Handle)
            .On<CaseArchived>(CloseTickets.Handle)
            .On<BackstopAssigned, CurrentRoutingPolicy>(TakeAsBackstop.Handle)
            .On<MediationEnded, CurrentRoutingPolicy>(EndMediation.Handle);
        service.Queue("routing.follow-clocks").Of<ClocksStarted>().Of<WarningRaised>().GatherAll(ShowDeadlines.Handle);
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        ListTickets.Map(routes);
        ReadTicket.Map(routes);
        ClaimTicket.Map(routes);
        RecordContact.Map(routes);
        ReturnTicket.Map(routes);
        ReplyToTicket.Map(routes);
        AuditReply.Map(routes);
        TransferTicket.Map(routes);
        AskAssistance.Map(routes);
        ReportStage.Map(routes);

        AddEvidence.Map(routes);
        ListEvidence.Map(routes);
        ReadEvidence.Map(routes);

        AskExtension.Map(routes);
        AskSuspension.Map(routes);
        AskTermination.Map(routes);
        ListApplications.Map(routes);
        DecideApplication.Map(routes);
        ListSuspensions.Map(routes);
        EndSuspension.Map(routes);

        ListReturns.Map(routes);
        ReadReturn.Map(routes);
        DecideReturn.Map(routes);
        RaiseObjection.Map(routes);
        ListObjections.Map(routes);
        DecideObjection.Map(routes);
        LeaveBackstop.Map(routes);
    }
}
