using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;
using Dispatch.Routing.Dispatching.Domain;
using Dispatch.Routing.Dispatching.MatterModel;

namespace Dispatch.Routing.Dispatching.Precedents;

/// <summary>What an arbiter ruled on a return, or decided on an objection to the ruling.</summary>
/// <param name="ObjectionId">The objection, when its decision replaces the ruling.</param>
/// <param name="From">The organisation that returned the case.</param>
/// <param name="Upheld">Whether the return was upheld.</param>
/// <param name="ValidUntil">When the precedent ends; a year later when absent.</param>
public sealed record Ruled(
    ReturnId ReturnId, ObjectionId? ObjectionId, MatterRow Matter, OrganisationRow Organisation, OrganisationId From,
    bool Upheld, string Grounds, string? Basis, DateTimeOffset? ValidUntil);

/// <summary>Records a ruling as a precedent (先例), and its case as a training example.</summary>
public static class RecordPrecedent
{
    public static readonly Refusal ValidInPast = new(
        RefusalKind.Invalid, "valid_until_in_past", "先例的有效期必须晚于现在，请改正。",
        "A precedent must hold beyond now; correct the date.", "validUntil");

    /// <summary>The precedent holds from now on; the decision on an objection withdraws that of the ruling.</summary>
    public static async Task<PrecedentId> Record(
        Work work, CatalogueIndex catalogue, RoutedCase of, Ruled ruled, Actor by)
    {
        var id = PrecedentId.New();
        if (ruled.ObjectionId is not null)
            await work.Execute(Replace, new { ruled.ReturnId, work.Now, by.Account });
        await work.Execute(Insert, new
        {
            id, of.CaseId, of.CaseNumber, ruled.ReturnId, ruled.ObjectionId, Matter = ruled.Matter.Code,
            Kind = of.Kind.ToWireName(),
            Jurisdiction = PrecedentIndex.Reach(catalogue, of.Jurisdiction, ruled.Organisation, ruled.From),
            of.Text, Organisation = ruled.Organisation.Code, ruled.From, ruled.Upheld, ruled.Grounds, ruled.Basis,
            work.Now, by.Account, by.Name,
            until = ruled.ValidUntil?.ToUniversalTime() ?? work.Now.AddDays(Precedent.Days),
        });
        await KeepExample.Ruled(work, of, ruled.Matter);
        return id;
    }

    const string Replace = """
        update precedent
        set withdrawn_at = @Now, withdrawn_by = @Account, withdrawn_why = '异议成立，由复核决定代替。'
        where return_id = @ReturnId and withdrawn_at is null
        """;

    const string Insert = """
        insert into precedent (id, case_id, case_number, return_id, objection_id, matter, kind, jurisdiction, text,
            organisation, from_organisation, upheld, grounds, basis, ruled_at, ruled_by, ruled_by_name, valid_from,
            valid_until)
        values (@id, @CaseId, @CaseNumber, @ReturnId, @ObjectionId, @Matter, @Kind, @Jurisdiction, @Text, @Organisation,
            @From, @Upheld, @Grounds, @Basis, @Now, @Account, @Name, @Now, @until)
        """;
}
