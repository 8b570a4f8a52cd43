using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Dispatch.Kit;

/// <summary>
/// One page of rows; <paramref name="Next"/> is what to send as <c>after</c> for the page that follows, null at
/// the end.
/// </summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>
/// The one way to read a page: keyset, never offset. <c>?limit=</c> 1 to the most allowed (50 if absent),
/// <c>?after=</c> opaque.
/// </summary>
public readonly record struct Paging(int Limit, string[] Cursor)
{
    public const int Most = 2000;

    /// <summary>One more row than asked for, which tells whether another page follows.</summary>
    public int Take => Limit + 1;

    public string? After(int index) => index >= 0 && index < Cursor.Length ? Cursor[index] : null;

    /// <summary>The last part of the cursor, where that is an id; null on the first page.</summary>
    public Guid? AfterId => Cursor.Length == 0 ? null : Guid.TryParse(Cursor[^1], out var id) ? id
        : throw new UnreadableFieldException("after");

    public static ValueTask<Paging> BindAsync(HttpContext http)
    {
        var limit = 50;
        if (http.Request.Query.TryGetValue("limit", out var text)
            && (!int.TryParse(text, out limit) || limit is < 1 or > Most))
            throw new UnreadableFieldException("limit");
        return ValueTask.FromResult(new Paging(limit, Read(http.Request.Query["after"])));
    }

    public Page<T> Page<T>(IReadOnlyList<T> rows, Func<T, string[]> cursor) =>
        rows.Count > Limit
            ? new([.. rows.Take(Limit)], WebEncoders.Base64UrlEncode(
                Encoding.UTF8.GetBytes(string.Join('\n', cursor(rows[Limit - 1])))))
            : new(rows, null);

    static string[] Read(string? after)
    {
        if (string.IsNullOrEmpty(after))
            return [];
        try
        {
            var parts = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(after)).Split('\n');
            return parts.Any(part => part.Any(char.IsControl)) ? throw new UnreadableFieldException("after") : parts;
        }
        catch (FormatException)
        {
            throw new UnreadableFieldException("after");
        }
    }
}
