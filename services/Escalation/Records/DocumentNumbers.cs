using System.Globalization;

namespace Dispatch.Escalation.Records;

/// <summary>The numbers (文号) that a centre gives to its whistles and orders, from 1 in each year.</summary>
static class DocumentNumbers
{
    /// <param name="what">吹哨 or 督办.</param>
    /// <returns>Such as 吹哨〔2026〕17号. Two at once wait for each other, so that no number is given twice.</returns>
    public static async Task<string> Next(Work work, OrganisationId centre, string what) =>
        (await Next(work, centre, what, 1))[0];

    /// <summary>So many, one after the other.</summary>
    public static async Task<IReadOnlyList<string>> Next(Work work, OrganisationId centre, string what, int count)
    {
        var year = ChinaTime.DayOf(work.Now).Year;
        var last = await work.Find<int>(Take, new { centre, what, year, count });
        return
        [
            .. Enumerable.Range(last - count + 1, count)
                .Select(number => string.Create(CultureInfo.InvariantCulture, $"{what}〔{year}〕{number}号")),
        ];
    }

    const string Take = """
        insert into document_number (centre, what, year, last) values (@centre, @what, @year, @count)
        on conflict (centre, what, year) do update set last = document_number.last + @count
        returning last
        """;
}
