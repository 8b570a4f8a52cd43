using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Dispatching.Domain.MatterModel;

/// <summary>
/// Training examples from the catalogue itself, so that a county without confirmed cases gets a model too.
/// </summary>
public static class CatalogueWords
{
    /// <returns>For each leaf matter its name, that name after its group's, and its keywords.</returns>
    public static IEnumerable<Example> Of(CatalogueIndex catalogue)
    {
        foreach (var matter in catalogue.Rows.Matters.Where(m => m.Level == MatterRow.Leaf))
        {
            yield return new(matter.Name, matter.Code.Value);
            // Many names are too short to stand alone; the group's name adds what they are about.
            if (matter.Parent is { } parent && catalogue.Matter(parent) is { } group)
                yield return new($"{group.Name}：{matter.Name}", matter.Code.Value);
            foreach (var keyword in matter.Keywords ?? [])
                yield return new(keyword, matter.Code.Value);
        }
    }
}
