namespace Dispatch.Escalation.Records;

/// <summary>An organisation as Escalation has learnt it.</summary>
public sealed record KnownOrganisation(
    OrganisationId Id, string Name, OrganisationKind Kind, JurisdictionId Jurisdiction);

/// <summary>Whom a whistle or an order is for, and which cases it is about: checked in the same way for both.</summary>
static class Addressed
{
    public static readonly Refusal NoCentre = new(
        RefusalKind.Conflict, "no_centre", "本辖区尚未设立综治中心，请管理员在单位清单中补充。",
        "No governance centre is listed for this jurisdiction; ask the administrator to add it.");

    static Refusal Unknown(string field, IEnumerable<OrganisationId> missing) => new(
        RefusalKind.Invalid, "unknown_organisation", $"单位清单中没有“{string.Join("、", missing)}”，请从清单中选择。",
        $"Not in the list of organisations: {string.Join(", ", missing)}; choose from the list.", field);

    static Refusal Outside(string field) => new(
        RefusalKind.Invalid, "outside_your_jurisdiction", "只能选择本辖区或管辖本地的单位。",
        "Choose organisations of this jurisdiction, or those that are above it.", field);

    public static Refusal CaseNotFound(CaseNumber number) => new(
        RefusalKind.Invalid, "case_not_found", $"没有查到工单{number}，请核对工单编号。",
        $"No such case within your scope: {number}.", "cases");

    static Refusal MustStandBack(string name) => new(
        RefusalKind.Invalid, "must_stand_back", $"{name}须回避所关联的工单，请另选单位或取消关联。",
        $"{name} must stand back from one of the cases; choose another, or leave the case out.", "cases");

    /// <summary>In the order in which they were named.</summary>
    public static async Task<Result<IReadOnlyList<KnownOrganisation>>> Organisations(
        Work work, IReadOnlyList<OrganisationId> named, JurisdictionId around, string field = "organisation")
    {
        var known = (await work.List<KnownOrganisation>(
            "select id, name, kind, jurisdiction from organisation where listed and id = any(@ids)",
            new { ids = named.Select(id => id.Value).ToArray() })).ToDictionary(one => one.Id);
        if (named.Where(id => !known.ContainsKey(id)).ToList() is { Count: > 0 } missing)
            return Unknown(field, missing);
        // A county's bureau is summoned by a township below it, a village by its township.
        if (known.Values.Any(one =>
            !one.Jurisdiction.IsWithin(around) && !around.IsWithin(one.Jurisdiction)))
            return Outside(field);
        return named.Select(id => known[id]).ToList();
    }

    sealed record Found(CaseId Id, CaseNumber Number);

    sealed record Back(string Recused);

    /// <summary>
    /// Cases that the caller may see. None of those who are addressed may have to stand back from one.
    /// </summary>
    public static async Task<Result<IReadOnlyList<CaseRef>>> Cases(
        Work work, IReadOnlyList<CaseNumber> numbers, IReadOnlyList<KnownOrganisation> addressed, Actor actor)
    {
        if (numbers.Count == 0)
            return new List<CaseRef>();
        var found = await work.List<Found>(
            $"""
            select p.case_id as id, p.number
            from timed_case p
            where p.number = any(@numbers) and {Visibility.Cases.Sees(actor)}
            order by p.number
            """,
            new { numbers = numbers.Select(n => n.Value).Distinct().ToArray(), actor.Scope, actor.Organisation });
        foreach (var number in numbers)
        {
            if (found.TrueForAll(one => one.Number != number))
                return CaseNotFound(number);
        }
        var cases = found.ConvertAll(one => new CaseRef(one.Id, one.Number));
        return await StandsBack(work, cases, addressed) is { } recused ? recused : cases;
    }

    /// <summary>The refusal where one of those who are addressed must stand back from a case.</summary>
    public static async Task<Refusal?> StandsBack(
        Work work, IReadOnlyList<CaseRef> cases, IReadOnlyList<KnownOrganisation> addressed)
    {
        if (cases.Count == 0)
            return null;
        var back = (await work.List<Back>(
            "select unnest(recused) as recused from timed_case where case_id = any(@ids) and recused is not null",
            new { ids = cases.Select(c => c.Id.Value).ToArray() }))
            .Select(one => one.Recused).ToHashSet(StringComparer.Ordinal);
        return addressed.FirstOrDefault(one => back.Contains(one.Id.Value)) is { } recused
            ? MustStandBack(recused.Name) : null;
    }

    /// <summary>The nearest governance centre that watches over this place; null when none is listed.</summary>
    public static Task<OrganisationId?> CentreOf(Work work, JurisdictionId place) => Nearest(work, place, "centre");

    /// <summary>The township of this place; null above the townships.</summary>
    public static Task<OrganisationId?> TownshipOf(Work work, JurisdictionId place) => Nearest(work, place, "township");

    static Task<OrganisationId?> Nearest(Work work, JurisdictionId place, string kind) => work.Find<OrganisationId?>(
        """
        select id from organisation
        where listed and kind = @kind and starts_with(@place, jurisdiction)
        order by length(jurisdiction) desc, id
        limit 1
        """, new { place, kind });
}
