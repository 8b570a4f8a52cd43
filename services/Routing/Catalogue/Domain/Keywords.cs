using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Catalogue.Domain;

/// <summary>The keywords of one matter that were found in a text.</summary>
/// <param name="Score">
/// The sum, over the keywords found, of the squared length divided by the number of matters that share the keyword: one
/// long keyword says much more than two short ones, and a shared one says less about each matter.
/// </param>
public sealed record KeywordMatch(MatterRow Matter, double Score, IReadOnlyList<string> Found);

/// <summary>Finds the keywords of all leaf matters in a text, in one pass.</summary>
public sealed class Keywords
{
    // By first character, longest keyword first.
    readonly Dictionary<char, Entry[]> entries;

    readonly record struct Entry(string Word, double Weight, int Index, MatterRow Matter);

    public Keywords(IEnumerable<MatterRow> leaves)
    {
        var numbered = leaves.Select((matter, index) => (matter, index)).ToList();
        var words = numbered
            .SelectMany(m => (m.matter.Keywords ?? []).Append(m.matter.Name).Where(w => w.Length > 1)
                .Distinct(StringComparer.Ordinal).Select(word => (word, m.matter, m.index)))
            .ToList();
        var mattersPerWord = words.CountBy(w => w.word, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        entries = words
            .Select(w => new Entry(
                w.word, (double)w.word.Length * w.word.Length / mattersPerWord[w.word], w.index, w.matter))
            .GroupBy(e => e.Word[0])
            .ToDictionary(g => g.Key, g => g.OrderByDescending(e => e.Word.Length).ToArray());
    }

    /// <param name="address">
    /// For each character, whether it only says where it happened; a keyword made only of those does not count.
    /// </param>
    /// <returns>Every matter with at least one keyword in the text, in no order.</returns>
    public List<KeywordMatch> In(string text, bool[]? address = null)
    {
        var found = new Dictionary<int, Tally>();
        for (var at = 0; at < text.Length; at++)
        {
            if (!entries.TryGetValue(text[at], out var candidates))
                continue;
            var rest = text.AsSpan(at);
            foreach (var entry in candidates)
            {
                if (!rest.StartsWith(entry.Word, StringComparison.Ordinal)
                    || (address is not null && !address.AsSpan(at, entry.Word.Length).Contains(false)))
                    continue;
                if (!found.TryGetValue(entry.Index, out var tally))
                    found[entry.Index] = tally = new(entry.Matter);
                tally.Add(entry.Word, entry.Weight, at);
            }
        }
        return [.. found.Values.Select(t => new KeywordMatch(t.Matter, t.Score, t.Words))];
    }

    /// <summary>What one matter has collected so far; words are added from left to right.</summary>
    sealed class Tally(MatterRow matter)
    {
        int covered;

        public MatterRow Matter => matter;
        public double Score { get; private set; }
        public List<string> Words { get; } = [];

        public void Add(string word, double weight, int at)
        {
            // A keyword inside a longer one does not count, nor does a repeated one.
            if (at + word.Length <= covered)
                return;
            covered = at + word.Length;
            if (Words.Contains(word))
                return;
            Words.Add(word);
            Score += weight;
        }
    }
}
