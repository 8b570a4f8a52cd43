using Dispatch.Contracts;
using Dispatch.Kit;
using Dispatch.Mediation.Files.Domain;

namespace Dispatch.Tests.Unit.Mediation.Files.Domain;

/// <summary>Mediation files at each stage, made only by the commands that lead there.</summary>
static class FileOf
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = new(2026, 11, 23);

    public static EventHead Head(int version) => new(
        EventId.New(), version, new(Guid.Empty), new("261122-4839-2715-6"), Now, ActedBy.System, null);

    public static MediationFile Applied() => new(
        FileId.New(), new(Guid.Empty), new("261122-4839-2715-6"), TicketId.New(), "会师镇人民调解委员会",
        FileStatus.Applied, 1, 0, null);

    public static MediationFile WithParties(params Side[] sides) =>
        sides.Aggregate(Applied(), (file, side) => Ok(file.AddParty(side)));

    public static MediationFile Pair() => WithParties(Side.Applicant, Side.Respondent);

    public static MediationFile Accepted() => Consent(Consent(Pair(), 1), 2);

    public static MediationFile InSession() => Ok(Accepted().HoldSession(Now, Now, Head)).File;

    public static MediationFile Drafted() =>
        Ok(InSession().Draft(PerformanceMode.ByTerm, Today.AddDays(30), false, Now, Head)).File;

    public static MediationFile Effective() => Signed(Signed(Signed(Signed(
        Drafted(), new Signer.OfParty(1)), new Signer.OfParty(2)), new Signer.OfMediator()), new Signer.OfCommittee());

    public static MediationFile Refused() => Ok(Pair().RecordConsent(2, false, Now, Head)).File;

    public static MediationFile Failed() => Ok(InSession().Terminate(EndReason.NotSettled, Now, Head)).File;

    public static MediationFile Consent(MediationFile file, int party) =>
        Ok(file.RecordConsent(party, true, Now, Head)).File;

    public static MediationFile Signed(MediationFile file, Signer signer) => Ok(file.Sign(signer, Now, Head)).File;

    public static MediationFile At(string stage) => stage switch
    {
        "applied" => Applied(),
        "pair" => Pair(),
        "accepted" => Accepted(),
        "inSession" => InSession(),
        "drafted" => Drafted(),
        "effective" => Effective(),
        "refused" => Refused(),
        _ => Failed(),
    };

    /// <summary>Every command, each with arguments that are right at its own stage.</summary>
    public static IReadOnlyDictionary<string, Func<MediationFile, Refusal?>> Commands { get; } =
        new Dictionary<string, Func<MediationFile, Refusal?>>(StringComparer.Ordinal)
        {
            ["party"] = file => file.AddParty(Side.Respondent).Refusal,
            ["consent"] = file => file.RecordConsent(1, true, Now, Head).Refusal,
            ["refusal"] = file => file.RecordConsent(2, false, Now, Head).Refusal,
            ["session"] = file => file.HoldSession(Now, Now, Head).Refusal,
            ["draft"] = file => file.Draft(PerformanceMode.AtOnce, null, false, Now, Head).Refusal,
            ["oral"] = file => file.Draft(PerformanceMode.AtOnce, null, true, Now, Head).Refusal,
            ["sign"] = file => file.Sign(new Signer.OfParty(1), Now, Head).Refusal,
            ["mediator"] = file => file.Sign(new Signer.OfMediator(), Now, Head).Refusal,
            ["seal"] = file => file.Sign(new Signer.OfCommittee(), Now, Head).Refusal,
            ["notSettled"] = file => file.Terminate(EndReason.NotSettled, Now, Head).Refusal,
            ["withdrew"] = file => file.Terminate(EndReason.PartyWithdrew, Now, Head).Refusal,
        };

    public static T Ok<T>(Result<T> result) => result.Accepted(out var value, out var refusal)
        ? value
        : throw new InvalidOperationException($"Refused with {refusal.Code}: {refusal.English}");
}
