namespace Dispatch.Demo.Play;

/// <summary>Everything that the report tells.</summary>
public sealed record Outcomes(
    int Asked, int Cut, TimeSpan Sending, IReadOnlyList<Sent> Registered,
    IReadOnlyList<(string Code, string Detail)> Refused, Became Became, LedgerShown Books);

public static class Report
{
    /// <returns>The exit code: 0 when every single text is accounted for and the books balance.</returns>
    public static int Print(Outcomes all)
    {
        var (became, registered) = (all.Became, all.Registered);
        Console.WriteLine();
        var seconds = all.Sending.TotalSeconds;
        Console.WriteLine($"sent            {all.Asked} in {seconds:0.0} s ({all.Asked / seconds:0.0}/s)");
        Console.WriteLine(
            $"registered      {registered.Count}    201 after {Quantiles(registered.Select(s => s.Took))}");
        if (all.Cut > 0)
            Console.WriteLine($"cut             {all.Cut}    texts were longer than the platform takes, and were cut");
        Console.WriteLine($"refused         {all.Refused.Count}");
        foreach (var why in all.Refused.GroupBy(r => r).OrderByDescending(g => g.Count()).Take(10))
            Console.WriteLine($"                {why.Count(),6}  {why.Key.Code}: {why.Key.Detail}");

        Console.WriteLine($"dispatched      {became.Dispatched.Count}");
        var leads = became.Dispatched.Values.GroupBy(name => name).OrderByDescending(g => g.Count()).ToList();
        foreach (var lead in leads.Take(10))
            Console.WriteLine($"                {lead.Count(),6}  {lead.Key}");
        if (leads.Count > 10)
            Console.WriteLine($"                {leads.Skip(10).Sum(l => l.Count()),6}  {leads.Count - 10} others");
        Console.WriteLine($"undecided       {became.Undecided.Count}    the centre holds them");
        Console.WriteLine($"in mediation    {became.InMediation.Count}");
        Console.WriteLine($"clocks running  {became.Clocks.Values.Sum()}    on {became.Clocks.Count} cases");
        // The desk may hear of the decision before the caller hears of the registration.
        var waits = registered.Where(s => became.DecidedAt.ContainsKey(s.Number))
            .Select(s => became.DecidedAt[s.Number] - s.At is { Ticks: > 0 } wait ? wait : TimeSpan.Zero).ToList();
        Console.WriteLine(
            $"201 → decided   {Quantiles(waits)}    as a desk saw it, {waits.Count} of {registered.Count} heard live");

        var books = all.Books;
        Console.WriteLine(
            $"books           {books.OpenCases} cases, {books.OpenTickets} tickets, {books.OpenFiles} files open, "
            + $"{books.RunningClocks} clocks running");
        Console.WriteLine(
            books.OutOfBalance.Count == 0
                ? "                they balance"
                : $"                {books.OutOfBalance.Count} OUT OF BALANCE");
        foreach (var one in books.OutOfBalance.Take(10))
            Console.WriteLine($"                {one.CaseNumber}  {one.What}");

        var unanswered = all.Refused.Count(r => r.Code == "no_answer");
        var lost = all.Asked - registered.Count - all.Refused.Count;
        foreach (var number in became.Unaccounted.Take(10))
            Console.WriteLine($"UNACCOUNTED     {number}");
        Console.WriteLine(became.Unaccounted.Count + unanswered + lost == 0
            ? $"every one of {all.Asked} is accounted for"
            : $"NOT ACCOUNTED FOR: {became.Unaccounted.Count} without owner, {unanswered} unanswered, {lost} lost");
        return became.Unaccounted.Count + unanswered + lost + books.OutOfBalance.Count == 0 ? 0 : 1;
    }

    static string Quantiles(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        double At(double share) => sorted[(int)((sorted.Count - 1) * share)].TotalMilliseconds;
        return sorted.Count == 0 ? "no times" : $"p50 {At(0.5):0} ms, p99 {At(0.99):0} ms";
    }
}
