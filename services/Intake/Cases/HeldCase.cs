using Dispatch.Intake.Cases.Domain;

namespace Dispatch.Intake.Cases;

/// <summary>
/// A case locked for a step of the hotline: tells the step, writes it into the timeline and saves what was decided.
/// </summary>
public sealed class HeldCase(Work work, Case found)
{
    int version = found.Version;

    public Case Case => found;

    /// <summary>
    /// Loads and locks one case that the caller may see; a second caller waits and then sees what the first has done.
    /// </summary>
    public static async Task<HeldCase?> Find(Work work, CaseNumber number, Actor actor) =>
        await work.Find<Case>(Load(actor), new { number, actor.Scope, actor.Organisation, actor.Account }) is { } found
            ? new(work, found) : null;

    /// <summary>The head of this service's next event on the case.</summary>
    public EventHead NextHead(ActedBy by) => work.Head(found.Id, found.Number, ++version, by);

    /// <summary>Publishes an event of this service and writes it into the timeline.</summary>
    public void Tell(ICaseEvent what)
    {
        work.Publish(what);
        TimelineRows.Add(work, [what]);
    }

    /// <summary>Tells what the step leads to, after the event of the step itself, and saves the case.</summary>
    public Task Save(CaseStep step, ActedBy by)
    {
        if (step.Ending == Ending.Archive)
            Tell(new CaseArchived(NextHead(by), [step.Reason]));
        else if (step.Ending == Ending.Reopen)
            Tell(new CaseReopened(NextHead(by), step.Case.Round, [step.Reason]));
        var after = step.Case;
        return work.Execute(Update, new
        {
            after.Id, status = after.Status.ToWireName(), version, after.Round, after.Attempts, after.AttemptedAt,
            after.Solved, rating = after.Rating?.ToWireName(), after.CalledBackAt, after.ArchivedAt,
            after.CentreAskedAt, after.ReviewAt,
        });
    }

    static string Load(Actor actor) => $"""
        select {Case.Columns}
        from registered_case c
        join case_progress p on p.case_id = c.id
        where c.number = @number and {Visibility.Cases.Sees(actor)}
        for update of p
        """;

    // Writes what Case has decided. Beside this, only FollowCase writes a status, as Case.Follow has decided.
    const string Update = """
        update case_progress
        set status = @status, version = @version, round = @Round, attempts = @Attempts, attempted_at = @AttemptedAt,
            solved = @Solved, rating = @rating, called_back_at = @CalledBackAt, archived_at = @ArchivedAt,
            centre_asked_at = @CentreAskedAt, review_at = @ReviewAt
        where case_id = @Id
        """;
}
