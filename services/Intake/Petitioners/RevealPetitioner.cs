using Dispatch.Intake.Petitioners.Domain;

namespace Dispatch.Intake.Petitioners;

/// <summary>
/// Somebody who handles the case looks behind the mask to call the petitioner; each look is recorded with its purpose.
/// </summary>
/// <remarks>
/// Refuses with <c>case_not_found</c>, and as <see cref="RevealRules"/> says with <c>not_the_lead</c>,
/// <c>petitioner_confidential</c>, <c>informer_protected</c>. Source: PIPL §51.
/// </remarks>
public static class RevealPetitioner
{
    public sealed record Request([property: Required, StringLength(200, MinimumLength = 4)] string Purpose);

    public sealed record Revealed(string? Name, string? Phone, string? OriginalText);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/cases/{number}/petitioner", Handle)
        .Allow(RevealRules.Callers)
        .Produces<Revealed>()
        .Refuses(RefusalKind.NotFound, RefusalKind.Forbidden);

    sealed record Row(CaseId Id, byte[]? Name, byte[]? Phone, bool Confidential, byte[]? OriginalText,
        bool Withheld, bool Leads);

    static async Task<IResult> Handle(
        CaseNumber number, Request request, Actor actor, Database database, Vault vault, CancellationToken cancel)
    {
        var result = await database.Transact<Revealed>(async work =>
        {
            var row = await work.Find<Row>(Load(actor), new { number, actor.Scope, actor.Organisation, actor.Account });
            if (row is null)
                return Visibility.NotFound;
            if (RevealRules.Refuses(actor.Role, row.Leads, row.Confidential, row.Withheld) is { } no)
                return no;
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

    static string Load(Actor actor) => $"""
        select c.id, w.name, w.phone, w.confidential, w.original_text, {Visibility.Withheld} as withheld,
            coalesce(p.lead_organisation = @Organisation and p.status <> 'archived', false) as leads
        from registered_case c
        join case_progress p on p.case_id = c.id
        join petitioner w on w.case_id = c.id
        where c.number = @number and {Visibility.Cases.Sees(actor)}
        """;

    const string Record = """
        insert into reveal (case_id, account, name, organisation, purpose, at)
        values (@Id, @Account, @Name, @Organisation, @Purpose, @at)
        """;
}
