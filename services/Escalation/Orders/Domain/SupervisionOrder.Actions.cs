using Dispatch.Escalation.Clocks.Domain;

namespace Dispatch.Escalation.Orders.Domain;

// What the caller may do with it next: only what is his side's to do.
public sealed partial record SupervisionOrder
{
    public IReadOnlyList<PossibleAction> ActionsFor(Actor actor, DateTimeOffset now)
    {
        var mine = new List<PossibleAction>();
        if (Status == OrderStatus.Drafted)
            mine.Add(new("signature", Signers, null));
        if (actor.Organisation == Organisation && InForce)
        {
            mine.Add(new("acknowledgement", Responders, Acknowledgeable(actor)));
            mine.Add(new("answer", Responders, Answerable(actor)));
            mine.Add(new("prolongation", Responders, Prolongable(actor, now)));
        }
        if (IsCentre(actor) && InForce)
        {
            if (Status == OrderStatus.Answered)
                mine.Add(new("review", Reviewers, Reviewable(actor)));
            if (Prolongation is { Granted: null })
                mine.Add(new("prolongationRuling", Reviewers, null));
            mine.Add(new("ending", Reviewers, Withdrawable(actor)));
        }
        return mine;
    }
}
