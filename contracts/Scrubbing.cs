using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Dispatch.Contracts;

/// <summary>
/// Takes telephone, identity-card and bank-card numbers out of what departments will read: they must act on what
/// happened, not learn who told it (PIPL §28, §51; 信访工作条例 §30).
/// </summary>
public static partial class Scrubbing
{
    const string Identity = "[身份证号]", Bank = "[银行卡号]", Phone = "[电话]";

    // What people write between the digits of a number. Lists, sums and times are written with the second kind too, so
    // those count only where the digits are grouped as in a number.
    const string Often = @"[\s\-_.·()]", Seldom = @"[\s\-_.·(),/、~:*|+=，。；;：～／＊｜＝]";
    const string Numerals = "零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖";
    const string NoUnit = @"(?!\s*(?:[年月日号室栋幢楼户元万亿米平亩吨人条路%％]|单元))";

    /// <summary>The text with each number replaced by what it was; the same text when it held none.</summary>
    public static string Scrub(string text) => !HasRun(text) ? text : new Plain(text)
        .Keep(CaseNumbers()).Hide(IdentityCard(), Identity).Hide(BankCard(), Bank).Hide(OneByOne(), null)
        .Hide(Mobile(), Phone).Hide(Grouped(), Phone).Hide(Landline(), Phone).Text();

    /// <summary>
    /// What the petitioner and the public read: without identity-card numbers, but with the department's telephone.
    /// </summary>
    public static string ScrubPublic(string text) => !HasRun(text) ? text
        : new Plain(text).Keep(CaseNumbers()).Hide(IdentityCard(), Identity).Text();

    // Most texts hold no long number, and this is cheaper than the patterns.
    static bool HasRun(string text)
    {
        var run = 0;
        foreach (var c in text)
        {
            if (char.IsDigit(c) || char.IsSurrogate(c) || Numerals.Contains(c))
                run++;
            else if (char.IsLetter(c) || c == '《')
                run = 0;
            if (run >= 7)
                return true;
        }
        return false;
    }

    /// <summary>The text for matching: the digits of every script as 0 to 9, and no characters without width.</summary>
    sealed class Plain
    {
        readonly string text;
        readonly char[] plain;
        readonly List<int> at = [];
        readonly List<(int From, int To, string Word)> hidden = [];

        public Plain(string text)
        {
            this.text = text;
            var kept = new StringBuilder(text.Length);
            for (var i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
            {
                if (char.GetUnicodeCategory(text[i]) == UnicodeCategory.Format)
                    continue;
                var digit = CharUnicodeInfo.GetDecimalDigitValue(text, i);
                kept.Append(digit >= 0 ? (char)('0' + digit) : text[i] switch
                {
                    '（' => '(',
                    '）' => ')',
                    '－' or '—' or '–' or '‐' => '-',
                    '＋' => '+',
                    'x' or 'ｘ' or 'Ｘ' => 'X',
                    var c => c,
                });
                at.Add(i);
            }
            at.Add(text.Length);
            plain = kept.ToString().ToCharArray();
        }

        /// <summary>Keeps these as they are: no later pattern matches them.</summary>
        public Plain Keep(Regex what)
        {
            foreach (Match match in what.Matches(new(plain)))
                Array.Fill(plain, 'K', match.Index, match.Length);
            return this;
        }

        /// <param name="word">What stands in their place; null: chosen by the number of digits.</param>
        public Plain Hide(Regex what, string? word)
        {
            foreach (Match match in what.Matches(new(plain)))
            {
                if ((word ?? Of(match.Value)) is not { } told)
                    continue;
                hidden.Add((at[match.Index], at[match.Index + match.Length - 1] + 1, told));
                Array.Fill(plain, 'K', match.Index, match.Length);
            }
            return this;
        }

        static string? Of(string number) => number.Count(char.IsAsciiDigit) switch
        {
            11 when number[0] == '1' => Phone,
            15 or 18 => Identity,
            >= 16 => Bank,
            _ => null,
        };

        public string Text()
        {
            var told = new StringBuilder(text.Length);
            var from = 0;
            foreach (var (start, end, word) in hidden.OrderBy(h => h.From))
            {
                told.Append(text, from, start - from).Append(word);
                from = end < text.Length && char.IsLowSurrogate(text[end]) ? end + 1 : end;
            }
            return told.Append(text, from, text.Length - from).ToString();
        }
    }

    [GeneratedRegex(@"(?<!\d)2\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-\d{4}-\d{4}-\d(?!\d)")]
    private static partial Regex CaseNumbers();

    // A neighbouring digit would make it part of a longer number.
    [GeneratedRegex(@"(?<!\d)\d{6}" + Seldom + @"{0,2}(?:19|20)\d{2}" + Seldom + @"{0,2}(?:0[1-9]|1[0-2])" + Seldom
        + @"{0,2}(?:0[1-9]|[12]\d|3[01])" + Seldom + @"{0,2}\d{3}[\dX](?!\d)|(?<!\d)\d{15}(?!\d)|(?<!\d)\d{17}X")]
    private static partial Regex IdentityCard();

    [GeneratedRegex(@"(?<!\d)\d{4}(?:[\s-]?\d{4}){3}(?:[\s-]?\d{1,4})?(?!\d)|(?<!\d)(?:62|4\d|5\d|3[57]|9\d)\d{2}(?:"
        + Seldom + @"{1,2}\d{4}){3}(?:" + Seldom + @"{1,2}\d{1,4})?(?!\d)" + NoUnit)]
    private static partial Regex BankCard();

    // Single digits with the same sign after each, at least eleven: no list of house numbers is that long.
    [GeneratedRegex(@"(?<!\d)\d(" + Seldom + @"{1,2})(?:\d\1){9,18}\d(?!\d)")]
    private static partial Regex OneByOne();

    [GeneratedRegex(@"(?<!\d)(?:(?:\+|00)?86" + Often + "?)?1" + Often + "{0,3}[3-9](?:" + Often + @"{0,3}\d){9}(?!\d)"
        + "|(?<![" + Numerals + @"\d])[1一幺壹][3-9三四五六七八九叁肆伍陆柒捌玖][" + Numerals + @"\d]{9}(?![" + Numerals + @"\d])")]
    private static partial Regex Mobile();

    // Eleven digits in groups, the first of three or more, the same sign between them, or as 3-4-4 with any.
    [GeneratedRegex(@"(?<!\d[,/、:*|+=，~～]?)(?=(?:\d\D{0,2}){10}\d(?!\d))(?:1[3-9]\d+(" + Seldom
        + @"{1,2})\d{2,}(?:\1\d{2,}){0,3}|1[3-9]\d" + Seldom + @"{1,2}\d{4}" + Seldom + @"{1,2}\d{4})(?!" + Seldom
        + @"?\d)" + NoUnit)]
    private static partial Regex Grouped();

    [GeneratedRegex(@"(?<!\d-?)\(?0\d{2,3}\)?[\s-]{0,2}\d{3,4}[\s-]?\d{4}(?!\d)"
        + @"|(?<![\d-])(?!20\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d))[2-8]\d{6,7}(?![\d元万亩年月米平方亿吨]|\.\d)")]
    private static partial Regex Landline();
}
