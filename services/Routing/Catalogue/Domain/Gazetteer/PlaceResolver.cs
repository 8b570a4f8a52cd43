using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain.Gazetteer;

/// <summary>Decides which of several readings of an address is clearly meant, if any, and gives the reasons.</summary>
public sealed class PlaceResolver
{
    readonly JurisdictionTree jurisdictions;
    readonly string text;
    readonly IReadOnlyList<PlaceReading> readings;
    readonly double margin;
    readonly bool inTownship;
    readonly string? unknown;

    /// <param name="text">The normalised address.</param>
    /// <param name="readings">At least one, best first.</param>
    /// <param name="margin">By how much, in weight, the best must beat any rival.</param>
    /// <param name="inTownship">True if the search is limited to one township or smaller.</param>
    public PlaceResolver(
        JurisdictionTree jurisdictions, string text, IReadOnlyList<Weighed> weighed,
        IReadOnlyList<PlaceReading> readings,
        double margin, bool inTownship)
    {
        (this.jurisdictions, this.text, this.readings, this.margin, this.inTownship) =
            (jurisdictions, text, readings, margin, inTownship);
        var best = readings[0];
        unknown = UnknownBefore(best);
        Decided = unknown is not null ? null
            : IsClear(best, weighed) ? best
            : best.Own.All(o => o.Sure == Sureness.Never && (o.Weight < 1.5
                || o.At.Variant == SpellingVariant.Distinct))
                ? readings.FirstOrDefault(r =>
                    r.Code != best.Code && Contains(r.Code, best.Code) && IsClear(r, weighed)
                    && UnknownBefore(r) is null)
            : null;
    }

    /// <summary>The reading that is clearly meant; null if a person must choose or ask.</summary>
    public PlaceReading? Decided { get; }

    /// <summary>The readings worth showing to a person, best first.</summary>
    public IEnumerable<PlaceReading> Shown
    {
        get
        {
            var best = readings[0];
            var exact = best.Own.Any(o => o.Speaks);
            return readings.Where(r => r.Score > best.Score / 2
                && (r == best || !exact || r.Own.Any(o => o.At.Variant == SpellingVariant.None))
                && (r == best || !Contains(r.Code, best.Code)));
        }
    }

    /// <summary>Why this reading was found and, unless it is decided, why it is in doubt.</summary>
    public IReadOnlyList<Reason> Reasons(PlaceReading of)
    {
        var where = jurisdictions.NameOf(jurisdictions.Place(of.Code)!);
        var own = of.Own.OrderByDescending(o => o.Weight).First();
        var reasons = new List<Reason> { PlaceReasons.Named(own, own.Meant(of.Code)!, where) };
        if (of.For.Where(f => f.Meant(of.Code) is { IsDivision: true, Level: >= Level.Township } meant
            && meant.Code != of.Code).ToList() is { Count: > 0 } around)
            reasons.Add(PlaceReasons.Around(around));
        reasons.AddRange(of.Against.Take(2).Select(a =>
            PlaceReasons.Against(a, jurisdictions.NameOf(jurisdictions.Place(a.Meanings[0].Code)!))));
        if (of == Decided)
            return reasons;
        if (unknown is not null)
            reasons.Add(PlaceReasons.Unknown(unknown));
        else if (Rivals(of).Where(r => r.Own.Any(o => Same(o.At, own.At))).ToList() is { Count: > 0 } same)
            reasons.Add(PlaceReasons.Several(
                own.Written, same.Prepend(of).Select(r => jurisdictions.NameOf(jurisdictions.Place(r.Code)!))));
        else if (of.Own.All(o => o.Sure == Sureness.Never))
            reasons.Add(PlaceReasons.Weak(own.Written));
        return reasons;
    }

    string? UnknownBefore(PlaceReading reading)
    {
        List<Weighed> read = [.. reading.For, .. reading.Against];
        return AddressText.Unknown(
            text, reading.Own.Select(o => o.At.From).DefaultIfEmpty(text.Length).Max(),
            [.. read.Where(r => !MayBeElsewhere(r, read)).Select(r => r.At)]);
    }

    // Near matches that may well be places elsewhere: 宁县 is a county of its own, not 会宁县, and 魏城镇 is not 城关镇.
    bool MayBeElsewhere(Weighed name, List<Weighed> read) =>
        name.At.Variant is SpellingVariant.Missing or SpellingVariant.Other or SpellingVariant.Distinct
        && (name.Meanings.All(m => m.Level <= Level.County)
            || (name.Sure == Sureness.Never && name.At.Variant != SpellingVariant.Other && name.At.From > 0
                && AddressText.IsHan(text[name.At.From - 1]) && !read.Exists(r => r.At.To == name.At.From)));

    bool IsClear(PlaceReading reading, IReadOnlyList<Weighed> weighed) =>
        reading.Against.Count == 0
        && !Rivals(reading).Any()
        && reading.Own.Any(o =>
            o.Sure == Sureness.Alone || (o.Sure == Sureness.WithTownship && (inTownship || reading.Surrounded)))
        && reading.Own.All(o => o.At.Variant == SpellingVariant.None
            || !weighed.Any(w => OccursExactly(w, o) && !w.Agrees(reading.Code)));

    // True if another name occurs here exactly, and is not merely a part of what was read as a variant.
    static bool OccursExactly(Weighed other, Weighed variant) =>
        other.At.Variant == SpellingVariant.None && other.Sure == Sureness.Alone
        && other.At.From < variant.At.To && variant.At.From < other.At.To
        && (other.At.From < variant.At.From || variant.At.To < other.At.To || other.At.Length >= variant.At.Length);

    // Readings elsewhere that are nearly as good, except those that rest only on a weak part of a surer name.
    IEnumerable<PlaceReading> Rivals(PlaceReading of) => readings.Where(r =>
        !JurisdictionTree.Nested(r.Code, of.Code) && r.Score > of.Score - margin
        && !r.Own.All(o => o.Sure == Sureness.Never && of.Own.Any(w => Within(o.At, w.At) && w.Sure > o.Sure)));

    static bool Within(NameMatch inner, NameMatch outer) =>
        outer.From <= inner.From && inner.To <= outer.To && inner.Length < outer.Length;

    static bool Same(NameMatch one, NameMatch other) => one.From == other.From && one.To == other.To;

    static bool Contains(JurisdictionId outer, JurisdictionId inner) =>
        outer != inner && inner.Value.StartsWith(outer.Value, StringComparison.Ordinal);
}
