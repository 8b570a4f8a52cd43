using System.Diagnostics;
using Dispatch.Intake.Petitioners;

namespace Dispatch.Intake.Cases;

/// <summary>A report is registered as a case (登记): the citizen clock runs from this moment.</summary>
/// <remarks>
/// Publishes <see cref="CaseRegistered"/>. Refuses with <c>place_outside_jurisdiction</c>, <c>occurred_in_future</c>,
/// <c>idempotency_key_reused</c>. Source: 北京市接诉即办工作条例 §10 (time, matter, contact, full and accurate record).
/// </remarks>
public static class RegisterCase
{
    /// <param name="Matter">Catalogue code; absent leaves it to Routing.</param>
    /// <param name="Against">The organisation complained of (被投诉单位).</param>
    /// <param name="OccurredAt">When it happened, if the petitioner says so; UTC.</param>
    public sealed record Request(
        Channel Channel, CaseKind? Kind, [property: Required, StringLength(8000, MinimumLength = 4)] string Text,
        [property: Required] Petitioner Petitioner, [property: Required] Location Place, MatterId? Matter,
        Urgency? Urgency, DateTimeOffset? OccurredAt, OrganisationId? Against = null);

    public sealed record Petitioner(
        [property: StringLength(50)] string? Name,
        [property: RegularExpression(@"^(?=(?:[^0-9０-９]*[0-9０-９]){5})[+＋]?[0-9０-９\s()（）-]{5,24}$",
            ErrorMessage = "电话号码格式不正确，请核对后重填。|Not a telephone number; check it.")]
        string? Phone,
        bool? Confidential);

    /// <param name="Grid">The most exact jurisdiction that is known: grid, village, township, county or city.</param>
    public sealed record Location(
        [property: StringLength(200)] string? Address,
        [property: RegularExpression(@"^[0-9]{4}([0-9]{2}([0-9]{3}([0-9]{3}([0-9]{3})?)?)?)?$",
            ErrorMessage = "区划代码应为4、6、9、12或15位数字。|A jurisdiction code has 4, 6, 9, 12 or 15 digits.")]
        string? Grid,
        [property: Range(-90.0, 90.0)] double? Latitude, [property: Range(-180.0, 180.0)] double? Longitude);

    public sealed record Registered(CaseId Id, CaseNumber Number, CaseStatus Status);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/cases", Handle)
        .Allow(Roles.Operator, Roles.GridWorker, Roles.Client)
        .Produces<Registered>(StatusCodes.Status201Created)
        .Refuses(RefusalKind.Invalid, RefusalKind.Conflict);

    static async Task<IResult> Handle(
        Request request, Actor actor, Idempotency idempotency, CaseWriter writer, Database database, Vault vault,
        TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (request.Place.Grid is { } grid && !grid.StartsWith(actor.Jurisdiction.Value, StringComparison.Ordinal))
            return Problems.From(OutsideJurisdiction);
        if (request.OccurredAt > now + TimeSpan.FromMinutes(5))
            return Problems.From(OccurredInFuture);

        if (request.Against is { } named)
        {
            // As the list writes it, so that whoever belongs to it is kept out from the first moment.
            var listed = (await database.ReadOne<Listed>(FindUnit, new { named }, cancel))!;
            if (listed is { Unit: null, Known: true })
                return Problems.From(UnknownUnit);
            request = request with { Against = listed.Unit ?? named };
        }

        var id = CaseId.New();
        var text = request.Text.Trim();
        var scrubbed = Scrubbing.Scrub(text);
        var who = request.Petitioner;
        var where = request.Place;
        var result = await writer.Add(new(
            id, actor, request.Channel, request.Kind ?? CaseKind.Request, request.Urgency ?? Urgency.Normal, scrubbed,
            request.Matter, request.Against,
            new(new(where.Grid ?? actor.Jurisdiction.Value), Blank(Scrubbing.Scrub(where.Address ?? "")),
                where.Latitude, where.Longitude), request.OccurredAt, now, Activity.Current?.Id, idempotency.Key,
            idempotency.Key is null ? null : Idempotency.Fingerprint(request),
            Contact.Seal(vault, id, who.Name, who.Phone, who.Confidential ?? false, scrubbed == text ? null : text)));

        return result.ToHttp(registered => TypedResults.Created($"/api/intake/cases/{registered.Number}", registered));
    }

    /// <param name="Known">Whether Intake has learnt the organisations already.</param>
    sealed record Listed(OrganisationId? Unit, bool Known);

    const string FindUnit = """
        select (select o.id from organisation o where lower(o.id) = lower(@named) and o.listed limit 1) as unit,
            exists (select from organisation) as known
        """;

    static string? Blank(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    static readonly Refusal OutsideJurisdiction = new(
        RefusalKind.Invalid, "place_outside_jurisdiction", "事发地不在您的辖区内，请重新选择，或转往当地12345。",
        "The place is outside your jurisdiction; choose another, or pass the caller on to the hotline there.",
        "place.grid");

    static readonly Refusal UnknownUnit = new(
        RefusalKind.Invalid, "unknown_organisation", "没有这个被投诉单位，请从单位清单中重新选择，或留空并在诉求内容中写明。",
        "No such unit is listed; choose it from the list, or leave it out and name it in the text.", "against");

    static readonly Refusal OccurredInFuture = new(
        RefusalKind.Invalid, "occurred_in_future", "事发时间不能晚于现在，请更正。",
        "It cannot have happened in the future; correct the time.", "occurredAt");
}
