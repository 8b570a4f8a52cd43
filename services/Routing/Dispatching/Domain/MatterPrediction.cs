namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>What the trained model predicts from the text of a case.</summary>
/// <param name="Version">The model's version.</param>
/// <param name="Ranked">The likeliest matters, the first at the top; never empty.</param>
/// <param name="Abstained">True when the model is not sure enough to decide, and only suggests.</param>
public sealed record MatterPrediction(int Version, IReadOnlyList<PredictedMatter> Ranked, bool Abstained);

/// <summary>A matter that the model considers likely.</summary>
/// <param name="Probability">Calibrated, from 0 to 1.</param>
/// <param name="Phrases">The phrases of the text that speak for it, quoted; the strongest first.</param>
public sealed record PredictedMatter(MatterId Matter, double Probability, IReadOnlyList<string> Phrases);
