namespace Dispatch.Gateway.Sessions;

/// <summary>Who is signed in, as the desks show it.</summary>
public sealed record Person(
    AccountId Account, string Name, string Role, OrganisationId Organisation, JurisdictionId Jurisdiction)
{
    public static Person Of(Actor actor) =>
        new(actor.Account, actor.Name, actor.Role, actor.Organisation, actor.Jurisdiction);
}
