using Dispatch.Escalation.Clocks;
using Dispatch.Escalation.Whistles.Domain;

namespace Dispatch.Escalation.Whistles;

/// <summary>
/// For what the caller may blow a whistle (吹哨类型), whether it is blown at once, and by when departments must answer.
/// </summary>
public static class ReadWhistleTypes
{
    /// <param name="Term">In plain Chinese, such as 30分钟.</param>
    /// <param name="Source">The rule behind it.</param>
    public sealed record TermOfType(ClockKind Kind, string Term, string Source);

    /// <param name="AtOnce">The caller's whistle needs no review.</param>
    public sealed record OfType(WhistleType Type, bool AtOnce, IReadOnlyList<TermOfType> Terms);

    public sealed record Answer(IReadOnlyList<OfType> Types)
    {
        /// <summary>Whether the caller may blow one.</summary>
        public required IReadOnlyList<NextAction> Actions { get; init; }
    }

    static readonly ClockKind[] Kinds = [ClockKind.Acknowledgement, ClockKind.Arrival, ClockKind.JointResult];

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/whistles/types", Handle)
        .Allow(ListWhistles.Readers)
        .Produces<Answer>();

    /// <param name="jurisdiction">Where; null: the caller's own.</param>
    static async Task<IResult> Handle(
        JurisdictionId? jurisdiction, Actor actor, NextActions actions, Database database, CurrentTerms current,
        TimeProvider clock, CancellationToken cancel)
    {
        var (terms, now, place) = (current.Value, clock.GetUtcNow(), jurisdiction ?? actor.Jurisdiction);
        var kind = await BlowWhistle.KindOf(database, actor, cancel);
        return TypedResults.Ok(new Answer(
            [
                .. Enum.GetValues<WhistleType>().Select(type => new OfType(
                    type, Whistle.BlowsAtOnce(type, kind, actor.Role),
                    [
                        .. Kinds.Select(of => new WhistleTerms(terms, type, place).Policy(of, now))
                            .Select(policy => new TermOfType(policy.Clock, policy.Term.ToString(), policy.Source)),
                    ])),
            ])
        {
            Actions = actions.For([new("blow", Whistle.Proposers, Whistle.Blowable(kind, actor.Role))]),
        });
    }
}
