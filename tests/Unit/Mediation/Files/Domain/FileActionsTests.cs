using Dispatch.Contracts;
using Dispatch.Mediation.Files.Domain;
using Xunit;

namespace Dispatch.Tests.Unit.Mediation.Files.Domain;

/// <summary>What may be done next on a file at each stage, and with which refusal what may not.</summary>
public sealed class FileActionsTests
{
    static readonly string[] Names =
        ["parties", "consents", "sessions", "agreement", "signatures", "termination", "notSettled"];

    public static TheoryData<string, string?[]> Stages()
    {
        const string gate = "consent_missing", fixedParties = "parties_fixed", recorded = "consent_already_recorded";
        const string early = "no_session_yet", none = "agreement_missing";
        return new()
        {
            { "applied", [null, "party_not_found", gate, gate, none, null, early] },
            { "pair", [null, null, gate, gate, none, null, early] },
            { "accepted", [fixedParties, recorded, null, early, none, null, early] },
            { "inSession", [fixedParties, recorded, null, null, none, null, null] },
            { "drafted", [fixedParties, recorded, null, null, null, null, null] },
            { "effective", [.. Enumerable.Repeat("file_ended", Names.Length)] },
            { "failed", [.. Enumerable.Repeat("file_ended", Names.Length)] },
            { "refused", [.. Enumerable.Repeat("consent_refused", Names.Length)] },
        };
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void Each_stage_offers_what_its_commands_take_and_says_why_not_the_others(string stage, string?[] codes)
    {
        var actions = FileActions.Of(FileOf.At(stage));
        Assert.Equal(Names, actions.Select(a => a.Name));
        Assert.Equal(codes, actions.Select(a => a.Refusal?.Code));
        Assert.All(actions, a => Assert.Equal([Roles.Mediator], a.Roles));
    }

    [Fact]
    public void A_party_can_be_added_while_either_side_has_room()
    {
        var full = FileOf.WithParties([.. Enumerable.Repeat(Side.Applicant, 5)]);
        Assert.Null(Refused(full, "parties"));
        var both = Enumerable.Repeat(Side.Respondent, 5).Aggregate(full, (f, side) => FileOf.Ok(f.AddParty(side)));
        Assert.Equal("too_many_parties", Refused(both, "parties"));
    }

    [Fact]
    public void A_consent_can_be_recorded_while_one_is_missing() =>
        Assert.Null(Refused(FileOf.Consent(FileOf.Pair(), 1), "consents"));

    [Fact]
    public void An_agreement_can_be_drafted_anew_until_the_first_signature_and_signed_until_the_last()
    {
        var signed = FileOf.Signed(FileOf.Drafted(), new Signer.OfMediator());
        Assert.Equal("agreement_already_signed", Refused(signed, "agreement"));
        Assert.Null(Refused(signed, "signatures"));
    }

    static string? Refused(MediationFile file, string name) =>
        FileActions.Of(file).Single(a => a.Name == name).Refusal?.Code;
}
