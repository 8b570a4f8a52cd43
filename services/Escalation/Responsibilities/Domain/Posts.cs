namespace Dispatch.Escalation.Responsibilities.Domain;

/// <summary>Which functions an organisation has, with those over the jurisdiction that it stands for.</summary>
public static class Posts
{
    public static IEnumerable<Post> Of(KnownOrganisation organisation)
    {
        yield return Post.Of(organisation.Id);
        // A village or a committee is too small for a second one who answers for it.
        if (organisation.Kind is not (OrganisationKind.Village or OrganisationKind.Mediation))
            yield return Post.Of(organisation.Id, ResponsibleFunction.DutyLeader);
        if (organisation.Kind is OrganisationKind.Centre or OrganisationKind.Township)
            yield return Post.Over(organisation.Jurisdiction);
        if (organisation.Kind == OrganisationKind.Village)
            yield return Post.Over(organisation.Jurisdiction, ResponsibleFunction.TownshipLeader);
    }
}
