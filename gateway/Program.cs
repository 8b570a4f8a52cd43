using Dispatch.Gateway;
using Dispatch.Kit;

return args is ["--make-keys", var folder] ? Keys.Make(folder) : await Service.Run<GatewayApp>("gateway", args);
