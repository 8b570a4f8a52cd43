using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Dispatch.Gateway;

/// <summary>
/// Serves the desks (the built single-page application) from the folder that <c>Dispatch__Desks</c> names,
/// or from <c>wwwroot</c> beside the program. An address that is neither a file nor a call gets the application's first
/// page, which knows what to show there.
/// </summary>
public static class Desks
{
    // Element Plus sets style attributes; everything else is our own files.
    const string Policy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    const string NotBuilt = """
        <!doctype html>
        <html lang="zh-CN"><meta charset="utf-8"><title>Dispatch</title>
        <p>工作台页面尚未构建：请在 gateway/web 中执行 <code>npm ci &amp;&amp; npm run build</code>，或用 Dispatch__Desks 指定已构建的文件夹。</p>
        <p lang="en">The desks have not been built: run <code>npm ci &amp;&amp; npm run build</code> in gateway/web,
        or name the folder in Dispatch__Desks.</p>
        </html>
        """;

    public static void Use(WebApplication app, Settings settings)
    {
        app.Use(async (http, next) =>
        {
            // Set when the answer starts, since the answer to an exception begins with no headers.
            http.Response.OnStarting(() =>
            {
                var headers = http.Response.Headers;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "same-origin";
                headers.ContentSecurityPolicy = Policy;
                if (http.Request.Path.StartsWithSegments("/api"))
                    headers.CacheControl = "no-store";
                return Task.CompletedTask;
            });
            await next();
        });
        var folder = Folder(settings);
        if (!Directory.Exists(folder))
            return;
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".webmanifest"] = "application/manifest+json";
        app.UseWhen(http => !http.Request.Path.StartsWithSegments("/api"), desks => desks
            .UseResponseCompression()
            .UseStaticFiles(new StaticFileOptions
            {
                FileProvider = new PhysicalFileProvider(folder),
                ContentTypeProvider = types,
                OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                    // Their names hold a hash of their content, so they never change.
                    file.Context.Request.Path.StartsWithSegments("/assets")
                        ? "public, max-age=31536000, immutable"
                        : "no-cache",
            }));
    }

    public static void Map(IEndpointRouteBuilder routes, Settings settings)
    {
        var start = Path.Combine(Folder(settings), "index.html");
        routes.MapGet("/{**page}", (string? page, HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "no-cache";
            if (!File.Exists(start))
                return Results.Content(NotBuilt, "text/html; charset=utf-8",
                    statusCode: StatusCodes.Status503ServiceUnavailable);
            // A browser that asks for a missing script must get 404, not a page.
            return Path.HasExtension(page) ? Results.NotFound() : Results.File(start, "text/html; charset=utf-8");
        }).AllowAnonymous().ExcludeFromDescription();
    }

    static string Folder(Settings settings) =>
        Path.GetFullPath(settings.Optional("Desks") ?? Path.Combine(AppContext.BaseDirectory, "wwwroot"));
}
