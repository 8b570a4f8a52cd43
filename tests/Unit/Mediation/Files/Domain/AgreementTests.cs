using Dispatch.Contracts;
using Dispatch.Mediation.Files.Domain;
using Xunit;

namespace Dispatch.Tests.Unit.Mediation.Files.Domain;

public sealed class AgreementTests
{
    [Theory]
    [InlineData(PerformanceMode.AtOnce, null, null)]
    [InlineData(PerformanceMode.AtOnce, 0, null)]
    [InlineData(PerformanceMode.ByTerm, 30, null)]
    [InlineData(PerformanceMode.Instalments, 365, null)]
    [InlineData(PerformanceMode.ByTerm, null, "performance_term_missing")]
    [InlineData(PerformanceMode.Instalments, null, "performance_term_missing")]
    [InlineData(PerformanceMode.ByTerm, -1, "performance_term_past")]
    public void Article_29_a_written_agreement_names_mode_and_term_of_performance(
        PerformanceMode mode, int? days, string? code) =>
        Assert.Equal(code, FileOf.InSession().Draft(mode, Day(days), false, FileOf.Now, FileOf.Head).Refusal?.Code);

    [Theory]
    [InlineData(PerformanceMode.AtOnce, null, null)]
    [InlineData(PerformanceMode.AtOnce, 0, null)]
    [InlineData(PerformanceMode.AtOnce, 1, "agreement_must_be_written")]
    [InlineData(PerformanceMode.ByTerm, 30, "agreement_must_be_written")]
    [InlineData(PerformanceMode.Instalments, 0, "agreement_must_be_written")]
    public void What_is_not_performed_at_once_must_be_written(PerformanceMode mode, int? days, string? code) =>
        Assert.Equal(code, FileOf.InSession().Draft(mode, Day(days), true, FileOf.Now, FileOf.Head).Refusal?.Code);

    [Fact]
    public void Article_30_an_oral_agreement_is_effective_at_once_and_noted()
    {
        var step = FileOf.Ok(FileOf.InSession().Draft(PerformanceMode.AtOnce, null, true, FileOf.Now, FileOf.Head));
        Assert.Equal(FileStatus.Effective, step.File.Status);
        Assert.True(Assert.IsType<AgreementReached>(step.Events[0]).Oral);
        Assert.Equal(FileOf.Now, Assert.IsType<AgreementEffective>(step.Events[1]).EffectiveAt);
        Assert.True(Assert.IsType<MediationEnded>(step.Events[2]).Agreed);
    }

    public static TheoryData<int[]> Orders()
    {
        var data = new TheoryData<int[]>();
        foreach (var order in Permutations([0, 1, 2, 3]))
            data.Add(order);
        return data;
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Article_29_effective_with_the_last_of_all_signatures_and_the_seal_in_any_order(int[] order)
    {
        Signer[] hands = [
            new Signer.OfParty(1), new Signer.OfParty(2), new Signer.OfMediator(), new Signer.OfCommittee()];
        var file = FileOf.Drafted();
        foreach (var hand in order[..3])
        {
            var step = FileOf.Ok(file.Sign(hands[hand], FileOf.Now, FileOf.Head));
            Assert.Empty(step.Events);
            Assert.Equal(FileStatus.Agreed, step.File.Status);
            file = step.File;
        }
        var last = FileOf.Ok(file.Sign(hands[order[3]], FileOf.Now.AddDays(1), FileOf.Head));
        Assert.Equal(FileStatus.Effective, last.File.Status);
        Assert.Equal(FileOf.Now.AddDays(1), Assert.IsType<AgreementEffective>(last.Events[0]).EffectiveAt);
        Assert.True(Assert.IsType<MediationEnded>(last.Events[1]).Agreed);
    }

    [Fact]
    public void Article_29_each_hand_signs_once_and_only_known_parties_sign()
    {
        var signed = FileOf.Signed(FileOf.Signed(FileOf.Signed(
            FileOf.Drafted(), new Signer.OfParty(1)), new Signer.OfMediator()), new Signer.OfCommittee());
        Signer[] again = [new Signer.OfParty(1), new Signer.OfMediator(), new Signer.OfCommittee()];
        Assert.All(again, s => Assert.Equal("already_signed", signed.Sign(s, FileOf.Now, FileOf.Head).Refusal?.Code));
        Assert.Equal("party_not_found", signed.Sign(new Signer.OfParty(3), FileOf.Now, FileOf.Head).Refusal?.Code);
    }

    [Fact]
    public void A_draft_may_be_put_down_anew_until_somebody_has_signed()
    {
        var anew = FileOf.Ok(
            FileOf.Drafted().Draft(PerformanceMode.ByTerm, FileOf.Today.AddDays(60), false, FileOf.Now, FileOf.Head));
        Assert.Empty(anew.Events);
        Assert.Equal(FileOf.Today.AddDays(60), anew.File.Agreement?.PerformBy);
        var signed = FileOf.Signed(anew.File, new Signer.OfParty(2));
        Assert.Equal(
            "agreement_already_signed",
            signed.Draft(PerformanceMode.AtOnce, null, false, FileOf.Now, FileOf.Head).Refusal?.Code);
    }

    [Theory]
    [InlineData(PerformanceMode.AtOnce, null, "当场履行")]
    [InlineData(PerformanceMode.ByTerm, 30, "2026年12月23日前履行完毕")]
    [InlineData(PerformanceMode.Instalments, 30, "分期履行，至2026年12月23日前")]
    public void Article_23_the_public_answer_tells_term_and_effect_and_the_way_to_confirmation(
        PerformanceMode mode, int? days, string expected)
    {
        var agreement = FileOf.Ok(Agreement.Draft(mode, Day(days), false, FileOf.Today, FileOf.Now));
        // Half past midnight in China is still the day before in UTC.
        var answer = agreement.PublicAnswer("会师镇人民调解委员会", new(2026, 11, 23, 16, 30, 0, TimeSpan.Zero));
        Assert.Contains(expected, answer, StringComparison.Ordinal);
        Assert.Contains("自2026年11月24日起生效", answer, StringComparison.Ordinal);
        Assert.Contains("三十日内共同向人民法院申请司法确认", answer, StringComparison.Ordinal);
    }

    static DateOnly? Day(int? days) => days is { } d ? FileOf.Today.AddDays(d) : null;

    static IEnumerable<int[]> Permutations(int[] items) => items.Length == 1
        ? [items]
        : items.SelectMany(first =>
            Permutations([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));
}
