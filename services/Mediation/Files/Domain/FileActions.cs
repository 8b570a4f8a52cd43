namespace Dispatch.Mediation.Files.Domain;

/// <summary>What the mediator may do next on a file, as the commands themselves would answer.</summary>
public static class FileActions
{
    static readonly string[] Mediators = [Roles.Mediator];

    static readonly EndReason[] Terminations =
    [
        EndReason.PartyWithdrew, EndReason.NotSettled, EndReason.TimeOver, EndReason.CrimeSuspected,
        EndReason.NotMediable,
    ];

    /// <summary>
    /// By the last part of the address that does it, and <c>notSettled</c>: the termination with that one reason, which
    /// needs a session first.
    /// </summary>
    public static IReadOnlyList<PossibleAction> Of(MediationFile file) =>
    [
        new("parties", Mediators, Any(Enum.GetValues<Side>().Select(file.RefuseParty))),
        new("consents", Mediators, Any(file.Parties.Select(p => p.Number).DefaultIfEmpty().Select(file.RefuseConsent))),
        new("sessions", Mediators, file.RefuseSession()),
        new("agreement", Mediators, file.RefuseAgreement()),
        new("signatures", Mediators, Any(Signatures.Required(file).Select(file.RefuseSignature))),
        new("termination", Mediators, Any(Terminations.Select(file.RefuseTermination))),
        new("notSettled", Mediators, file.RefuseTermination(EndReason.NotSettled)),
    ];

    /// <summary>Null where at least one of them is allowed; else the refusal of the first.</summary>
    static Refusal? Any(IEnumerable<Refusal?> refusals)
    {
        var all = refusals.ToList();
        return all.Contains(null) ? null : all[0];
    }
}
