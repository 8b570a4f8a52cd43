using Dispatch.Escalation.Whistles.Domain;

namespace Dispatch.Escalation.Whistles;

/// <summary>
/// When a <c>summons s</c> counts for a figure: the same condition counts it, and finds the whistles behind the number.
/// </summary>
static class FigureSql
{
    public static string Counts(WhistleFigure figure) => figure switch
    {
        WhistleFigure.Summoned => "true",
        WhistleFigure.AnsweredInTime => "s.answer_outcome = 'inTime'",
        WhistleFigure.AnswerMissed => "s.answer_outcome in ('late', 'missed')",
        WhistleFigure.ArrivedInTime => "s.arrival_outcome = 'inTime'",
        WhistleFigure.ArrivedLate => "s.arrival_outcome = 'late'",
        WhistleFigure.Absent => "s.arrival_outcome = 'missed'",
        WhistleFigure.RefusedWithDuty => "s.refused_with_duty",
        WhistleFigure.RefusedWithoutDuty => "not s.refused_with_duty",
        WhistleFigure.Excused => "s.state = 'excused'",
        _ => "s.points is not null",
    };

    /// <param name="column">The time that must lie in the period <c>@From</c> to <c>@To</c>, days in China.</param>
    public static string InPeriod(string column) => $"""
        {column} >= @From::timestamp at time zone 'Asia/Shanghai'
            and {column} < (@To::date + 1)::timestamp at time zone 'Asia/Shanghai'
        """;
}
