using Dispatch.Tests.TestService;

return await Dispatch.Kit.Service.Run<TestApp>("test", args);
