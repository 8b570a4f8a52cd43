using System.Reflection;
using Dispatch.Contracts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Dispatch.Kit;

/// <summary>
/// One OpenAPI document per process, at <c>/openapi/v1.json</c>; the desks' types are generated from them.
/// </summary>
static class OpenApi
{
    public static void Add(IServiceCollection services, string name) => services.AddOpenApi("v1", options =>
    {
        // Slices nest their Request and Reply: name the schema after the slice too.
        options.CreateSchemaReferenceId = type =>
            Name(type.Type) ?? OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Dispatch " + name, Version = "1" };
            document.Servers = [];
            if (document.Components?.Schemas?.TryGetValue("ProblemDetails", out var problem) is true)
                DescribeProblem((OpenApiSchema)problem);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            operation.OperationId = metadata.OfType<IEndpointNameMetadata>().LastOrDefault()?.EndpointName
                ?? metadata.OfType<MethodInfo>().FirstOrDefault()?.DeclaringType?.Name ?? operation.OperationId;
            DescribeQuery(operation, metadata.OfType<MethodInfo>().FirstOrDefault());
            if (metadata.OfType<AllowedRoles>().FirstOrDefault() is { } allowed)
                operation.Description = "Roles: " + string.Join(", ", allowed.Roles);
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EnumParameter<>))
            {
                var words = (IReadOnlyCollection<string>)type.GetProperty("All")!.GetValue(null)!;
                (schema.Type, schema.Properties, schema.Required) = (JsonSchemaType.String, null, null);
                schema.Enum = [.. words.Select(w => (System.Text.Json.Nodes.JsonNode)w)];
                return Task.CompletedTask;
            }
            // Ids within a list are left without a type.
            if (schema is { Type: JsonSchemaType.Array, Items: null }
                && context.JsonTypeInfo.ElementType is { } element && IsId(element))
                schema.Items = Text();
            if (!IsId(type))
                return Task.CompletedTask;
            schema.Type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is null ? JsonSchemaType.String
                : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Properties = null;
            schema.Required = null;
            if (Implements(type, typeof(IGuidId<>)))
                schema.Format = "uuid";
            return Task.CompletedTask;
        });
    });

    // A page is named after its rows' slice too: two slices' Page<Item> are two schemas.
    static string? Name(Type type) => type switch
    {
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(Page<>) =>
            "PageOf" + (Name(type.GetGenericArguments()[0]) ?? type.GetGenericArguments()[0].Name),
        { DeclaringType: { } slice } when !IsId(type) => slice.Name + type.Name,
        _ => null,
    };

    static void DescribeProblem(OpenApiSchema problem)
    {
        problem.Properties ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        problem.Properties["code"] = Text();
        problem.Properties["traceId"] = Text();
        problem.Properties["errors"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text() },
        };
    }

    static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    /// <summary>
    /// Query names in camelCase as everything else, and the paging that <see cref="Paging"/> binds by itself.
    /// </summary>
    static void DescribeQuery(OpenApiOperation operation, MethodInfo? handler)
    {
        foreach (var query in (operation.Parameters ?? []).OfType<OpenApiParameter>()
            .Where(p => p is { In: ParameterLocation.Query, Name: not null }))
            query.Name = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(query.Name!);
        operation.Parameters ??= [];
        if (handler?.GetParameters().Any(p => p.ParameterType == typeof(Idempotency)) is true)
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = "Idempotency-Key", In = ParameterLocation.Header,
                Schema = Text()
            });
        if (handler?.GetParameters().Any(p => p.ParameterType == typeof(Paging)) is not true)
            return;
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = "limit",
            In = ParameterLocation.Query,
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Minimum = "1",
                Maximum = Paging.Most.ToString(System.Globalization.CultureInfo.InvariantCulture),
            },
        });
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = "after", In = ParameterLocation.Query,
            Schema = Text()
        });
    }

    static bool IsId(Type type) => type == typeof(CaseNumber) || Implements(type, typeof(IGuidId<>))
        || Implements(type, typeof(ICodeId<>));

    static bool Implements(Type type, Type open) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == open);
}
