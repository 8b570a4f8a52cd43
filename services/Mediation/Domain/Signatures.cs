namespace Dispatch.Mediation.Domain;

/// <summary>Who signs: a party, the mediator, or the committee with its seal.</summary>
public abstract record Signer
{
    public sealed record OfParty(int Number) : Signer;
    public sealed record OfMediator : Signer;
    public sealed record OfCommittee : Signer;
}

/// <summary>What must stand under a written agreement (人民调解法 §29), in any order, each once.</summary>
public static class Signatures
{
    public static Result<MediationFile> Add(MediationFile file, Signer signer, DateTimeOffset now)
    {
        if (file.Agreement is not { } agreement)
            return Refusals.AgreementMissing;
        switch (signer)
        {
            case Signer.OfParty(var number):
                if (file.Parties.FirstOrDefault(p => p.Number == number) is not { } party)
                    return Refusals.PartyNotFound;
                return party.SignedAt is null ? file.With(party with { SignedAt = now }) : Refusals.AlreadySigned;
            case Signer.OfMediator:
                return agreement.MediatorSignedAt is null
                    ? file with { Agreement = agreement with { MediatorSignedAt = now } }
                    : Refusals.AlreadySigned;
            default:
                return agreement.SealedAt is null
                    ? file with { Agreement = agreement with { SealedAt = now } }
                    : Refusals.AlreadySigned;
        }
    }
}
