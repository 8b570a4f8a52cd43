return await Dispatch.Kit.Service.Run<Dispatch.Escalation.EscalationApp>("escalation", args);
