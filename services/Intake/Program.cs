return await Dispatch.Kit.Service.Run<Dispatch.Intake.IntakeApp>("intake", args);
