namespace Dispatch.Mediation.Files.Domain;

/// <summary>The side of a dispute that a party is on: 申请人, 被申请人.</summary>
public enum Side { Applicant, Respondent }

/// <summary>One party to the dispute (当事人), by its number in the file; the rules need not know who it is.</summary>
/// <param name="Consent">Null until the party has said yes or no.</param>
/// <param name="SignedAt">When it signed the written agreement.</param>
public sealed record Party(int Number, Side Side, bool? Consent, DateTimeOffset? ConsentAt, DateTimeOffset? SignedAt)
{
    /// <summary>A group is spoken for by at most five representatives (深圳经济特区矛盾纠纷多元化解条例, 信访工作条例 §20).</summary>
    public const int MostOnOneSide = 5;
}
