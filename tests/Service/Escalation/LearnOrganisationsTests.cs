using Dispatch.Tests.Service.Kit;

namespace Dispatch.Tests.Service.Escalation;

public sealed class LearnOrganisationsTests() : LearningTest("escalation");
