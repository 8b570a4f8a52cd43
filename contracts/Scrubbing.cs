using System.Text.RegularExpressions;

namespace Dispatch.Contracts;

/// <summary>
/// Takes telephone, identity-card and bank-card numbers out of what departments will read: they must act on what
/// happened, not learn who told it (PIPL §28, §51; 信访工作条例 §30).
/// </summary>
public static partial class Scrubbing
{
    /// <summary>The text with each number replaced by what it was; the same text when it held none.</summary>
    public static string Scrub(string text)
    {
        if (!HasDigitRun(text))
            return text;
        text = IdentityCard().Replace(text, "[身份证号]");
        text = BankCard().Replace(text, "[银行卡号]");
        text = Mobile().Replace(text, "[电话]");
        return Landline().Replace(text, "[电话]");
    }

    // What people put between the digits of a number; the last one has no width.
    const string Between = "-－—_.·()（）\u200b";

    // Most texts hold no long number, and this is cheaper than four patterns.
    static bool HasDigitRun(string text)
    {
        var run = 0;
        foreach (var c in text)
        {
            if (char.IsDigit(c))
                run++;
            else if (!char.IsWhiteSpace(c) && !Between.Contains(c))
                run = 0;
            if (run >= 7)
                return true;
        }
        return false;
    }

    // \d takes full-width digits as well. A neighbouring digit would make it part of a longer number.
    [GeneratedRegex(
        @"(?<!\d)\d{6}[\s.-]?(?:[1１][9９]|[2２][0０])\d{2}[\s.-]?\d{4}[\s.-]?\d{3}[\dXxＸｘ](?!\d)|(?<!\d)\d{15}(?!\d)")]
    private static partial Regex IdentityCard();

    [GeneratedRegex(@"(?<!\d)\d{4}(?:[\s-]?\d{4}){3}(?:[\s-]?\d{1,3})?(?!\d)")]
    private static partial Regex BankCard();

    [GeneratedRegex(
        @"(?<!\d)(?:[+＋]?[8８][6６][\s\-－—_.·]?)?[1１][\s\-－—_.·\u200b]?[3-9３-９](?:[\s\-－—_.·()（）\u200b]?\d){9}(?!\d)")]
    private static partial Regex Mobile();

    [GeneratedRegex(@"(?<!\d)[(（]?[0０]\d{2,3}[)）]?[\s－—-]?\d{7,8}(?!\d)|(?<![\d-])[2-8]\d{6,7}(?![\d元万亩年月米平方])")]
    private static partial Regex Landline();
}
