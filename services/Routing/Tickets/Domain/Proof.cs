namespace Dispatch.Routing.Tickets.Domain;

/// <summary>Something that a reply still lacks, with the field that would mend it.</summary>
public sealed record Gap(string Field, string Chinese, string English);

/// <summary>What a reply can show for itself.</summary>
/// <param name="Attempts">How many timed attempts to reach the petitioner count.</param>
/// <param name="OnSite">A photograph or a recording of the handling is attached.</param>
/// <param name="LegalBasis">The reply says by which rule the matter cannot, or need not, be solved otherwise.</param>
/// <param name="Suspended">A suspension of the ticket was granted and has not ended.</param>
public sealed record Proof(bool Contacted, int Attempts, bool OnSite, bool LegalBasis, bool Suspended)
{
    /// <summary>The petitioner was spoken with, or tried in vain often enough.</summary>
    public bool SpokenOrTried => Contacted || Attempts >= Domain.Attempts.Enough;

    /// <summary>Everything that the lead's reply still lacks.</summary>
    public IReadOnlyList<Gap> Missing(Outcome outcome)
    {
        var missing = new List<Gap>();
        if (!SpokenOrTried)
            missing.Add(new(
                "contact", $"还没有联系诉求人的记录，且有效联系尝试不足{Domain.Attempts.Enough}次（现有{Attempts}次）。",
                "The petitioner was not contacted, nor tried three times."));
        if (!OnSite && !LegalBasis)
            missing.Add(new(
                "evidence", "没有现场照片、录音或录像，也没有写明不能解决的法律政策依据。",
                "There is no photograph or recording of the handling, and no legal basis."));
        if (outcome == Outcome.Suspended && !Suspended)
            missing.Add(new(
                "suspension", "以挂账办结须先经综治中心批准挂账，写明计划和复查日期。",
                "A reply as suspended needs a suspension granted by the centre."));
        return missing;
    }

    public static Refusal Incomplete(IReadOnlyList<Gap> missing) => new(
        RefusalKind.Invalid, "reply_incomplete",
        "办结回复还缺少：" + string.Concat(missing.Select(m => m.Chinese)) + "请补齐后再提交。",
        "The reply still lacks: " + string.Join(' ', missing.Select(m => m.English)))
    {
        Errors = missing.ToDictionary(m => m.Field, m => (m.Chinese, m.English), StringComparer.Ordinal),
    };
}
