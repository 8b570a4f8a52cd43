namespace Dispatch.Escalation.Whistles.Domain;

/// <summary>
/// A number about the departments that were summoned (应哨): 应哨, 按时响应, 未按时响应, 按时到场, 逾期到场, 未到场, 引用权责申请免到,
/// 无依据拒到, 裁定免到, 双方已评价.
/// </summary>
public enum WhistleFigure
{
    Summoned, AnsweredInTime, AnswerMissed, ArrivedInTime, ArrivedLate, Absent, RefusedWithDuty, RefusedWithoutDuty,
    Excused, Rated,
}

/// <summary>What one department has made of the whistles that summoned it.</summary>
/// <param name="Absent">It was not there when its term was over, and has not come since.</param>
/// <param name="Points">Of the whistles that both sides have rated: three at most for each.</param>
public sealed record DepartmentFigures(
    OrganisationId Organisation, string Name, long Summoned, long AnsweredInTime, long AnswerMissed, long ArrivedInTime,
    long ArrivedLate, long Absent, long RefusedWithDuty, long RefusedWithoutDuty, long Excused, long Rated, long Points)
{
    /// <summary>In percent of the answers that were due; null where none was.</summary>
    public decimal? AnswerRate => Percent(AnsweredInTime, AnswerMissed);

    /// <summary>In percent of the arrivals that were due; null where none was.</summary>
    public decimal? ArrivalRate => Percent(ArrivedInTime, ArrivedLate + Absent);

    /// <summary>Of three; null where nothing was rated by both sides.</summary>
    public decimal? MeanPoints => Rated == 0 ? null : (decimal)Points / Rated;

    static decimal? Percent(long kept, long missed) => kept + missed == 0 ? null : 100m * kept / (kept + missed);
}
