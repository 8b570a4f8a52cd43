using Dispatch.Escalation.Clocks.Domain;
using static Dispatch.Tests.Unit.Escalation.Calendars;

namespace Dispatch.Tests.Unit.Escalation.Clocks;

public sealed class TermsTests
{
    [Fact]
    public void The_most_exact_policy_in_force_on_the_day_of_the_start_holds()
    {
        var terms = new Terms(Work,
        [
            Of(1, ClockKind.Reply, null, 10, TermUnit.WorkingDays),
            Of(2, ClockKind.Reply, Urgency.Normal, 5, TermUnit.WorkingDays),
            Of(3, ClockKind.Reply, Urgency.Normal, 4, TermUnit.WorkingDays, from: "2026-07-01"),
            Of(4, ClockKind.Reply, null, 3, TermUnit.WorkingDays, kind: CaseKind.Consultation),
            Of(5, ClockKind.Reply, null, 6, TermUnit.WorkingDays) with { Jurisdiction = new("37") },
        ]);
        int On(string day, Urgency urgency, CaseKind kind, string place = "620422105") =>
            terms.For(ClockKind.Reply, urgency, kind, China(day + " 00:30"), place: new(place)).Id;
        Assert.Equal(1, On("2026-06-30", Urgency.Complex, CaseKind.Complaint));
        Assert.Equal(2, On("2026-06-30", Urgency.Normal, CaseKind.Complaint));
        Assert.Equal(3, On("2026-07-01", Urgency.Normal, CaseKind.Complaint));
        Assert.Equal(4, On("2026-07-01", Urgency.Normal, CaseKind.Consultation));
        Assert.Equal(5, On("2026-07-01", Urgency.Normal, CaseKind.Complaint, "370702001"));
    }
}
