namespace Dispatch.Mediation.Domain;

/// <summary>Makes the head of the event with this version.</summary>
public delegate EventHead Heads(int version);

/// <summary>What a command came to: the file as it is now, and what has become true.</summary>
public sealed record Step(MediationFile File, IReadOnlyList<ICaseEvent> Events);
