using System.Text.Json;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Routing.Tickets;

/// <summary>The reply of a ticket and its audit, as they are stored.</summary>
static class StoredReply
{
    public static Task Save(
        Work work, TicketId id, Outcome outcome, string publicAnswer, string measures, string? legalBasis = null) =>
        work.Execute(SaveStatement, new
        {
            id, outcome = outcome.ToWireName(), publicAnswer, measures, legalBasis, work.Now,
        });

    public static Task SaveAudit(
        Work work, TicketId id, bool passed, IReadOnlyList<string> gaps, IReadOnlyList<AuditGap> codes, AccountId by) =>
        work.Execute(AuditStatement, new
        {
            id, passed, gaps = JsonSerializer.Serialize(gaps, ContractJson.Options),
            codes = JsonSerializer.Serialize(codes, ContractJson.Options), by, work.Now,
        });

    // A new reply clears the audit of the one before. It also ends an application that still waits for an answer, which
    // does not come back with the ticket.
    const string SaveStatement = """
        update ticket_application
        set ended_at = @Now, ended_why = '已办结回复，申请不再需要审批'
        where ticket_id = @id and granted is null and ended_at is null;
        update ticket
        set outcome = @outcome, public_answer = @publicAnswer, measures = @measures,
            legal_basis = @legalBasis, replied_at = @Now, audit_passed = null, audit_gaps = null, audit_codes = null,
            audited_at = null, audited_by = null
        where id = @id
        """;

    const string AuditStatement = """
        update ticket
        set audit_passed = @passed, audit_gaps = @gaps::jsonb, audit_codes = @codes::jsonb, audited_at = @Now,
            audited_by = @by
        where id = @id
        """;
}
