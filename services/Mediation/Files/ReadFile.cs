using System.Diagnostics;
using Dispatch.Mediation.Files.Domain;

namespace Dispatch.Mediation.Files;

/// <summary>
/// One file. A mediator of its organisation sees who the parties are and what was said, and each such reading is
/// recorded; everybody else sees it masked, and the superior of the unit complained of does not see who they are at
/// all. Who must stand back from the file (回避) does not find it.
/// </summary>
/// <remarks>
/// Refuses with <c>file_not_found</c>. An auditor also sees who has read it in full.
/// Source: 人民调解法 §23, 个人信息保护法 §51.
/// </remarks>
public static class ReadFile
{
    public sealed record Reply(
        FileId Id, CaseNumber CaseNumber, CaseId CaseId, TicketId TicketId, MediationKind Kind, FileStatus Status,
        OrganisationId Organisation, string OrganisationName, JurisdictionId Jurisdiction, string? Address, string Text,
        DateTimeOffset OpenedAt, DateTimeOffset? EndedAt, EndReason? EndReason, string? EndText, string? EndNote,
        IReadOnlyList<PartyShown> Parties, IReadOnlyList<SessionShown> Sessions, AgreementShown? Agreement,
        IReadOnlyList<Reveal>? Reveals, IReadOnlyList<NextAction> Actions);

    public sealed record PartyShown(
        int Number, Side Side, string Name, string? Phone, bool? Consent, DateTimeOffset? ConsentAt, string? Note,
        DateTimeOffset? SignedAt);

    public sealed record SessionShown(int Number, DateTimeOffset HeldAt, string Place, string? Note);

    public sealed record AgreementShown(
        string? Facts, string? Content, PerformanceMode PerformanceMode, DateOnly? PerformBy, bool Oral,
        DateTimeOffset ReachedAt, DateTimeOffset? MediatorSignedAt, DateTimeOffset? SealedAt,
        DateTimeOffset? EffectiveAt);

    /// <summary>Somebody has read the file with the parties' names.</summary>
    public sealed record Reveal(AccountId Account, string Name, DateTimeOffset At, string? TraceId);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/files/{fileId}", Handle)
        .Allow(Visibility.Readers)
        .Produces<Reply>()
        .Refuses(RefusalKind.NotFound);

    static async Task<IResult> Handle(
        FileId fileId, Actor actor, NextActions next, Database database, Vault vault, CancellationToken cancel)
    {
        var full = Visibility.ByOrganisation(actor);
        string? Open(byte[]? held, string what) =>
            full && held is not null ? vault.OpenText(held, StoredFile.About(fileId, what)) : null;

        PartyShown Party(PartyRow p, bool withheld) => new(
            p.Number, p.Side,
            withheld ? Visibility.Withheld : Open(p.NameSealed, $"party/{p.Number}/name") ?? p.NameMasked,
            withheld ? null : Open(p.PhoneSealed, $"party/{p.Number}/phone") ?? p.PhoneMasked, p.Consent, p.ConsentAt,
            Open(p.NoteSealed, $"party/{p.Number}/note"), p.SignedAt);

        SessionShown Session(SessionRow s) => new(
            s.Number, s.HeldAt, s.Place, Open(s.NoteSealed, $"session/{s.Number}"));

        var result = await database.Transact<Reply>(async work =>
        {
            var args = new
            {
                fileId, actor.Organisation, actor.Scope, actor.Account, actor.Name, work.Now, Trace,
            };
            if (await work.Find<FileRow>(FileRow.Load(actor), args) is not { } file)
                return Refusals.FileNotFound;
            if (full)
                await work.Execute(Record, args);
            var parties = await work.List<PartyRow>(PartyRow.Load, args);
            var sessions = await work.List<SessionRow>(SessionRow.Load, args);
            var agreement = await work.Find<AgreementRow>(AgreementRow.Load, args);
            return new Reply(
                fileId, file.CaseNumber, file.CaseId, file.TicketId, file.Kind, file.Status, file.Organisation,
                file.OrganisationName, file.Jurisdiction, file.Address, file.Text, file.OpenedAt, file.EndedAt,
                file.EndReason, file.EndReason is { } reason
                    ? Ending.Text(reason)
                    : null, Open(file.EndNoteSealed, "ending"),
                [.. parties.Select(p => Party(p, file.PartiesWithheld))],
                [.. sessions.Select(Session)],
                agreement is not { } a ? null : new(
                    Open(a.FactsSealed, "facts"), Open(a.ContentSealed, "content"), a.Mode, a.PerformBy, a.Oral,
                    a.ReachedAt, a.MediatorSignedAt, a.SealedAt, a.EffectiveAt),
                actor.Role == Roles.Auditor ? await work.List<Reveal>(Reveals, args) : null,
                full && await StoredFile.Load(work, fileId, actor) is { } state
                    ? next.For(FileActions.Of(state)) : []);
        }, cancel);
        return result.ToHttp(reply => TypedResults.Ok(reply));
    }

    static string? Trace => Work.TraceIdOf(Activity.Current?.Id);

    // A file without parties tells nobody's name, so reading it is not recorded.
    const string Record = """
        insert into reveal (file_id, account, name, at, trace_id)
        select @fileId, @Account, @Name, @Now, @Trace
        where exists (select from party where file_id = @fileId)
        """;

    const string Reveals = """
        select account, name, at, trace_id from reveal where file_id = @fileId order by id desc limit 200
        """;
}
