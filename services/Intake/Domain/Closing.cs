namespace Dispatch.Intake.Domain;

/// <summary>What a callback or a rating leads to.</summary>
public enum Ending
{
    /// <summary>Nobody answered; call again.</summary>
    CallAgain,
    /// <summary>The petitioner says it is solved; the rating is still awaited.</summary>
    AwaitRating,
    Archive,
    /// <summary>Back to the same owner.</summary>
    Reopen,
}

/// <summary>When a case may end: never because somebody says it is done, only when the petitioner was asked.</summary>
public static class Closing
{
    /// <summary>Callbacks are tried three times at different hours (domain §4).</summary>
    public const int MostAttempts = 3;

    /// <summary>Three calls within a minute are one attempt.</summary>
    public static readonly TimeSpan BetweenAttempts = TimeSpan.FromHours(1);

    /// <summary>The petitioner may rate within seven days of the callback.</summary>
    public static readonly TimeSpan RatingWindow = TimeSpan.FromDays(7);

    /// <param name="attempt">1 for the first call.</param>
    public static (Ending Ending, Reason Reason) AfterCallback(bool reached, bool? solved, int attempt) =>
        (reached, solved) switch
        {
            (true, true) => (Ending.AwaitRating, new("solved_by_petitioner", "回访时诉求人表示问题已解决，等待评价。")),
            (true, _) => (Ending.Reopen, new("not_solved", "回访时诉求人表示问题未解决，退回原承办单位重办。")),
            (false, _) when attempt >= MostAttempts =>
                (Ending.Archive, new("not_reached", $"{MostAttempts}次回访均未接通，按规定归档，不计入满意率。")),
            _ => (Ending.CallAgain, new("no_answer", $"第{attempt}次回访未接通，另择时段再次回访。")),
        };

    /// <summary>The last two of the five levels are bad ratings and must be rectified (国办发〔2019〕51号).</summary>
    public static (Ending Ending, Reason Reason) AfterRating(RatingLevel level) =>
        level is RatingLevel.Dissatisfied or RatingLevel.VeryDissatisfied
            ? (Ending.Reopen, new("bad_rating", $"诉求人评价“{Chinese(level)}”，退回原承办单位整改重办。"))
            : (Ending.Archive, new("rated", $"诉求人评价“{Chinese(level)}”，予以归档。"));

    public static string Chinese(RatingLevel level) => level switch
    {
        RatingLevel.VerySatisfied => "非常满意",
        RatingLevel.Satisfied => "满意",
        RatingLevel.BasicallySatisfied => "基本满意",
        RatingLevel.Dissatisfied => "不满意",
        _ => "非常不满意",
    };
}
