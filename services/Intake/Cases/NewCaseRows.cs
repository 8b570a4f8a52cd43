using System.Text.Json;
using Dispatch.Intake.Cases.Domain;

namespace Dispatch.Intake.Cases;

/// <summary>The statements of <see cref="CaseWriter"/>, each for a whole batch.</summary>
static class NewCaseRows
{
    public static object InsertOf(IReadOnlyList<NewCase> cases, Dictionary<CaseId, CaseNumber> numbers) => new
    {
        ids = cases.Select(c => c.Id.Value).ToArray(),
        numbers = cases.Select(c => numbers[c.Id].Value).ToArray(),
        channels = cases.Select(c => c.Channel.ToWireName()).ToArray(),
        kinds = cases.Select(c => c.Kind.ToWireName()).ToArray(),
        urgencies = cases.Select(c => c.Urgency.ToWireName()).ToArray(),
        texts = cases.Select(c => c.Text).ToArray(),
        matters = cases.Select(c => c.Matter?.Value).ToArray(),
        places = cases.Select(c => c.Place.Jurisdiction.Value).ToArray(),
        addresses = cases.Select(c => c.Place.Address).ToArray(),
        latitudes = cases.Select(c => c.Place.Latitude).ToArray(),
        longitudes = cases.Select(c => c.Place.Longitude).ToArray(),
        occurred = cases.Select(c => c.OccurredAt?.ToUniversalTime()).ToArray(),
        registered = cases.Select(c => c.RegisteredAt).ToArray(),
        accounts = cases.Select(c => c.Actor.Account.Value).ToArray(),
        names = cases.Select(c => c.Actor.Name).ToArray(),
        against = cases.Select(c => c.Against?.Value).ToArray(),
    };

    // Only the number can be taken already; its row is then left out of the answer.
    public const string Insert = """
        insert into registered_case (id, number, channel, kind, urgency, text, matter, jurisdiction, address, latitude,
            longitude, occurred_at, registered_at, registered_by, registered_by_name, against)
        select n.id, n.number, n.channel, n.kind, n.urgency, n.text, n.matter, n.jurisdiction, n.address, n.latitude,
            n.longitude, n.occurred_at, n.registered_at, n.account, n.name, n.against
        from unnest(@ids, @numbers, @channels, @kinds, @urgencies, @texts, @matters, @places, @addresses, @latitudes,
            @longitudes, @occurred, @registered, @accounts, @names, @against)
            as n (id, number, channel, kind, urgency, text, matter, jurisdiction, address, latitude, longitude,
                occurred_at, registered_at, account, name, against)
        on conflict (number) do nothing
        returning id
        """;

    public static object RestOf(IReadOnlyList<NewCase> cases, Dictionary<CaseId, CaseNumber> numbers)
    {
        var entries = cases.Select(c => (Case: c, Text: Timeline.RegisteredText(c.Channel, numbers[c.Id]),
            Reason: Timeline.Registered(c.Channel))).ToList();
        return new
        {
            ids = cases.Select(c => c.Id.Value).ToArray(),
            matters = cases.Select(c => c.Matter?.Value).ToArray(),
            names = cases.Select(c => c.Contact.Name).ToArray(),
            phones = cases.Select(c => c.Contact.Phone).ToArray(),
            indexes = cases.Select(c => c.Contact.PhoneIndex).ToArray(),
            confidential = cases.Select(c => c.Contact.Confidential).ToArray(),
            originals = cases.Select(c => c.Contact.OriginalText).ToArray(),
            at = cases.Select(c => c.RegisteredAt).ToArray(),
            texts = entries.Select(e => e.Text).ToArray(),
            accounts = cases.Select(c => c.Actor.Account.Value).ToArray(),
            people = cases.Select(c => c.Actor.Name).ToArray(),
            organisations = cases.Select(c => c.Actor.Organisation.Value).ToArray(),
            reasons = entries.Select(e => JsonSerializer.Serialize<Reason[]>([e.Reason], ContractJson.Options))
                .ToArray(),
            traces = cases.Select(c => Work.TraceIdOf(c.Trace)).ToArray(),
            status = CaseStatus.Registered.ToWireName(),
            what = Timeline.Word(typeof(CaseRegistered)),
            title = Timeline.RegisteredTitle,
        };
    }

    public const string Rest = """
        with progress as (
            insert into case_progress (case_id, status, version, matter)
            select id, @status, 1, matter from unnest(@ids, @matters) as n (id, matter)
        ), people as (
            insert into petitioner (case_id, name, phone, phone_index, confidential, original_text)
            select n.id, n.name, n.phone, n.phone_index, n.confidential, n.original_text
            from unnest(@ids, @names, @phones, @indexes, @confidential, @originals)
                as n (id, name, phone, phone_index, confidential, original_text)
        ), words as (
            insert into words_pending (case_id) select unnest(@ids)
        )
        insert into timeline (case_id, at, source, version, what, title, text, by_account, by_name, by_organisation,
            reasons, trace_id)
        select id, at, 'intake', 1, @what, @title, text, account, name, organisation, reasons::jsonb, trace
        from unnest(@ids, @at, @texts, @accounts, @people, @organisations, @reasons, @traces)
            as n (id, at, text, account, name, organisation, reasons, trace)
        """;

    public const string Reserve = """
        insert into idempotency (account, key, request, answer)
        select account, key, print, to_jsonb(id) from unnest(@accounts, @keys, @prints, @ids) as n (account, key,
            print, id)
        on conflict do nothing
        returning (answer #>> '{}')::uuid
        """;

    public const string Earlier = """
        select i.account, i.key, i.request, c.id, c.number, 'registered' as status
        from idempotency i
        join unnest(@accounts, @keys) as asked (account, key) on asked.account = i.account and asked.key = i.key
        join registered_case c on c.id = (i.answer #>> '{}')::uuid
        """;
}
