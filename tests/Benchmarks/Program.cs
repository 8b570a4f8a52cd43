using System.Runtime.InteropServices;
using Dispatch.Benchmarks;
using Dispatch.Benchmarks.Bare;
using Dispatch.Benchmarks.Classify;
using Dispatch.Benchmarks.Decide;
using Dispatch.Benchmarks.Limits;
using Dispatch.Benchmarks.Pipeline;
using Dispatch.Benchmarks.Place;
using Dispatch.Benchmarks.Proxy;
using Dispatch.Benchmarks.Simulation;
using Dispatch.Benchmarks.Volume;

if (args is ["bare-process", var role, var port])
    return await BareProcess.Run(role, port);
// Needs no servers.
if (args is ["classify", ..])
    return ClassifyRun.Run(args[1..]);
if (args is ["place", ..])
    return PlaceRun.Run(args[1..]);
if (Options.Read(args) is not { } options)
{
    await Console.Error.WriteLineAsync(Options.Usage);
    return 2;
}

using var stop = new CancellationTokenSource(options.Limit);
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    Report.Say("Stopping.");
    stop.Cancel();
}
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    await using var servers = await PrivateServers.Ensure(stop.Token);
    var found = new Findings();
    if (options.Wants("limits"))
        await LimitsRun.Run(options, found, TimeProvider.System, stop.Token);
    if (options.Wants("bare"))
        await BareRun.Run(options, found, stop.Token);
    if (options.Wants("pipeline"))
        await PipelineRun.Run(options, found, stop.Token);
    if (options.Wants("proxy"))
        await ProxyRun.Run(options, stop.Token);
    if (options.Wants("simulation"))
        await SimulationRun.Run(options, TimeProvider.System, stop.Token);
    if (options.Wants("volume"))
        await VolumeRun.Run(options, TimeProvider.System, stop.Token);
    if (options.Wants("decide"))
        await DecideRun.Run(options, TimeProvider.System, stop.Token);
    found.Compare();
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Report.Say($"Ended early: stopped, or the time limit of {options.Limit.TotalMinutes} minutes was over (--limit).");
    return 130;
}
catch (Exception problem) when (
    problem is InvalidOperationException or TimeoutException or IOException or HttpRequestException)
{
    Report.Say("Failed: " + problem);
    return 1;
}
