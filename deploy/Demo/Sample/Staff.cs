using System.Collections.Concurrent;

namespace Dispatch.Demo.Sample;

/// <summary>
/// The sample county's people at work. An organisation that has nobody yet gets somebody when he is first needed.
/// </summary>
public sealed class Staff(People people, Seat admin, IReadOnlyList<Organisation> organisations)
{
    public Seat Admin => admin;

    readonly ConcurrentDictionary<(string Role, string Organisation), Lazy<Task<Seat>>> seats = new();

    public IReadOnlyList<Organisation> Organisations => organisations;

    /// <summary>The county's centre, which finds the owner where nobody can name one.</summary>
    public string Centre => organisations.First(o => o.Kind == OrganisationKind.Centre).Code;

    public Task<Seat> Any(string role, int index = 0) => people.Any(role, index);

    /// <summary>Whoever registers what comes over this channel from this place.</summary>
    public async Task<Seat> Registrar(SampleCase one)
    {
        var gridWorker = one.Channel == "gridReport" && one.Grid is { } grid
            ? people.All.FirstOrDefault(
                p => p.Role == Roles.GridWorker && grid.StartsWith(p.Jurisdiction, StringComparison.Ordinal))
            : null;
        return gridWorker is null ? await Any(Roles.Operator, one.Index) : await people.Seat(gridWorker.Account);
    }

    /// <summary>Whoever works on an organisation's tickets.</summary>
    public Task<Seat> At(string organisation) => As(
        organisations.First(o => o.Code == organisation).Kind switch
        {
            OrganisationKind.Mediation => Roles.Mediator,
            OrganisationKind.Centre => Roles.Dispatcher,
            _ => Roles.Handler,
        }, organisation);

    /// <summary>The head of an organisation: of a township its principal.</summary>
    public Task<Seat> HeadOf(string organisation) => As(Roles.Head, organisation);

    Task<Seat> As(string role, string organisation) => seats.GetOrAdd((role, organisation), _ => new(async () =>
    {
        if (people.All.FirstOrDefault(p => p.Role == role && p.Organisation == organisation) is { } known)
            return await people.Seat(known.Account);
        var employer = organisations.First(o => o.Code == organisation);
        var made = new Person(
            $"{organisation}.{role}", People.NewPassword(), role, organisation, employer.Jurisdiction);
        people.Keep(made);
        await LoadSample.Create(admin, people, made, role switch
        {
            Roles.Mediator => "值班调解员",
            Roles.Head => "主要负责人",
            _ => "值班员",
        });
        return await people.Seat(made.Account);
    })).Value;

    /// <summary>True when somebody of the sample itself works there.</summary>
    public bool HasPeople(string organisation) => people.All.Any(p => p.Organisation == organisation);
}
