using Dispatch.Contracts;
using Dispatch.Mediation.Files.Domain;
using Xunit;

namespace Dispatch.Tests.Unit.Mediation.Files.Domain;

/// <summary>人民调解法 as a table: what each step may and may not do.</summary>
public sealed class MediationFileTests
{
    /// <summary>Each stage and command with the code of the refusal; null where the command is taken.</summary>
    public static TheoryData<string, string, string?> Law()
    {
        string[] commands = [
            "party", "consent", "refusal", "session", "draft", "oral", "sign", "mediator", "seal", "notSettled",
            "withdrew"];
        var table = new TheoryData<string, string, string?>();
        void Row(string stage, params string?[] answers)
        {
            for (var i = 0; i < commands.Length; i++)
                table.Add(stage, commands[i], answers[i]);
        }
        const string noParty = "party_not_found", fixedParties = "parties_fixed", twice = "consent_already_recorded";
        const string gate = "consent_missing", early = "no_session_yet", none = "agreement_missing";
        const string over = "file_ended", refused = "consent_refused";
        Row("applied", null, noParty, noParty, gate, gate, gate, none, none, none, early, null);
        Row("pair", null, null, null, gate, gate, gate, none, none, none, early, null);
        Row("accepted", fixedParties, twice, twice, null, early, early, none, none, none, early, null);
        Row("inSession", fixedParties, twice, twice, null, null, null, none, none, none, null, null);
        Row("drafted", fixedParties, twice, twice, null, null, null, null, null, null, null, null);
        Row("effective", [.. Enumerable.Repeat(over, commands.Length)]);
        Row("failed", [.. Enumerable.Repeat(over, commands.Length)]);
        Row("refused", [.. Enumerable.Repeat(refused, commands.Length)]);
        return table;
    }

    [Theory]
    [MemberData(nameof(Law))]
    public void Each_stage_takes_its_own_commands_and_refuses_the_others(string stage, string command, string? code) =>
        Assert.Equal(code, FileOf.Commands[command](FileOf.At(stage))?.Code);

    [Fact]
    public void Article_17_one_refusal_ends_the_file_and_forbids_every_session()
    {
        var step = FileOf.Ok(FileOf.Pair().RecordConsent(2, false, FileOf.Now, FileOf.Head));
        Assert.Equal(FileStatus.Terminated, step.File.Status);
        Assert.IsType<ConsentRefused>(step.Events[0]);
        Assert.False(Assert.IsType<MediationEnded>(step.Events[1]).Agreed);
        Assert.Equal("consent_refused", step.File.HoldSession(FileOf.Now, FileOf.Now, FileOf.Head).Refusal?.Code);
    }

    [Fact]
    public void Article_17_a_refusal_after_the_other_partys_consent_still_ends_the_file() =>
        Assert.Equal(
            FileStatus.Terminated,
            FileOf.Ok(FileOf.Consent(FileOf.Pair(), 1).RecordConsent(2, false, FileOf.Now, FileOf.Head)).File.Status);

    [Theory]
    [InlineData(new[] { Side.Applicant }, new[] { 1 }, false)]
    [InlineData(new[] { Side.Applicant, Side.Applicant }, new[] { 1, 2 }, false)]
    [InlineData(new[] { Side.Applicant, Side.Respondent }, new[] { 1 }, false)]
    [InlineData(new[] { Side.Applicant, Side.Respondent }, new[] { 2, 1 }, true)]
    [InlineData(new[] { Side.Applicant, Side.Respondent, Side.Respondent }, new[] { 1, 2 }, false)]
    [InlineData(new[] { Side.Applicant, Side.Respondent, Side.Respondent }, new[] { 3, 1, 2 }, true)]
    public void Article_17_accepted_when_every_party_of_both_sides_has_consented(
        Side[] sides, int[] consenting, bool accepted)
    {
        var file = FileOf.WithParties(sides);
        var last = default(ConsentGiven);
        foreach (var party in consenting)
        {
            var step = FileOf.Ok(file.RecordConsent(party, true, FileOf.Now, FileOf.Head));
            (file, last) = (step.File, Assert.IsType<ConsentGiven>(Assert.Single(step.Events)));
        }
        Assert.Equal(accepted, last!.AllGiven);
        Assert.Equal(accepted ? FileStatus.Accepted : FileStatus.Applied, file.Status);
    }

    [Fact]
    public void A_group_is_spoken_for_by_five_representatives_at_most()
    {
        var five = FileOf.WithParties([.. Enumerable.Repeat(Side.Applicant, 5)]);
        Assert.Equal("too_many_parties", five.AddParty(Side.Applicant).Refusal?.Code);
        Assert.Null(five.AddParty(Side.Respondent).Refusal);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(-23 * 60, "session_before_consent")]
    [InlineData(-9 * 60, null)]
    [InlineData(1, null)]
    [InlineData(2, "session_in_future")]
    public void A_session_lies_between_the_day_of_consent_and_now(int minutesFromNow, string? code) => Assert.Equal(
        code,
        FileOf.Accepted().HoldSession(FileOf.Now.AddMinutes(minutesFromNow), FileOf.Now, FileOf.Head).Refusal?.Code);

    [Fact]
    public void Sessions_are_counted_and_several_may_be_held()
    {
        var second = FileOf.Ok(FileOf.InSession().HoldSession(FileOf.Now, FileOf.Now, FileOf.Head));
        Assert.Equal(2, second.File.Sessions);
        Assert.Equal(2, Assert.IsType<SessionHeld>(Assert.Single(second.Events)).Session);
    }

    [Theory]
    [InlineData(EndReason.NotSettled, FileStatus.Failed)]
    [InlineData(EndReason.TimeOver, FileStatus.Failed)]
    [InlineData(EndReason.PartyWithdrew, FileStatus.Terminated)]
    [InlineData(EndReason.CrimeSuspected, FileStatus.Terminated)]
    [InlineData(EndReason.NotMediable, FileStatus.Terminated)]
    public void Article_26_ending_without_agreement_tells_the_three_paths(EndReason reason, FileStatus status)
    {
        var step = FileOf.Ok(FileOf.InSession().Terminate(reason, FileOf.Now, FileOf.Head));
        var ended = Assert.IsType<MediationEnded>(Assert.Single(step.Events));
        Assert.Equal(status, step.File.Status);
        Assert.False(ended.Agreed);
        Assert.Equal(
            ["path_arbitration", "path_reconsideration", "path_litigation"], ended.Reasons.Skip(1).Select(r => r.Code));
        foreach (var path in new[] { "仲裁", "复议", "诉讼" })
            Assert.Contains(path, ended.PublicAnswer, StringComparison.Ordinal);
    }

    [Fact]
    public void Versions_run_on_without_gaps_over_the_whole_file()
    {
        var file = FileOf.Pair();
        var versions = new List<int>();
        void Take(FileChange step)
        {
            versions.AddRange(step.Events.Select(e => e.Head.Version));
            file = step.File;
        }
        Take(FileOf.Ok(file.RecordConsent(1, true, FileOf.Now, FileOf.Head)));
        Take(FileOf.Ok(file.RecordConsent(2, true, FileOf.Now, FileOf.Head)));
        Take(FileOf.Ok(file.HoldSession(FileOf.Now, FileOf.Now, FileOf.Head)));
        Take(FileOf.Ok(file.Draft(PerformanceMode.AtOnce, null, true, FileOf.Now, FileOf.Head)));
        Assert.Equal([2, 3, 4, 5, 6, 7], versions);
        Assert.Equal(7, file.Version);
    }
}
