namespace Dispatch.Routing.Dispatching;

/// <summary>A case as Routing stores it.</summary>
/// <param name="Version">The version within this service; each event about the case takes the next one.</param>
/// <param name="Undecided">True while the centre must decide who acts.</param>
/// <param name="Holder">The organisation that has the case: its lead, or the centre.</param>
/// <param name="Against">The organisation complained of, which is recused.</param>
public sealed record RoutedCase(
    CaseId CaseId, CaseNumber CaseNumber, int Version, bool Open, bool Undecided, OrganisationId Holder, CaseKind Kind,
    Urgency Urgency, string Text, MatterId? Matter, string? MatterName, JurisdictionId Jurisdiction, string? Address,
    double? Latitude, double? Longitude, OrganisationId? Against = null)
{
    public Place Place => new(Jurisdiction, Address, Latitude, Longitude);

    public RoutedCase Next() => this with { Version = Version + 1 };

    /// <summary>The columns of <c>routed_case c</c>, in the record's order.</summary>
    public const string Columns = """
        c.case_id, c.case_number, c.version, c.open, c.undecided, c.holder, c.kind, c.urgency, c.text, c.matter,
        c.matter_name, c.jurisdiction, c.address, c.latitude, c.longitude, c.against
        """;

    /// <summary>Updates all columns that can change; whoever loaded the row has locked it.</summary>
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
