namespace Dispatch.Escalation.Whistles.Domain;

/// <summary>How far two positions are apart.</summary>
public static class Distance
{
    const double EarthRadius = 6_371_008.8;

    /// <summary>In metres along the surface, by the haversine formula.</summary>
    public static double Metres(double latitude, double longitude, double toLatitude, double toLongitude)
    {
        static double Radians(double degrees) => degrees * Math.PI / 180;
        var (north, east) = (Radians(toLatitude - latitude), Radians(toLongitude - longitude));
        var half = Math.Pow(Math.Sin(north / 2), 2)
            + Math.Cos(Radians(latitude)) * Math.Cos(Radians(toLatitude)) * Math.Pow(Math.Sin(east / 2), 2);
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(half)));
    }
}
