namespace Dispatch.Routing.Domain.Places;

/// <summary>Which of several readings of an address counts, if any does clearly.</summary>
public sealed class Judgement
{
    readonly Catalogue catalogue;
    readonly string text;
    readonly IReadOnlyList<PlaceReading> readings;
    readonly double margin;
    readonly bool inTownship;
    readonly string? unknown;

    /// <param name="inTownship">The township is known from elsewhere.</param>
    public Judgement(
        Catalogue catalogue, string text, IReadOnlyList<Weighed> weighed, IReadOnlyList<PlaceReading> readings,
        double margin, bool inTownship)
    {
        (this.catalogue, this.text, this.readings, this.margin, this.inTownship) =
            (catalogue, text, readings, margin, inTownship);
        var best = readings[0];
        unknown = UnknownBefore(best);
        Decided = unknown is not null ? null
            : Clear(best, weighed) ? best
            : best.Own.All(o => o.Sure == Sureness.Never && (o.Weight < 1.5 || o.At.Slip == Slip.Distinct))
                ? readings.FirstOrDefault(r =>
                    r.Code != best.Code && Around(r.Code, best.Code) && Clear(r, weighed) && UnknownBefore(r) is null)
            : null;
    }

    public PlaceReading? Decided { get; }

    /// <summary>Those that a person may want to choose from.</summary>
    public IEnumerable<PlaceReading> Shown
    {
        get
        {
            var best = readings[0];
            var exact = best.Own.Any(o => o.Speaks);
            return readings.Where(r => r.Score > best.Score / 2
                && (r == best || !exact || r.Own.Any(o => o.At.Slip == Slip.None))
                && (r == best || !Around(r.Code, best.Code)));
        }
    }

    public IReadOnlyList<Reason> Reasons(PlaceReading of)
    {
        var where = catalogue.NameOf(catalogue.Place(of.Code)!);
        var own = of.Own.OrderByDescending(o => o.Weight).First();
        var reasons = new List<Reason> { PlaceSay.Named(own, own.Meant(of.Code)!, where) };
        if (of.For.Where(f => f.Meant(of.Code) is { IsDivision: true, Level: >= Level.Township } meant
            && meant.Code != of.Code).ToList() is { Count: > 0 } around)
            reasons.Add(PlaceSay.Around(around));
        reasons.AddRange(of.Against.Take(2).Select(a =>
            PlaceSay.Against(a, catalogue.NameOf(catalogue.Place(a.Meanings[0].Code)!))));
        if (of == Decided)
            return reasons;
        if (unknown is not null)
            reasons.Add(PlaceSay.Unknown(unknown));
        else if (Rivals(of).Where(r => r.Own.Any(o => Same(o.At, own.At))).ToList() is { Count: > 0 } same)
            reasons.Add(PlaceSay.Several(
                own.Written, same.Prepend(of).Select(r => catalogue.NameOf(catalogue.Place(r.Code)!))));
        else if (of.Own.All(o => o.Sure == Sureness.Never))
            reasons.Add(PlaceSay.Weak(own.Written));
        return reasons;
    }

    string? UnknownBefore(PlaceReading reading)
    {
        List<Weighed> read = [.. reading.For, .. reading.Against];
        return AddressText.Unknown(
            text, reading.Own.Select(o => o.At.From).DefaultIfEmpty(text.Length).Max(),
            [.. read.Where(r => !MayBeElsewhere(r, read)).Select(r => r.At)]);
    }

    // 宁县 is no slip of 会宁县, and 魏城镇 none of 城关镇: there are many others.
    bool MayBeElsewhere(Weighed name, List<Weighed> read) =>
        name.At.Slip is Slip.Missing or Slip.Other or Slip.Distinct
        && (name.Meanings.All(m => m.Level <= Level.County)
            || (name.Sure == Sureness.Never && name.At.Slip != Slip.Other && name.At.From > 0
                && AddressText.IsHan(text[name.At.From - 1]) && !read.Exists(r => r.At.To == name.At.From)));

    bool Clear(PlaceReading reading, IReadOnlyList<Weighed> weighed) =>
        reading.Against.Count == 0
        && !Rivals(reading).Any()
        && reading.Own.Any(o =>
            o.Sure == Sureness.Alone || (o.Sure == Sureness.WithTownship && (inTownship || reading.Surrounded)))
        && reading.Own.All(o => o.At.Slip == Slip.None || !weighed.Any(w => Stands(w, o) && !w.Agrees(reading.Code)));

    // A name of somewhere else stands there exactly, and is not merely a part of what was read with a slip.
    static bool Stands(Weighed other, Weighed slip) =>
        other.At.Slip == Slip.None && other.Sure == Sureness.Alone
        && other.At.From < slip.At.To && slip.At.From < other.At.To
        && (other.At.From < slip.At.From || slip.At.To < other.At.To || other.At.Length >= slip.At.Length);

    IEnumerable<PlaceReading> Rivals(PlaceReading of) => readings.Where(r =>
        !Gazetteer.Nested(r.Code, of.Code) && r.Score > of.Score - margin
        && !r.Own.All(o => o.Sure == Sureness.Never && of.Own.Any(w => Within(o.At, w.At) && w.Sure > o.Sure)));

    static bool Within(Sighting inner, Sighting outer) =>
        outer.From <= inner.From && inner.To <= outer.To && inner.Length < outer.Length;

    static bool Same(Sighting one, Sighting other) => one.From == other.From && one.To == other.To;

    static bool Around(JurisdictionId outer, JurisdictionId inner) =>
        outer != inner && inner.Value.StartsWith(outer.Value, StringComparison.Ordinal);
}
