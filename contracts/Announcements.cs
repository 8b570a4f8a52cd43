namespace Dispatch.Contracts;

/// <summary>What a service announces beside the events of cases, and announces in full whenever it is asked.</summary>
public enum Announcement { Catalogue, Accounts }

/// <summary>A service that has learnt nothing of it yet asks its owner to tell all of it again.</summary>
public sealed record AnnouncementAsked(AggregateHead Head, Announcement What) : IEvent
{
    IEventHead IEvent.Head => Head;

    string IEvent.Aggregate => "announcement/" + Head.Id;
}

/// <summary>
/// Other organisations, matters, one-things or responsibilities are in force. The event is the whole of these lists as
/// they stand from now on: who or what is not in it is no longer listed.
/// </summary>
/// <param name="OrganisationsVersion">The version of the list in the catalogue; 0 when there is none yet.</param>
/// <param name="MattersVersion">The version of the list in the catalogue; 0 when there is none yet.</param>
/// <param name="OneThingsVersion">
/// The same; null, as the list itself, in an event from before there was this list: it then says nothing of it.
/// </param>
/// <param name="ResponsibilitiesVersion">As <paramref name="OneThingsVersion"/>.</param>
/// <param name="Responsibilities">With those that are over and those that have not begun.</param>
public sealed record CataloguePublished(
    AggregateHead Head, int OrganisationsVersion, IReadOnlyList<CatalogueOrganisation> Organisations,
    int MattersVersion, IReadOnlyList<CatalogueMatter> Matters,
    int? OneThingsVersion = null, IReadOnlyList<CatalogueOneThing>? OneThings = null,
    int? ResponsibilitiesVersion = null, IReadOnlyList<CatalogueResponsibility>? Responsibilities = null) : IEvent
{
    IEventHead IEvent.Head => Head;

    string IEvent.Aggregate => "catalogue";
}

/// <summary>A matter (事项) as the catalogue names it.</summary>
/// <param name="Level">1 to 3; only those of level 3 are dispatched.</param>
public sealed record CatalogueMatter(MatterId Id, string Name, int Level, MatterId? Parent);

/// <summary>
/// An entry of the one-thing list (一件事清单): which organisations a kind of problem needs on the spot, and who leads.
/// </summary>
/// <param name="Jurisdiction">Where it holds; of several, the one for the smallest jurisdiction goes first.</param>
/// <param name="Matters">The leaf matters that it is for. Without any it is found by its keywords alone.</param>
/// <param name="Whistle">The kind of whistle that it is for; null for any.</param>
/// <param name="Basis">The law or the paper that demands it (依据).</param>
public sealed record CatalogueOneThing(
    OneThingId Id, string Name, JurisdictionId Jurisdiction, IReadOnlyList<MatterId> Matters,
    IReadOnlyList<string> Keywords, OrganisationId Lead, IReadOnlyList<OrganisationId> Assisting, WhistleType? Whistle,
    string Basis);

/// <summary>A row of the responsibility list (责任清单): who holds a function, by name.</summary>
/// <param name="Organisation">Of the functions of an organisation; null for the others.</param>
/// <param name="Jurisdiction">Of the functions over a jurisdiction; null for the others.</param>
/// <param name="Deputy">Who acts while the holder is absent.</param>
/// <param name="AbsentFrom">The first day of absence, in China's time.</param>
/// <param name="AbsentUntil">The last day of absence.</param>
/// <param name="From">The first day in the function; null: since ever.</param>
/// <param name="Until">The last day in the function; null: until further notice.</param>
public sealed record CatalogueResponsibility(
    ResponsibleFunction Function, OrganisationId? Organisation, JurisdictionId? Jurisdiction, AccountId Account,
    AccountId? Deputy, DateOnly? AbsentFrom, DateOnly? AbsentUntil, DateOnly? From, DateOnly? Until, string Basis);

/// <summary>An account was made or changed: who holds which function where. It carries no secret.</summary>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Disabled">Its holder can no longer sign in.</param>
public sealed record AccountChanged(
    AggregateHead Head, AccountId Account, string Name, string Role, OrganisationId Organisation,
    JurisdictionId Jurisdiction, bool Disabled) : IEvent
{
    IEventHead IEvent.Head => Head;

    string IEvent.Aggregate => "account/" + Account;
}
