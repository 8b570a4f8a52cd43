namespace Dispatch.Routing.Catalogue.Domain.Gazetteer;

/// <summary>An address read as meaning one jurisdiction: the names that count for it and against it.</summary>
/// <param name="Score">The weight of the names for it, less half the weight of those against it.</param>
/// <param name="For">The heaviest names that do not overlap and mean it or an ancestor, in text order.</param>
/// <param name="Against">Clear names of other places that overlap none of those.</param>
public sealed record PlaceReading(
    JurisdictionId Code, double Score, IReadOnlyList<Weighed> For, IReadOnlyList<Weighed> Against)
{
    /// <summary>The names that mean this jurisdiction itself, not an ancestor.</summary>
    public IEnumerable<Weighed> Own => For.Where(f => f.Meant(Code) is { } meant && meant.Code == Code);

    /// <summary>True if an ancestor is clearly named too, at township level or below.</summary>
    public bool Surrounded => For.Any(f => f.Sure == Sureness.Alone
        && f.Meant(Code) is { Level: >= Level.Township } meant && meant.Code != Code);

    /// <summary>
    /// Chooses the heaviest set of names that do not overlap, by weighted interval scheduling.
    /// </summary>
    public static PlaceReading Of(JurisdictionId code, IReadOnlyList<Weighed> weighed)
    {
        // Names are sorted by their ends. best[i] is the greatest weight from the first i names; taken[i] is how many
        // names precede the i-th if it is chosen, and -1 if it is not.
        var fitting = Fitting(code, weighed);
        var best = new double[fitting.Count + 1];
        var taken = new int[fitting.Count + 1];
        for (var i = 1; i <= fitting.Count; i++)
        {
            var before = i - 1;
            while (before > 0 && fitting[before - 1].At.To > fitting[i - 1].At.From)
                before--;
            var with = best[before] + fitting[i - 1].Weight;
            (best[i], taken[i]) = with > best[i - 1] ? (with, before) : (best[i - 1], -1);
        }
        var chosen = new List<Weighed>();
        for (var i = fitting.Count; i > 0;)
        {
            if (taken[i] < 0)
            {
                i--;
                continue;
            }
            chosen.Add(fitting[i - 1]);
            i = taken[i];
        }
        chosen.Reverse();
        var against = weighed.Where(w => w.Speaks && !w.Agrees(code)
            && !chosen.Exists(c => c.At.From < w.At.To && w.At.From < c.At.To)).ToList();
        return new(code, best[^1] - (against.Sum(a => a.Weight) / 2), chosen, against);
    }

    // The names that mean this jurisdiction or an ancestor. Only the heaviest spelling variant for each jurisdiction
    // counts; otherwise two halves of one name would count as two names.
    static List<Weighed> Fitting(JurisdictionId code, IReadOnlyList<Weighed> weighed)
    {
        var fitting = new List<Weighed>();
        var variants = new Dictionary<JurisdictionId, Weighed>();
        foreach (var one in weighed)
        {
            if (one.Meant(code) is not { } meant)
                continue;
            if (one.At.Variant == SpellingVariant.None)
                fitting.Add(one);
            else if (!variants.TryGetValue(meant.Code, out var best) || one.Weight > best.Weight)
                variants[meant.Code] = one;
        }
        fitting.AddRange(variants.Values);
        fitting.Sort((a, b) => a.At.To.CompareTo(b.At.To));
        return fitting;
    }
}

/// <summary>Whether a name suffices to decide: never, if the township is known, or alone.</summary>
public enum Sureness { Never, WithTownship, Alone }

/// <summary>A name found in an address, and how much it counts.</summary>
/// <param name="Written">The text in the address.</param>
/// <param name="Meanings">The places that it may mean within the jurisdiction being searched.</param>
/// <param name="Weight">Roughly its length in characters, less for short forms and spelling variants.</param>
/// <param name="OnlyNear">True if the place is only near it, or is a part of a village with that name.</param>
public sealed record Weighed(
    NameMatch At, string Written, IReadOnlyList<Meant> Meanings, double Weight, Sureness Sure, bool OnlyNear)
{
    /// <summary>True if the name is clear enough to count against every other place.</summary>
    public bool Speaks => At.Variant == SpellingVariant.None && Sure == Sureness.Alone && !OnlyNear;

    /// <summary>The meaning closest to this jurisdiction: itself, else its nearest ancestor; null if neither.</summary>
    public Meant? Meant(JurisdictionId code)
    {
        Meant? best = null;
        foreach (var meant in Meanings)
        {
            if (code.Value.StartsWith(meant.Code.Value, StringComparison.Ordinal)
                && (best is null || meant.Code.Value.Length > best.Code.Value.Length))
                best = meant;
        }
        return best;
    }

    /// <summary>True if any meaning is this jurisdiction, an ancestor, or lies within it.</summary>
    public bool Agrees(JurisdictionId code) => Meanings.Any(m =>
        code.Value.StartsWith(m.Code.Value, StringComparison.Ordinal)
        || m.Code.Value.StartsWith(code.Value, StringComparison.Ordinal));

    /// <summary>Weighs one match by its length, its form, its spelling and the characters around it.</summary>
    /// <param name="all">All matches in the text.</param>
    public static Weighed Of(
        string text, NameMatch at, IReadOnlyList<Meant> meanings, IReadOnlyList<NameMatch> all)
    {
        const int longest = 10;
        var name = at.Name;
        var alone = name.Form == NameForm.Full && name.Core > 1 || (AddressText.StandsAlone(text, at, all)
            && (at.Variant == SpellingVariant.None || name.Core > 2 || AddressText.Ends(text, at, all)));
        var full = name.Form == NameForm.Full || name.Text.Length > 2;
        var weight = Math.Min(longest, name.Text.Length) - (name.Form == NameForm.Bare ? 0.2 : 0);
        if (!full)
            weight = alone ? 1.8 : 0.9;
        var sure = !full && !alone ? Sureness.Never
            : at.Variant == SpellingVariant.None
                ? name.Core < 3 && !AddressText.Begins(text, at, all) ? Sureness.Never : Sureness.Alone
                : SureOf(at.Variant, name);
        // After unknown characters, 家塬村 may be the end of a dozen names.
        if ((at.Variant is SpellingVariant.Missing or SpellingVariant.Other
            || (at.Variant != SpellingVariant.None && name.Core < 3))
            && !AddressText.Begins(text, at, all))
            (weight, sure) = (weight * 0.6, Sureness.Never);
        // 孙家 in 孙家岔 is not 孙家去 with its last character missing, and 单元 after a number is not 上塬.
        if ((at.Variant == SpellingVariant.Missing && text[at.To - 1] != name.Text[^1]
            && !AddressText.Ends(text, at, all))
            || (at.Variant != SpellingVariant.None && name.Core < 3 && at.From > 0 && char.IsDigit(text[at.From - 1])))
            (weight, sure) = (weight * 0.6, Sureness.Never);
        var part = AddressText.IsPart(text, at);
        if (part && at.Variant != SpellingVariant.None)
            sure = Sureness.Never;
        // 杨崖集 before unknown characters is the township, not its village of the same name.
        if (name.Form != NameForm.Full && meanings.Any(m => m is { IsDivision: true, Level: Level.Township })
            && meanings.Any(m => m.Level > Level.Township) && AddressText.LeadsOn(text, at))
            meanings = [.. meanings.Where(m => m.Level <= Level.Township)];
        return new(
            at, text[at.From..at.To], meanings,
            weight * SpellingVariants.Worth(at.Variant, name.Core) * (part && name.Form != NameForm.Full ? 0.6 : 1),
            sure,
            part || AddressText.OnlyNear(text, at));
    }

    static Sureness SureOf(SpellingVariant variant, PlaceName name) => variant switch
    {
        // The list of jurisdictions is complete, so 懂塬村 can only be 东塬村. A hamlet may be in no list at all.
        SpellingVariant.Sound or SpellingVariant.Swapped or SpellingVariant.Extra or SpellingVariant.Ending =>
            name.Core > 2 || (name.Form == NameForm.Full && name.Text.Length > 2)
                ? Sureness.Alone : Sureness.WithTownship,
        SpellingVariant.Sounds => name.Core > 3 || (name.Core > 2 && name.Form == NameForm.Full)
            ? Sureness.Alone : Sureness.WithTownship,
        SpellingVariant.Missing when name.Core > 3 => Sureness.Alone,
        SpellingVariant.Other when name.Core > 4 => Sureness.Alone,
        SpellingVariant.Missing or SpellingVariant.Other => name.Core > 2 ? Sureness.WithTownship : Sureness.Never,
        _ => Sureness.Never,
    };
}
