namespace Dispatch.Routing.Catalogue.Domain.Gazetteer;

/// <summary>How fully a name is written: with its ending, without it, or as another name that people use.</summary>
public enum NameForm { Full, Bare, Alias }

/// <summary>What a name may stand for.</summary>
/// <param name="Code">The division that is meant, or in which the place lies.</param>
/// <param name="Proper">The name as the catalogue writes it.</param>
/// <param name="IsDivision">Else an entry of the gazetteer.</param>
public sealed record Meant(JurisdictionId Code, string Proper, Level Level, bool IsDivision);

/// <summary>A name, in one of the forms in which people write it, and everything it may stand for.</summary>
/// <param name="core">Its length without a generic ending.</param>
public sealed class PlaceName(string text, NameForm form, int core, IReadOnlyList<Meant> meant)
{
    public string Text => text;
    public NameForm Form => form;
    public int Core => core;
    public IReadOnlyList<Meant> Meant => meant;
}
