using Dispatch.Routing.Catalogue.Domain;
using Dispatch.Routing.Catalogue.Domain.Rows;

namespace Dispatch.Routing.Dispatching.Domain.MatterModel;

/// <summary>What a county without any confirmed case can be learnt from: the words of its own catalogue.</summary>
public static class CatalogueWords
{
    public static IEnumerable<Example> Of(CatalogueIndex catalogue)
    {
        foreach (var matter in catalogue.Rows.Matters.Where(m => m.Level == MatterRow.Leaf))
        {
            yield return new(matter.Name, matter.Code.Value);
            // With its group, since many names are short: 供水 and 停水抢修.
            if (matter.Parent is { } parent && catalogue.Matter(parent) is { } group)
                yield return new($"{group.Name}：{matter.Name}", matter.Code.Value);
            foreach (var keyword in matter.Keywords ?? [])
                yield return new(keyword, matter.Code.Value);
        }
    }
}
