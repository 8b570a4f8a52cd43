using Dispatch.Tests.Service.Kit;

namespace Dispatch.Tests.Service.Intake;

public sealed class LearnOrganisationsTests() : LearningTest("intake");
