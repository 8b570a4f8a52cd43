
namespace Dispatch.Routing.Dispatching.Domain;

/// <summary>
/// What the trained model reads out of a text; null where a decision takes it means that there is no model yet.
/// </summary>
/// <param name="Version">Which model.</param>
/// <param name="Ranked">The likeliest matters first; the probabilities are calibrated.</param>
/// <param name="Abstained">The model is not sure enough: it suggests, and does not decide.</param>
public sealed record MatterPrediction(int Version, IReadOnlyList<PredictedMatter> Ranked, bool Abstained);

/// <summary>One matter that the model takes the text for.</summary>
/// <param name="Phrases">The words of the text that spoke for it, as they stand there.</param>
public sealed record PredictedMatter(MatterId Matter, double Probability, IReadOnlyList<string> Phrases);
