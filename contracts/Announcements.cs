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
/// Other organisations or matters are in force. The event is the whole of both lists as they stand from now on: who or
/// what is not in it is no longer listed.
/// </summary>
/// <param name="OrganisationsVersion">The version of the list in the catalogue; 0 when there is none yet.</param>
/// <param name="MattersVersion">The version of the list in the catalogue; 0 when there is none yet.</param>
public sealed record CataloguePublished(
    AggregateHead Head, int OrganisationsVersion, IReadOnlyList<CatalogueOrganisation> Organisations,
    int MattersVersion, IReadOnlyList<CatalogueMatter> Matters) : IEvent
{
    IEventHead IEvent.Head => Head;

    string IEvent.Aggregate => "catalogue";
}

/// <summary>A matter (事项) as the catalogue names it.</summary>
/// <param name="Level">1 to 3; only those of level 3 are dispatched.</param>
public sealed record CatalogueMatter(MatterId Id, string Name, int Level, MatterId? Parent);

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
