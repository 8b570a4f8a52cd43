namespace Dispatch.Escalation.Responsibilities.Domain;

/// <summary>A function of an organisation, or one over a jurisdiction; the other of the two is null.</summary>
public sealed record Post(ResponsibleFunction Function, OrganisationId? Organisation, JurisdictionId? Jurisdiction)
{
    public static Post Of(OrganisationId organisation, ResponsibleFunction function = ResponsibleFunction.Principal) =>
        new(function, organisation, null);

    public static Post Over(
        JurisdictionId jurisdiction, ResponsibleFunction function = ResponsibleFunction.CountyLeader) =>
        new(function, null, jurisdiction);
}

/// <summary>An organisation as Routing told of it.</summary>
public sealed record KnownOrganisation(
    OrganisationId Id, string Name, OrganisationKind Kind, JurisdictionId Jurisdiction, OrganisationId? Parent);

/// <summary>An account as the gateway told of it.</summary>
public sealed record KnownAccount(
    AccountId Account, string Name, string Role, OrganisationId Organisation, JurisdictionId Jurisdiction,
    bool Disabled);

/// <summary>
/// What is known of some posts and of all those above them: the rows of the responsibility list, the organisations and
/// the accounts.
/// </summary>
public sealed class KnownFunctions(
    IEnumerable<CatalogueResponsibility> listed, IEnumerable<KnownOrganisation> organisations,
    IEnumerable<KnownAccount> accounts)
{
    readonly ILookup<Post, CatalogueResponsibility> listed =
        listed.ToLookup(row => new Post(row.Function, row.Organisation, row.Jurisdiction));
    readonly Dictionary<OrganisationId, KnownOrganisation> organisations = organisations.ToDictionary(o => o.Id);
    readonly Dictionary<AccountId, KnownAccount> accounts = accounts.ToDictionary(a => a.Account);

    public KnownOrganisation? Organisation(OrganisationId id) => organisations.GetValueOrDefault(id);

    public KnownAccount? Account(AccountId id) => accounts.GetValueOrDefault(id);

    /// <summary>The centres in whose jurisdiction the place lies, the nearest first.</summary>
    public IEnumerable<KnownOrganisation> CentresAround(JurisdictionId place) => organisations.Values
        .Where(one => one.Kind == OrganisationKind.Centre && place.IsWithin(one.Jurisdiction))
        .OrderByDescending(one => one.Jurisdiction.Value.Length).ThenBy(one => one.Id.Value, StringComparer.Ordinal);

    /// <summary>The row that holds on that day; the checks of the list allow only one.</summary>
    public CatalogueResponsibility? Listed(Post post, DateOnly day) => listed[post].FirstOrDefault(
        row => (row.From is null || row.From <= day) && (row.Until is null || day <= row.Until));

    /// <summary>
    /// Those whose role is the function itself: an organisation's head, for a centre its director; the leader of a
    /// jurisdiction. No role says who is the second there, or who looks after a village.
    /// </summary>
    public IEnumerable<KnownAccount> ByRole(Post post) => post switch
    {
        { Function: ResponsibleFunction.Principal, Organisation: { } organisation } => Enabled(
            Organisation(organisation)?.Kind == OrganisationKind.Centre ? Roles.Director : Roles.Head,
            account => account.Organisation == organisation),
        { Function: ResponsibleFunction.CountyLeader, Jurisdiction: { } jurisdiction } => Enabled(
            Roles.Leader, account => account.Jurisdiction == jurisdiction),
        _ => [],
    };

    /// <summary>The next above: the parent organisation, or whoever looks after the jurisdiction around it.</summary>
    public Post? Above(Post post) => post switch
    {
        { Function: ResponsibleFunction.DutyLeader, Organisation: { } organisation } => Post.Of(organisation),
        { Organisation: { } organisation } when Organisation(organisation) is { } known =>
            known.Parent is { } parent ? Post.Of(parent) : Post.Over(AtMostTownship(known.Jurisdiction)),
        { Function: ResponsibleFunction.TownshipLeader, Jurisdiction: { } village } => OverVillage(village),
        { Jurisdiction: { } jurisdiction } when Around(jurisdiction) is { } around => Post.Over(around),
        _ => null,
    };

    /// <summary>What the post is called, as in 会宁县水务局主要负责人.</summary>
    public string NameOf(Post post) => post switch
    {
        { Organisation: { } organisation } =>
            $"{Organisation(organisation)?.Name ?? organisation.Value}{post.Function.Chinese()}",
        // Jurisdictions are known here by the organisations that have them.
        { Jurisdiction: { } place } when OfPlace(place) is { } there => $"{there.Name}辖区的{post.Function.Chinese()}",
        _ => $"区划{post.Jurisdiction}的{post.Function.Chinese()}",
    };

    IEnumerable<KnownAccount> Enabled(string role, Func<KnownAccount, bool> there) => accounts.Values
        .Where(account => account.Role == role && !account.Disabled && there(account))
        .OrderBy(account => account.Account.Value, StringComparer.Ordinal);

    Post OverVillage(JurisdictionId village)
    {
        var township = AtMostTownship(village);
        return OfPlace(township) is { Kind: OrganisationKind.Township } government
            ? Post.Of(government.Id) : Post.Over(township);
    }

    KnownOrganisation? OfPlace(JurisdictionId place) => organisations.Values
        .Where(o => o.Jurisdiction == place && o.Kind is OrganisationKind.Centre or OrganisationKind.Township
            or OrganisationKind.Village)
        .OrderByDescending(o => o.Kind).ThenBy(o => o.Id.Value, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>The township that a village or a grid lies in; a leader looks after none smaller.</summary>
    public static JurisdictionId AtMostTownship(JurisdictionId place) =>
        place.Value.Length > Lengths[0] ? new(place.Value[..Lengths[0]]) : place;

    // Township, county and city: a leader looks after none smaller.
    static readonly int[] Lengths = [9, 6, 4];

    static JurisdictionId? Around(JurisdictionId place) =>
        Lengths.FirstOrDefault(length => length < place.Value.Length) is > 0 and var length
            ? new JurisdictionId(place.Value[..length]) : null;

    /// <summary>The jurisdiction and those around it, as far as leaders look after them.</summary>
    public static IEnumerable<JurisdictionId> Line(JurisdictionId place)
    {
        for (JurisdictionId? at = place; at is { } one; at = Around(one))
            yield return one;
    }
}
