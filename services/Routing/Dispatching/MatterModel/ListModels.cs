using Dispatch.Routing.Dispatching.Domain.MatterModel;

namespace Dispatch.Routing.Dispatching.MatterModel;

/// <summary>Lists the trained matter models, the newest first, and counts the examples kept since.</summary>
public static class ListModels
{
    /// <param name="Examples">All that it was trained on; <paramref name="Confirmed"/> of them are from cases.</param>
    /// <param name="Quality">On held-out examples.</param>
    /// <param name="Threshold">The probability below which it abstains; above 1, it always does.</param>
    /// <param name="Confusions">The most frequent ones among held-out examples.</param>
    /// <param name="Reasons">Why it was activated, or not, after training.</param>
    public sealed record Item(
        int Version, bool Active, int Labels, int Examples, int Confirmed, Quality Quality, double Threshold,
        IReadOnlyList<Confusion> Confusions, IReadOnlyList<Reason> Reasons, DateTimeOffset TrainedAt, string ByName,
        string Why, DateTimeOffset? ActivatedAt, string? ActivatedBy, string? ActivatedWhy);

    /// <param name="Running">
    /// When the training that is running on the instance that answers was requested; absent when none is running there.
    /// </param>
    /// <param name="Kept">How many cases are kept as examples, confirmed or ruled on.</param>
    /// <param name="Fresh">How many of these came after the newest model.</param>
    public sealed record Answer(
        IReadOnlyList<Item> Items, string? Next, DateTimeOffset? Running, int Kept, int Fresh);

    sealed record Counts(int Kept, int Fresh);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/matter-models", Handle)
        .Allow(Roles.Admin, Roles.Director)
        .Produces<Answer>();

    static async Task<IResult> Handle(
        Paging paging, TrainNightly training, Database database, CancellationToken cancel)
    {
        var before = paging.After(0) is not { } after ? int.MaxValue
            : int.TryParse(after, out var version) ? version : throw new UnreadableFieldException("after");
        var rows = await database.Read<Item>(
            Select, new { before, paging.Take }, cancel);
        var page = paging.Page(
            rows, last => [last.Version.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        var counts = (await database.ReadOne<Counts>(Count, null, cancel))!;
        return TypedResults.Ok(new Answer(page.Items, page.Next, training.Running?.At, counts.Kept, counts.Fresh));
    }

    const string Select = """
        select version, active, labels, examples, confirmed, quality, threshold, confusions, reasons, trained_at,
            by_name, why, activated_at, activated_by, activated_why
        from matter_model where version < @before order by version desc limit @Take
        """;

    const string Count = """
        select count(*)::int as kept,
            (count(*) filter (where at > (select coalesce(max(trained_at), '-infinity') from matter_model)))::int
                as fresh
        from matter_example
        """;
}
