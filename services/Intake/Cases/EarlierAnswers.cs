namespace Dispatch.Intake.Cases;

/// <summary>Answers reports that were sent before under the same <c>Idempotency-Key</c>, for a whole batch.</summary>
static class EarlierAnswers
{
    sealed record Earlier(string Account, string Key, byte[] Request, CaseId Id, CaseNumber Number, string Status);

    /// <summary>Those that were not registered before under the same key; the others get their stored answer.</summary>
    public static async Task<List<NewCase>> Without(
        IReadOnlyList<NewCase> batch, Dictionary<CaseId, Result<RegisterCase.Registered>> answers, Work work)
    {
        var keyed = batch.Where(one => one.Key is not null).ToList();
        if (keyed.Count == 0)
            return [.. batch];
        var args = new
        {
            accounts = keyed.Select(k => k.Actor.Account.Value).ToArray(),
            keys = keyed.Select(k => k.Key!).ToArray(),
            prints = keyed.Select(k => k.Fingerprint!).ToArray(),
            ids = keyed.Select(k => k.Id.ToString()).ToArray(),
        };
        var reserved = (await work.List<Guid>(NewCaseRows.Reserve, args)).ToHashSet();
        if (reserved.Count == keyed.Count)
            return [.. batch];

        var repeats = keyed.Where(k => !reserved.Contains(k.Id.Value)).ToList();
        var earlier = (await work.List<Earlier>(NewCaseRows.Earlier, args)).ToDictionary(e => (e.Account, e.Key));
        // Two with one key in the same batch: the answer of the second is the first, which is not written yet.
        var within = keyed.Where(k => reserved.Contains(k.Id.Value)).ToDictionary(k => (k.Actor.Account.Value, k.Key!));
        foreach (var one in repeats)
        {
            if (earlier.TryGetValue((one.Actor.Account.Value, one.Key!), out var stored))
            {
                answers[one.Id] = stored.Request.AsSpan().SequenceEqual(one.Fingerprint)
                    ? new RegisterCase.Registered(stored.Id, stored.Number,
                        Enum.Parse<CaseStatus>(stored.Status, ignoreCase: true))
                    : Idempotency.KeyReused;
            }
            else if (within.ContainsKey((one.Actor.Account.Value, one.Key!)))
                throw new RepeatedInBatchException();
        }
        return [.. batch.Where(one => !answers.ContainsKey(one.Id))];
    }
}

/// <summary>
/// The same key twice in one batch; the batch is then written one by one, and the second finds the first.
/// </summary>
public sealed class RepeatedInBatchException() : Exception("The same Idempotency-Key twice at once.");
