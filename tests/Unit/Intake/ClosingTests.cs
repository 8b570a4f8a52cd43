using Dispatch.Contracts;
using Dispatch.Intake.Domain;

namespace Dispatch.Tests.Unit.Intake;

public sealed class ClosingTests
{
    [Theory]
    [InlineData(true, true, 1, Ending.AwaitRating, "solved_by_petitioner")]
    [InlineData(true, false, 1, Ending.Reopen, "not_solved")]
    [InlineData(true, null, 1, Ending.Reopen, "not_solved")]
    [InlineData(false, null, 1, Ending.CallAgain, "no_answer")]
    [InlineData(false, null, 2, Ending.CallAgain, "no_answer")]
    [InlineData(false, null, 3, Ending.Archive, "not_reached")]
    // Nobody spoke to the petitioner, so nobody can have heard that it is solved.
    [InlineData(false, true, 1, Ending.CallAgain, "no_answer")]
    public void A_callback_leads_to(bool reached, bool? solved, int attempt, Ending ending, string code)
    {
        var (found, reason) = Closing.AfterCallback(reached, solved, attempt);
        Assert.Equal((ending, code), (found, reason.Code));
    }

    [Theory]
    [InlineData(RatingLevel.VerySatisfied, Ending.Archive)]
    [InlineData(RatingLevel.Satisfied, Ending.Archive)]
    [InlineData(RatingLevel.BasicallySatisfied, Ending.Archive)]
    [InlineData(RatingLevel.Dissatisfied, Ending.Reopen)]
    [InlineData(RatingLevel.VeryDissatisfied, Ending.Reopen)]
    public void A_rating_leads_to(RatingLevel level, Ending ending)
    {
        var (found, reason) = Closing.AfterRating(level);
        Assert.Equal(ending, found);
        Assert.Contains(Closing.Chinese(level), reason.Text, StringComparison.Ordinal);
    }
}
