using System.Globalization;

namespace Dispatch.Escalation.Calendar.Domain;

/// <summary>The length of a term: whole days, or hours that may have a fraction (0.25 hours are 15 minutes).</summary>
public readonly record struct Term(decimal Amount, TermUnit Unit)
{
    /// <summary>In plain Chinese, such as 5个工作日.</summary>
    public override string ToString() => Unit switch
    {
        TermUnit.WorkingDays => Number + "个工作日",
        TermUnit.CalendarDays => Number + "个自然日",
        TermUnit.WorkingHours => Number + "个工作小时",
        _ when Amount < 1 => (Amount * 60).ToString("0.##", CultureInfo.InvariantCulture) + "分钟",
        _ => Number + "小时",
    };

    string Number => Amount.ToString("0.####", CultureInfo.InvariantCulture);
}
