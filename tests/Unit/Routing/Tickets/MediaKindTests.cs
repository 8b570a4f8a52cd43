using Dispatch.Contracts;
using Dispatch.Kit;
using Dispatch.Routing.Tickets.Domain;

namespace Dispatch.Tests.Unit.Routing.Tickets;

/// <summary>What a file is, by its first bytes.</summary>
public sealed class MediaKindTests
{
    [Theory]
    [InlineData("FFD8FFE000104A464946", "image/jpeg")]
    [InlineData("89504E470D0A1A0A0000", "image/png")]
    [InlineData("524946461A0000005745425056503820", "image/webp")]
    [InlineData("255044462D312E37", "application/pdf")]
    [InlineData("0000001C667479704D344120000000", "audio/mp4")]
    [InlineData("0000001C6674797069736F6D000000", "video/mp4")]
    [InlineData("0000001C6674797068656963000000", null)]
    [InlineData("3C7376673E", null)]
    [InlineData("524946461A00000057415645666D7420", null)]
    [InlineData("", null)]
    public void A_file_is_told_by_its_first_bytes(string hex, string? mediaType) =>
        Assert.Equal(mediaType, MediaKind.Of(Convert.FromHexString(hex))?.MediaType);
}
