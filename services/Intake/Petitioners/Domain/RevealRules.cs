namespace Dispatch.Intake.Petitioners.Domain;

/// <summary>Who may see the name and telephone of the petitioner, of a case that the caller may see.</summary>
public static class RevealRules
{
    public static readonly string[] Callers = [Roles.Operator, Roles.Handler, Roles.Head, Roles.Mediator];

    /// <summary>
    /// The hotline, and whoever leads the case while it does, unless the petitioner asked for secrecy (济南市12345条例 §32).
    /// Nobody where the petitioner complains of a unit below the caller's own (信访工作条例 §30).
    /// </summary>
    public static Refusal? Refuses(string role, bool leads, bool confidential, bool withheld) =>
        withheld ? new(
            RefusalKind.Forbidden, "informer_protected", "本件投诉举报涉及本单位的下属单位，诉求人信息不予提供，请通过热线转达。",
            "The complaint is of a unit below yours, so who complains is not told; let the hotline pass messages on.")
        : role == Roles.Operator ? null
        : !leads ? new(
            RefusalKind.Forbidden, "not_the_lead", "只有正在主办该工单的单位可以查看诉求人信息。",
            "Only the organisation that leads the case at present may look at who the petitioner is.")
        : confidential ? new(
            RefusalKind.Forbidden, "petitioner_confidential", "诉求人要求保密，请通过热线转达。",
            "The petitioner asked for secrecy; ask the hotline to pass your message on.")
        : null;
}
