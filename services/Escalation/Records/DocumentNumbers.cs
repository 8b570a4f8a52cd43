using System.Globalization;

namespace Dispatch.Escalation.Records;

/// <summary>The numbers (文号) that a centre gives to its whistles and orders, from 1 in each year.</summary>
static class DocumentNumbers
{
    /// <param name="what">吹哨 or 督办.</param>
    /// <returns>Such as 吹哨〔2026〕17号. Two at once wait for each other, so that no number is given twice.</returns>
    public static async Task<string> Next(Work work, OrganisationId centre, string what)
    {
        var year = ChinaTime.DayOf(work.Now).Year;
        var last = await work.Find<int>(Take, new { centre, what, year });
        return string.Create(CultureInfo.InvariantCulture, $"{what}〔{year}〕{last}号");
    }

    const string Take = """
        insert into document_number (centre, what, year, last) values (@centre, @what, @year, 1)
        on conflict (centre, what, year) do update set last = document_number.last + 1
        returning last
        """;
}
