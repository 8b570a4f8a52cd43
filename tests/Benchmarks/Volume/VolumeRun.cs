namespace Dispatch.Benchmarks.Volume;
static class VolumeRun { public static Task Run(Options options, CancellationToken stop) => Task.CompletedTask; }
