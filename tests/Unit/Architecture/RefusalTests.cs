using System.Text.RegularExpressions;

namespace Dispatch.Tests.Unit.Architecture;

/// <summary>
/// Each refusal in a ticket's life stands in a slice's docstring, and some service test has met it.
/// </summary>
public sealed partial class RefusalTests
{
    static readonly string[] Folders = ["Tickets", "Dispatching/ManualDispatch"];

    [GeneratedRegex(@"^///.*$", RegexOptions.Multiline)]
    private static partial Regex Docstring();

    [GeneratedRegex(@"<c>(?<code>[a-z]+(_[a-z]+)+|shield|recused)</c>")]
    private static partial Regex Named();

    [GeneratedRegex(@"RefusalKind\.\w+,\s+""(?<code>[a-z_]+)""")]
    private static partial Regex Made();

    const string Choice = "services/Routing/Dispatching/Domain/OrganisationChoice.cs";

    static IEnumerable<string> Slices() => Folders.SelectMany(f => Repository.Files("*.cs", "services/Routing/" + f));

    static IEnumerable<(string File, string Code)> Codes(IEnumerable<string> files, Regex which, bool docs) =>
        from file in files
        let text = Repository.Read(file)
        let searched = docs ? string.Join('\n', Docstring().Matches(text).Select(m => m.Value)) : text
        from Match match in which.Matches(searched)
        select (file, match.Groups["code"].Value);

    static readonly Lazy<string> Tests = new(() => string.Join('\n',
        Repository.Files("*.cs", "tests/Service/Routing").Select(Repository.Read)));

    static IEnumerable<(string File, string Code)> All() => Codes(Slices(), Named(), docs: true)
        .Concat(Codes(Slices().Append(Choice), Made(), docs: false));

    [Fact]
    public void There_are_refusals_to_look_at() =>
        Assert.True(All().Select(r => r.Code).Distinct(StringComparer.Ordinal).Count() > 45);

    [Fact]
    public void Every_refusal_of_a_tickets_life_is_met_by_some_service_test() => Offenders.None(
        All().Where(r => !Tests.Value.Contains($"\"{r.Code}\"", StringComparison.Ordinal))
            .Select(r => $"{r.File}: no service test names {r.Code}").Distinct());

    [Fact]
    public void Every_refusal_that_a_slice_makes_stands_in_some_slices_docstring()
    {
        var told = Codes(Slices(), Named(), docs: true).Select(r => r.Code).ToHashSet(StringComparer.Ordinal);
        Offenders.None(All().Where(r => !told.Contains(r.Code)).Select(r => $"{r.File}: no slice tells of {r.Code}")
            .Distinct());
    }
}
