namespace Dispatch.Demo.Sample;

/// <summary>
/// Brings a sample case to the state that the sample gives it, step by step, each by whoever takes it in life. A step
/// that was taken already is not taken again, so that a run that broke off can be run again.
/// </summary>
public sealed class DriveCase(Staff staff, SampleTexts texts)
{
    static readonly string[] Contacted = ["contacted", "replied", "audited", "calledBack", "archived", "reopened"];
    static readonly string[] Replied = ["replied", "audited", "calledBack", "archived", "reopened"];
    static readonly string[] Audited = ["audited", "calledBack", "archived", "reopened"];
    static readonly string[] CalledBack = ["calledBack", "archived", "reopened"];

    readonly DriveMediation mediation = new();
    int upheldOnce, rejectedOnce;

    public async Task<CaseNumber> Register(SampleCase one)
    {
        var seat = await staff.Registrar(one);
        var registered = await seat.Post<Registered>("/api/intake/cases", new
        {
            one.Channel, one.Kind, one.Text, petitioner = new { name = one.Petitioner, phone = one.Phone },
            place = new { one.Address, one.Grid }, one.Matter, one.Urgency, one.OccurredAt,
        }, $"sample-{one.Index}");
        return registered.Number;
    }

    public async Task Bring(SampleCase one, CaseNumber number)
    {
        if (one.Reaches("registered"))
            return;
        if (await Lead(one, number) is not { } ticket)
            return;
        var worker = await staff.At(ticket.Organisation.Value);
        var path = $"/api/routing/tickets/{ticket.Id}";
        if (one.Reaches("returned") && ticket.Status == TicketStatus.Dispatched)
        {
            await Return(one, number, ticket, worker);
            return;
        }

        if (ticket.Status == TicketStatus.Dispatched)
            await worker.Post(path + "/claim", new { });
        await Assist(one, number, ticket);
        if (staff.Organisations.First(o => o.Code == ticket.Organisation.Value).Kind == OrganisationKind.Mediation)
        {
            if (await mediation.Bring(one, number, worker))
                await End(one, number);
            return;
        }
        if (ticket.Status is TicketStatus.Dispatched or TicketStatus.Claimed && one.Reaches(Contacted))
            await worker.Post(
                path + "/contact", new { note = "已电话联系诉求人，核实了情况并约定办理时间。" }, $"sample-contact-{one.Index}");
        if (ticket.Status is TicketStatus.Dispatched or TicketStatus.Claimed or TicketStatus.Suspended
            && one.Reaches(Replied)
            && !await Reopened(one, number))
        {
            var centre = await staff.Any(Roles.Dispatcher, one.Index);
            await DriveReply.Reply(worker, centre, path, ticket, texts.ReplyFor(ticket, one));
            ticket = ticket with { Status = TicketStatus.Replied };
        }
        if (ticket.Status == TicketStatus.Replied && one.Reaches(Audited))
            await (await staff.Any(Roles.Dispatcher, one.Index)).Post(path + "/audit", new { passed = true });
        if (one.Reaches(CalledBack))
            await End(one, number);
    }

    /// <summary>The hotline's part: callback, and rating.</summary>
    async Task End(SampleCase one, CaseNumber number)
    {
        var path = $"/api/intake/cases/{number}";
        var seat = await staff.Any(Roles.Operator, one.Index);
        var now = await Until.Found($"{number} is ready for its callback", async () =>
        {
            var shown = await seat.Get<CaseShown>(path);
            return shown.Status is CaseStatus.Replied or CaseStatus.Archived
                || shown.Round > 0 ? shown : null;
        });
        if (now is { Status: CaseStatus.Replied, Round: 0 })
        {
            var solved = !one.Reaches("reopened");
            await seat.Post(path + "/callbacks", new
            {
                reached = true, contacted = true, solved, note = solved ? "诉求人表示问题已解决。" : "诉求人反映问题又出现，要求重新办理。",
            });
            now = now with { Status = solved ? CaseStatus.Archived : CaseStatus.Reopened };
        }
        if (now is { Status: CaseStatus.Archived, Rating: null } && one.Reaches("archived", "agreed"))
        {
            var level = one.Index % 10 < 5 ? "verySatisfied" : one.Index % 10 < 8 ? "satisfied" : "basicallySatisfied";
            await seat.Post(path + "/ratings", new { level });
        }
    }

    async Task<bool> Reopened(SampleCase one, CaseNumber number) =>
        (await (await staff.Any(Roles.Operator, one.Index)).Get<CaseShown>($"/api/intake/cases/{number}")).Round > 0;

    /// <summary>
    /// The ticket of whoever must act; a case that no rule could place is placed by the centre, unless it is to
    /// stay there.
    /// </summary>
    async Task<TicketShown?> Lead(SampleCase one, CaseNumber number)
    {
        var centre = await staff.Any(Roles.Dispatcher, one.Index);
        var found = await Until.Found($"{number} is dispatched or waits with the centre", async () =>
        {
            var leads = (await centre.Tickets(number)).Where(t => t.Role == TicketRole.Lead);
            if (leads.LastOrDefault(t => t.Status != TicketStatus.Returned) is { } lead)
                return new Decided(lead, null);
            var waiting = await Waiting(centre, number);
            return waiting is null ? null : new Decided(null, waiting);
        });
        if (found.Lead is not null || one.Reaches("undecided"))
            return found.Lead;
        if (found.Waiting!.Suggestions.FirstOrDefault(s => s.Organisation is not null) is not { } best)
            return null;
        await centre.Post($"/api/routing/undecided/{number}/dispatch", new
        {
            lead = best.Organisation, best.Matter, grounds = "按系统建议及权责清单，经研判由该单位主办。",
        });
        return (await centre.Tickets(number)).First(t => t.Role == TicketRole.Lead);
    }

    static async Task<UndecidedShown?> Waiting(Seat centre, CaseNumber number)
    {
        await foreach (var item in centre.All<UndecidedShown>("/api/routing/undecided"))
        {
            if (item.CaseNumber == number)
                return item;
        }
        return null;
    }

    /// <summary>
    /// The assistants claim their tickets where the sample has people of theirs, on every other case.
    /// </summary>
    async Task Assist(SampleCase one, CaseNumber number, TicketShown lead)
    {
        if (one.Index % 2 == 1)
            return;
        var centre = await staff.Any(Roles.Dispatcher, one.Index);
        foreach (var ticket in (await centre.Tickets(number))
            .Where(t => t.Id != lead.Id && t.Status == TicketStatus.Dispatched))
        {
            if (staff.HasPeople(ticket.Organisation.Value))
                await (await staff.At(ticket.Organisation.Value)).Post(
                    $"/api/routing/tickets/{ticket.Id}/claim", new { });
        }
    }

    /// <summary>One return is upheld, one is rejected, the others wait for the arbiter.</summary>
    async Task Return(SampleCase one, CaseNumber number, TicketShown ticket, Seat worker)
    {
        var text = texts.ReturnFor(ticket, one);
        var suggested = SampleTexts.Suggested(text.Explanation, ticket.Organisation.Value, staff.Organisations);
        await worker.Post(
            $"/api/routing/tickets/{ticket.Id}/return",
            new
            {
                text.Reason, text.Explanation, duty = ticket.Matter?.Value ?? text.Matter,
                basis = SampleTexts.Basis(text.Explanation), suggested = suggested?.Code ?? staff.Centre,
            });
        var upheld = suggested is not null && Interlocked.Exchange(ref upheldOnce, 1) == 0;
        if (!upheld && Interlocked.Exchange(ref rejectedOnce, 1) == 1)
            return;
        var arbiter = await staff.Any(Roles.Arbiter, one.Index);
        await foreach (var asked in arbiter.All<ReturnShown>("/api/routing/returns"))
        {
            if (asked.CaseNumber != number)
                continue;
            await arbiter.Post($"/api/routing/returns/{asked.Id}/ruling", upheld
                ? new { upheld = true, to = suggested!.Code, grounds = "退单理由成立，依权责清单改由建议单位主办。" }
                : (object)new { upheld = false, grounds = "退单理由不成立，该事项已列入本单位权责清单，应当继续办理。" });
            return;
        }
    }

    sealed record Decided(TicketShown? Lead, UndecidedShown? Waiting);
}
