using System.Reflection;
using Dispatch.Contracts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Dispatch.Kit;

/// <summary>One OpenAPI document per process, at <c>/openapi/v1.json</c>; the desks' types are generated from them.</summary>
static class OpenApi
{
    public static void Add(IServiceCollection services, string name) => services.AddOpenApi("v1", options =>
    {
        // Slices nest their Request and Reply: name the schema after the slice too.
        options.CreateSchemaReferenceId = type =>
            type.Type.DeclaringType is { } slice && !IsId(type.Type) ? slice.Name + type.Type.Name : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Dispatch " + name, Version = "1" };
            document.Servers = [];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            operation.OperationId = metadata.OfType<MethodInfo>().FirstOrDefault()?.DeclaringType?.Name ?? operation.OperationId;
            if (metadata.OfType<AllowedRoles>().FirstOrDefault() is { } allowed)
                operation.Description = "Roles: " + string.Join(", ", allowed.Roles);
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
            if (!IsId(type))
                return Task.CompletedTask;
            schema.Type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is null ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Properties = null;
            schema.Required = null;
            if (Implements(type, typeof(IGuidId<>)))
                schema.Format = "uuid";
            return Task.CompletedTask;
        });
    });

    static bool IsId(Type type) => type == typeof(CaseNumber) || Implements(type, typeof(IGuidId<>)) || Implements(type, typeof(ICodeId<>));

    static bool Implements(Type type, Type open) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == open);
}
