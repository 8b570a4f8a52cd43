namespace Dispatch.Mediation.Files.Domain;

/// <summary>How it is performed: 当场履行, 限期履行, 分期履行.</summary>
public enum PerformanceMode { AtOnce, ByTerm, Instalments }

/// <summary>The mediation agreement (调解协议), without what it says: no rule depends on that.</summary>
/// <param name="PerformBy">The day in China by which it must be performed; null only when performed at once.</param>
/// <param name="Oral">Effective when reached, and noted by the mediator (人民调解法 §28, §30).</param>
/// <param name="EffectiveAt">When the last signature or the seal came (§29).</param>
public sealed record Agreement(
    PerformanceMode Mode, DateOnly? PerformBy, bool Oral, DateTimeOffset ReachedAt, DateTimeOffset? MediatorSignedAt,
    DateTimeOffset? SealedAt, DateTimeOffset? EffectiveAt)
{
    /// <summary>
    /// Checks that it has what §29 asks for, a mode and a term of performance, and that it is written where it must be.
    /// </summary>
    /// <param name="sessionDay">The day in China of the last session.</param>
    public static Result<Agreement> Draft(
        PerformanceMode mode, DateOnly? performBy, bool oral, DateOnly sessionDay, DateTimeOffset now)
    {
        if (performBy is null && mode is not PerformanceMode.AtOnce)
            return Refusals.PerformanceTermMissing;
        if (performBy < sessionDay)
            return Refusals.PerformanceTermPast;
        // Not performed at once: it must be written (宁波市人民调解条例 §24).
        if (oral && (mode is not PerformanceMode.AtOnce || performBy > sessionDay))
            return Refusals.MustBeWritten;
        return new Agreement(mode, performBy, oral, now, null, null, oral ? now : null);
    }

    /// <summary>Somebody has signed or sealed it, or it was oral: its words may no longer be changed.</summary>
    public bool Fixed(IEnumerable<Party> parties) =>
        Oral || MediatorSignedAt is not null || SealedAt is not null || parties.Any(p => p.SignedAt is not null);

    /// <summary>All parties and the mediator have signed and the committee's seal is on it (§29).</summary>
    public bool Complete(IEnumerable<Party> parties) =>
        MediatorSignedAt is not null && SealedAt is not null && parties.All(p => p.SignedAt is not null);

    /// <summary>
    /// What the petitioner may read: nothing of the parties or the words, since mediation is not public (§23).
    /// </summary>
    public string PublicAnswer(string organisation, DateTimeOffset effectiveAt)
    {
        var form = Oral ? "口头调解协议（已记录在案）" : "书面调解协议";
        var performance = (Mode, PerformBy) switch
        {
            (PerformanceMode.AtOnce, _) => "约定当场履行",
            (PerformanceMode.ByTerm, { } day) => $"约定于{ChinaTime.Date(day)}前履行完毕",
            (_, { } day) => $"约定分期履行，至{ChinaTime.Date(day)}前履行完毕",
            _ => "已约定履行期限",
        };
        return $"经{organisation}调解，双方当事人自愿达成{form}，自{ChinaTime.Date(effectiveAt)}起生效，{performance}。"
            + "协议具有法律约束力，当事人应当按照约定履行；双方可自生效之日起三十日内共同向人民法院申请司法确认。";
    }
}
