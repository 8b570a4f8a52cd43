return await Dispatch.Kit.Service.Run<Dispatch.Routing.RoutingApp>("routing", args);
