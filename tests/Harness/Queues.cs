namespace Dispatch.Tests.Harness;

/// <summary>
/// Every queue of the platform. A unit test compares this list with the <c>Queue("…")</c> calls in the sources.
/// </summary>
public static class Queues
{
    public static readonly IReadOnlyList<string> All =
    [
        "escalation.learn-accounts",
        "escalation.learn-organisations",
        "escalation.run-clocks",
        "gateway.announce-accounts",
        "intake.follow-case",
        "intake.follow-pressure",
        "intake.learn-accounts",
        "intake.learn-organisations",
        "mediation.open-file",
        "routing.announce-catalogue",
        "routing.route-case",
        "routing.follow-case",
        "routing.follow-clocks",
    ];

    /// <summary>The test service's own.</summary>
    public static readonly IReadOnlyList<string> Test = ["test.gather", "test.single", "test.early"];

    public static IEnumerable<string> Of(string service) =>
        All.Concat(Test).Where(queue => queue.StartsWith(service + ".", StringComparison.Ordinal));
}
