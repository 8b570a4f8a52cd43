using Dispatch.Contracts;
using Dispatch.Kit;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Tests.Unit.Routing.Tickets;

/// <summary>What a reply must show, as a table.</summary>
public sealed class ProofTests
{
    static readonly DateTimeOffset Now = County.Now;

    static Ticket At(TicketStatus status, TicketRole role = TicketRole.Lead) =>
        new(new(Guid.Empty), role, new("water"), status, 1, false, true, Now.AddDays(-1), null);

    [Theory]
    [InlineData(true, 0, true, false, false, Outcome.Solved, "")]
    [InlineData(false, 3, false, true, false, Outcome.Explained, "")]
    [InlineData(false, 2, false, false, false, Outcome.Solved, "contact evidence")]
    [InlineData(true, 0, false, false, false, Outcome.Solved, "evidence")]
    [InlineData(true, 0, true, false, false, Outcome.Suspended, "suspension")]
    [InlineData(true, 0, true, false, true, Outcome.Suspended, "")]
    [InlineData(false, 0, false, false, false, Outcome.Suspended, "contact evidence suspension")]
    public void The_leads_reply_names_all_it_lacks_and_an_assistants_lacks_nothing(
        bool contacted, int attempts, bool onSite, bool basis, bool suspended, Outcome outcome, string missing)
    {
        var proof = new Proof(contacted, attempts, onSite, basis, suspended);
        var refusal = At(TicketStatus.Claimed).Reply(outcome, proof).Refusal;
        Assert.Equal(missing, string.Join(' ', refusal?.Errors?.Keys ?? []));
        Assert.Null(At(TicketStatus.Claimed, TicketRole.Assisting).Reply(outcome, proof).Refusal);
    }
}
