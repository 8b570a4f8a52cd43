using Dispatch.Intake.Cases;

namespace Dispatch.Intake.Petitioners;

/// <summary>
/// Somebody who handles the case looks behind the mask to call the petitioner; each look is recorded with its purpose.
/// </summary>
/// <remarks>
/// The hotline may always, a department while it leads the case. Refuses with <c>case_not_found</c>,
/// <c>petitioner_confidential</c>,
/// <c>informer_protected</c>. Source: PIPL §51; a petitioner who asked for secrecy is shown to nobody but the
/// hotline (济南市12345条例 §32).
/// </remarks>
public static class RevealPetitioner
{
    public sealed record Request([property: Required, StringLength(200, MinimumLength = 4)] string Purpose);

    public sealed record Revealed(string? Name, string? Phone, string? OriginalText);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/cases/{number}/petitioner", Handle)
        .Allow(Roles.Operator, Roles.Handler, Roles.Head, Roles.Mediator)
        .Produces<Revealed>()
        .Refuses(RefusalKind.NotFound, RefusalKind.Forbidden);

    sealed record Row(CaseId Id, byte[]? Name, byte[]? Phone, bool Confidential, byte[]? OriginalText,
        bool Withheld);

    static async Task<IResult> Handle(
        CaseNumber number, Request request, Actor actor, Database database, Vault vault, CancellationToken cancel)
    {
        var result = await database.Transact<Revealed>(async work =>
        {
            var row = await work.Find<Row>(Load(actor), new
            {
                number, actor.Scope, actor.Organisation, any = CaseVisibility.ByJurisdiction(actor),
            });
            if (row is null)
                return CaseVisibility.NotFound;
            if (row.Withheld)
                return InformerProtected;
            if (row.Confidential && actor.Role != Roles.Operator)
                return Confidential;
            await work.Execute(Record, new
            {
                row.Id, actor.Account, actor.Name, actor.Organisation, request.Purpose, at = work.Now,
            });
            var contact = new Contact(row.Name, row.Phone, null, row.Confidential, row.OriginalText);
            return new Revealed(contact.OpenName(vault, row.Id), contact.OpenPhone(vault, row.Id),
                contact.OpenText(vault, row.Id));
        }, cancel);
        return result.ToHttp(revealed => TypedResults.Ok(revealed));
    }

    static readonly Refusal Confidential = new(
        RefusalKind.Forbidden, "petitioner_confidential", "诉求人要求保密，请通过热线转达。",
        "The petitioner asked for secrecy; ask the hotline to pass your message on.");

    static readonly Refusal InformerProtected = new(
        RefusalKind.Forbidden, "informer_protected", "本件投诉举报涉及本单位的下属单位，诉求人信息不予提供，请通过热线转达。",
        "The complaint is of a unit below yours: who complains is not told; ask the hotline to pass your message on.");

    static string Load(Actor actor) => $"""
        select c.id, w.name, w.phone, w.confidential, w.original_text,
            {CaseVisibility.Withheld} as withheld
        from citizen_case c
        join case_progress p on p.case_id = c.id
        join petitioner w on w.case_id = c.id
        where c.number = @number and {CaseVisibility.Sees(actor)}
            and (@any or p.lead_organisation = @Organisation and p.status <> 'archived')
        """;

    const string Record = """
        insert into reveal (case_id, account, name, organisation, purpose, at)
        values (@Id, @Account, @Name, @Organisation, @Purpose, @at)
        """;
}
