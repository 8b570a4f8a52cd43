namespace Dispatch.Routing.Dispatching;

/// <summary>A case as Routing holds it.</summary>
/// <param name="Against">The organisation complained of, which never gets the case.</param>
/// <param name="Version">This service's version of the case; each event of it takes the next.</param>
public sealed record RoutedCase(
    CaseId CaseId, CaseNumber CaseNumber, int Version, bool Open, bool Undecided, OrganisationId Holder, CaseKind Kind,
    Urgency Urgency, string Text, MatterId? Matter, string? MatterName, JurisdictionId Jurisdiction, string? Address,
    double? Latitude, double? Longitude,
    OrganisationId? Against = null)
{
    public Place Place => new(Jurisdiction, Address, Latitude, Longitude);

    public RoutedCase Next() => this with { Version = Version + 1 };

    /// <summary>The columns in the record's order.</summary>
    public const string Columns = """
        c.case_id, c.case_number, c.version, c.open, c.undecided, c.holder, c.kind, c.urgency, c.text, c.matter,
        c.matter_name, c.jurisdiction, c.address, c.latitude, c.longitude, c.against
        """;

    /// <summary>Saves what a decision or a step has changed; the row is locked by whoever loaded it.</summary>
    public Task Save(Work work) => work.Execute(Update, new
    {
        CaseId, Version, Open, Undecided, Holder, Urgency = Urgency.ToWireName(), Matter, MatterName, Jurisdiction,
    });

    const string Update = """
        update routed_case
        set version = @Version, open = @Open, undecided = @Undecided, holder = @Holder, urgency = @Urgency,
            matter = @Matter, matter_name = @MatterName, jurisdiction = @Jurisdiction
        where case_id = @CaseId
        """;
}
