using System.Text;
using System.Text.RegularExpressions;

namespace Dispatch.Routing.Domain.Places;

/// <summary>What of an address counts, and what the words around a name say about it.</summary>
public static partial class AddressText
{
    /// <summary>Whatever comes later is a story, not an address.</summary>
    const int Most = 100;

    /// <summary>Words before a name that leave it what it is: 老汽车站, 上东河, 原南关巷.</summary>
    const string Before = "老新上下原旧在的住于到从是小大内城本我位镇乡县市区道村";

    // Ends of words that are no names of divisions.
    static readonly string[] Plain =
    [
        "农村", "全村", "本村", "我村", "该村", "小区", "校区", "园区", "城区", "景区", "街区", "片区", "辖区", "地区", "山区", "矿区",
        "厂区", "库区", "灌区", "林区", "牧区", "社区", "新区", "老区", "本镇", "我镇", "古镇", "城镇", "村镇", "乡镇", "该镇", "本乡",
        "家乡", "下乡", "老乡", "本县", "我县", "全县", "该县", "城市", "超市", "菜市", "夜市", "早市", "门市", "集市", "本市", "我市",
        "全市", "街道", "行政村", "自然村", "中心村", "城中村", "安置区", "开发区", "工业区", "生活区", "家属区",
    ];

    [GeneratedRegex("^(甘肃|四川|云南|陕西|湖南|[\u4e00-\u9fff]{2,3}省)省?|^[\u4e00-\u9fff]{2,4}自治区(?!域)")]
    private static partial Regex Province();

    [GeneratedRegex("^(对面|对过|附近|旁边|旁|边上|隔壁|斜对面|周边|往|至|到)")]
    private static partial Regex NotThere();

    [GeneratedRegex("^([0-9一二三四五六七八九十第]|[社组队号院巷口路街门旁边附对往至到原里内的南东西北后前背上下中主地公小民村农学卫镇区家住])")]
    private static partial Regex Onwards();

    /// <summary>Full width as plain, without blanks and marks; a bracket's content stays.</summary>
    public static string Plainly(string address)
    {
        var kept = new StringBuilder(address.Length);
        foreach (var sign in address.Trim())
        {
            var c = sign is >= '\uff01' and <= '\uff5e' ? (char)(sign - 0xfee0) : sign;
            if (char.IsLetterOrDigit(c))
                kept.Append(char.ToUpperInvariant(c));
            else if (kept.Length > 0 && kept[^1] != ' ' && !char.IsWhiteSpace(c))
                kept.Append(' ');
            if (kept.Length == Most)
                break;
        }
        return Province().Replace(kept.ToString().Trim(), "");
    }

    /// <summary>What stands at a name that is only near: 状元城小区对面 may lie in the next village.</summary>
    public static bool OnlyNear(string text, Sighting name) => NotThere().IsMatch(text.AsSpan(name.To));

    /// <summary>Whether a short name stands there by itself rather than as a part of another word.</summary>
    public static bool StandsAlone(string text, Sighting name, IReadOnlyList<Sighting> others) =>
        Begins(text, name, others)
        && (name.To == text.Length || !IsHan(text[name.To]) || Onwards().IsMatch(text.AsSpan(name.To))
            || others.Any(o => o.Slip == Slip.None && (o.From == name.To || (o.To == name.From && IsTownship(o)))));

    /// <summary>Characters before a name that nobody can read may make it another name: 小坪 in 王小坪村.</summary>
    public static bool Begins(string text, Sighting name, IReadOnlyList<Sighting> others) =>
        name.From == 0 || !IsHan(text[name.From - 1]) || Before.Contains(text[name.From - 1])
        || text[name.From - 1] == text[name.From]
        || others.Any(o => o.To == name.From && (o.Slip == Slip.None || (o.Slip != Slip.Distinct && IsTownship(o))));

    static bool IsTownship(Sighting name) => name.Name.Meant.Any(m => m.Level == Level.Township);

    /// <summary>A part that reads as a division's name but is in no list, such as 城关镇 where there is none.</summary>
    public static string? Unknown(string text, int upTo, IReadOnlyList<Sighting> read)
    {
        var start = 0;
        for (var at = 0; at <= upTo; at++)
        {
            var within = at < upTo && IsHan(text[at]) && !read.Any(r => r.From <= at && at < r.To);
            if (within)
                continue;
            if (at - start >= 2 && DivisionEnd().IsMatch(text.AsSpan(start, at - start))
                && !Array.Exists(Plain, p => text.AsSpan(start, at - start).EndsWith(p)))
                return text[start..at];
            start = at + 1;
            if (at < upTo && read.Where(r => r.From <= at && at < r.To).Select(r => r.To).DefaultIfEmpty().Max() is > 0
                and var end && end > at)
                (start, at) = (end, end - 1);
        }
        return null;
    }

    public static bool IsHan(char c) => c is >= '\u3400' and <= '\u9fff';

    [GeneratedRegex("(镇|乡|街道|县|市|区|村|社区)$")]
    private static partial Regex DivisionEnd();
}
