namespace Dispatch.Mediation.Files.Domain;

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
    public static IEnumerable<Signer> Required(MediationFile file) =>
        [new Signer.OfMediator(), new Signer.OfCommittee(), .. file.Parties.Select(p => new Signer.OfParty(p.Number))];

    public static Refusal? Refuse(MediationFile file, Signer signer) => (file.Agreement, signer) switch
    {
        (null, _) => Refusals.AgreementMissing,
        (_, Signer.OfParty(var number)) => file.Parties.FirstOrDefault(p => p.Number == number) switch
        {
            null => Refusals.PartyNotFound,
            { SignedAt: null } => null,
            _ => Refusals.AlreadySigned,
        },
        ({ MediatorSignedAt: null }, Signer.OfMediator) or ({ SealedAt: null }, Signer.OfCommittee) => null,
        _ => Refusals.AlreadySigned,
    };

    /// <summary>Adds a signature that <see cref="Refuse"/> does not refuse.</summary>
    public static MediationFile Add(MediationFile file, Signer signer, DateTimeOffset now) => signer switch
    {
        Signer.OfParty(var number) => file.With(file.Parties.First(p => p.Number == number) with { SignedAt = now }),
        Signer.OfMediator => file with { Agreement = file.Agreement! with { MediatorSignedAt = now } },
        _ => file with { Agreement = file.Agreement! with { SealedAt = now } },
    };
}
