namespace Dispatch.Routing.Catalogue.Domain.Gazetteer;

/// <summary>How the text in an address differs from the name that is meant.</summary>
/// <remarks>
/// By one character: one that sounds or looks alike, two swapped, one extra, one missing, another one, or one that
/// distinguishes two places. Or in the generic ending (通名), or in several characters that sound alike.
/// </remarks>
public enum SpellingVariant { None, Sound, Swapped, Extra, Ending, Sounds, Missing, Other, Distinct }

/// <summary>Classifies and weighs spelling variants.</summary>
public static class SpellingVariants
{
    // Characters that distinguish places: 李家湾 and 王家湾, 上庄 and 下庄, or 东沟 and 东坪 are not misspellings.
    const string Distinguishing = "东西南北中上下前后左右新老大小内外头里一二三四五六七八九十百千万两双"
        + "湾沟坪塬岔川河堡庄寨坡梁山峡咀嘴岘口滩坝桥井泉塘湖海江溪岭峰岩洞坑坳冲垭坎店铺集镇乡村场关门营屯屋院台崖窑渠原咡岬"
        + "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪"
        + "陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戴莫孔向汤翟党荔焦苟邢厍车安柴寇牛阳富宗景杏";

    /// <summary>How the text differs from the name; null if by more than one variant.</summary>
    /// <param name="core">The name's length in characters without its generic ending.</param>
    public static SpellingVariant? Between(ReadOnlySpan<char> written, string name, int core) =>
        Between(written, name) switch
        {
            // 古城社区民委员会 can only be 古城社区居民委员会.
            SpellingVariant.Missing or SpellingVariant.Other or SpellingVariant.Extra when name.Length - core > 1
                && written.CommonPrefixLength(name) >= core && written.Length - core > 1 => SpellingVariant.Ending,
            var variant => variant,
        };

    static SpellingVariant? Between(ReadOnlySpan<char> written, string name)
    {
        if (written.SequenceEqual(name))
            return SpellingVariant.None;
        var start = written.CommonPrefixLength(name);
        if (written.Length == name.Length)
        {
            if (written[(start + 1)..].SequenceEqual(name.AsSpan(start + 1)))
            {
                var variant = Replaced(written[start], name[start]);
                // Around 家 any character distinguishes: 李家湾 and 窦家湾, 孙家河 and 孙家去.
                return variant == SpellingVariant.Other && start is 0 or 2 && name[1] == '家'
                    ? SpellingVariant.Distinct : variant;
            }
            return start + 1 < name.Length && written[start] == name[start + 1] && written[start + 1] == name[start]
                && written[(start + 2)..].SequenceEqual(name.AsSpan(start + 2)) ? SpellingVariant.Swapped : null;
        }
        if (written.Length == name.Length + 1)
            return written[(start + 1)..].SequenceEqual(name.AsSpan(start)) ? Inserted(written, start) : null;
        return written.Length == name.Length - 1 && written[start..].SequenceEqual(name.AsSpan(start + 1))
            ? SpellingVariant.Missing : null;
    }

    // An extra first or last character belongs to another word. In between, a doubled character is a misspelling, as is
    // any other that does not distinguish places.
    static SpellingVariant? Inserted(ReadOnlySpan<char> written, int at) =>
        at > 0 && written[at] == written[at - 1] ? SpellingVariant.Extra
        : at == 0 || at == written.Length - 1 ? null
        : Distinguishing.Contains(written[at]) ? SpellingVariant.Distinct
        : SpellingVariant.Extra;

    static SpellingVariant Replaced(char written, char meant) =>
        Sounds.Alike(written, meant) ? SpellingVariant.Sound
        : Distinguishing.Contains(written) && Distinguishing.Contains(meant) ? SpellingVariant.Distinct
        : SpellingVariant.Other;

    /// <summary>The factor, up to 1, by which a variant reduces the weight of a name.</summary>
    public static double Worth(SpellingVariant variant, int core) => variant switch
    {
        SpellingVariant.None => 1,
        SpellingVariant.Sound when core < 3 => 0.7,
        SpellingVariant.Sound or SpellingVariant.Swapped or SpellingVariant.Extra or SpellingVariant.Ending => 0.8,
        SpellingVariant.Sounds => core > 2 ? 0.7 : 0.6,
        SpellingVariant.Missing => core > 3 ? 0.75 : core > 2 ? 0.6 : 0.45,
        SpellingVariant.Other => core > 2 ? 0.6 : 0.45,
        _ => 0.35,
    };

    /// <summary>The variant in Chinese, for a reason.</summary>
    public static string Say(SpellingVariant variant) => variant switch
    {
        SpellingVariant.Sound or SpellingVariant.Sounds => "音近或形近",
        SpellingVariant.Swapped => "字序颠倒",
        SpellingVariant.Extra => "多一字",
        SpellingVariant.Ending => "通名有误",
        SpellingVariant.Missing => "少一字",
        _ => "差一字",
    };
}
