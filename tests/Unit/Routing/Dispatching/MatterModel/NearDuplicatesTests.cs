using Dispatch.Routing.Dispatching.Domain.MatterModel;
using Xunit;

namespace Dispatch.Tests.Unit.Routing.Dispatching.MatterModel;

public sealed class NearDuplicatesTests
{
    [Fact]
    public void The_same_message_in_another_form_is_a_near_duplicate_and_a_similar_one_is_not()
    {
        var groups = NearDuplicates.Groups(
        [
            "西关桥头的路灯坏了两个星期，晚上接孩子放学什么也看不见，请尽快派人来修",
            "西关 桥头 路灯 坏 两个 星期 晚上 接 孩子 放学 看不见 请 尽快 派人 修",
            "南门市场门口的路灯整夜闪，照得楼上的人睡不着，已经跟物业说过",
        ]);
        Assert.Equal(groups[0], groups[1]);
        Assert.NotEqual(groups[0], groups[2]);
    }
}
