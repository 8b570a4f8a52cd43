namespace Dispatch.Routing.Catalogue.Domain.Gazetteer;

/// <summary>The form of a name: with its generic ending (通名) such as 镇 or 村, without it, or an alias.</summary>
public enum NameForm { Full, Bare, Alias }

/// <summary>One place that a name may mean.</summary>
/// <param name="Code">The jurisdiction meant, or the one in which the place lies.</param>
/// <param name="Proper">The name as the catalogue writes it.</param>
/// <param name="Level">The level of that jurisdiction.</param>
/// <param name="IsDivision">True for a jurisdiction, false for an entry of the gazetteer.</param>
public sealed record Meant(JurisdictionId Code, string Proper, Level Level, bool IsDivision);

/// <summary>A name in one of the forms that people write, and every place that it may mean.</summary>
/// <param name="core">The length in characters without a generic ending.</param>
public sealed class PlaceName(string text, NameForm form, int core, IReadOnlyList<Meant> meant)
{
    public string Text => text;
    public NameForm Form => form;
    public int Core => core;
    public IReadOnlyList<Meant> Meant => meant;
}
