return await Dispatch.Kit.Service.Run<Dispatch.Mediation.MediationApp>("mediation", args);
