namespace Dispatch.Kit;

/// <summary>What an attachment is (佐证): 照片, 录像, 录音, 文件.</summary>
public enum EvidenceKind { Photo, Video, Voice, Paper }

/// <summary>Tells by its first bytes what a file is: neither its name nor what the sender says of it counts.</summary>
public static class MediaKind
{
    /// <returns>Null for what is not accepted.</returns>
    public static (EvidenceKind Kind, string MediaType)? Of(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith<byte>([0xFF, 0xD8, 0xFF]))
            return (EvidenceKind.Photo, "image/jpeg");
        if (content.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
            return (EvidenceKind.Photo, "image/png");
        if (content.StartsWith("RIFF"u8) && content.Length > 12 && content[8..12].SequenceEqual("WEBP"u8))
            return (EvidenceKind.Photo, "image/webp");
        if (content.StartsWith("%PDF-"u8))
            return (EvidenceKind.Paper, "application/pdf");
        if (content.Length < 12 || !content[4..8].SequenceEqual("ftyp"u8))
            return null;
        var brand = content[8..12];
        if (brand.SequenceEqual("M4A "u8) || brand.SequenceEqual("M4B "u8))
            return (EvidenceKind.Voice, "audio/mp4");
        return brand.StartsWith("iso"u8) || brand.StartsWith("mp4"u8) || brand.SequenceEqual("avc1"u8)
            || brand.SequenceEqual("M4V "u8) || brand.StartsWith("3gp"u8)
            ? (EvidenceKind.Video, "video/mp4") : null;
    }
}
