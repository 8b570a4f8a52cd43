using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Dispatch.Tests.Harness;

/// <summary>
/// One of the platform's programs within the tests' own process: the built program, entered where a start of the
/// process enters it, listening on a real port. The second start of a program finds its code compiled, which is most
/// of what starting a process costs.
/// </summary>
/// <remarks>
/// Each program is loaded once, with its own copy of every library that it is shipped with, so that nothing static is
/// shared between two programs or with the tests. Two instances of one program do share it: where that could hide
/// something, the second one is a <see cref="ServiceProcess"/>.
/// </remarks>
public sealed class ServiceInstance : RunningService
{
    static readonly ConcurrentDictionary<string, Lazy<MethodInfo>> Programs = new(StringComparer.Ordinal);

    /// <summary>The instance on whose thread a host is being built.</summary>
    static readonly AsyncLocal<ServiceInstance?> Starting = new();

    Task<int> run = Task.FromResult(0);
    volatile IHostApplicationLifetime? lifetime;

    static ServiceInstance() => DiagnosticListener.AllListeners.Subscribe(new HostEvents());

    ServiceInstance(Plan plan) : base(plan)
    {
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <inheritdoc cref="ServiceProcess.Start"/>
    public static async Task<ServiceInstance> Start(
        string name, Db? database = null, IReadOnlyDictionary<string, string>? more = null, bool keepQueues = false,
        int? port = null) =>
        await Started(new ServiceInstance(await Prepare(name, database, more, keepQueues, port)));

    public override async Task Stop(TimeSpan? within = null)
    {
        await End(within ?? TimeSpan.FromSeconds(40));
        await run;
    }

    private protected override Task End() => End(TimeSpan.FromSeconds(40));

    async Task End(TimeSpan within)
    {
        lifetime?.StopApplication();
        // How it ended is no matter here, only that it did.
        await ((Task)run).WaitAsync(within).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!run.IsCompleted)
            throw new TimeoutException($"{Name} did not stop when asked.{Environment.NewLine}{Log}");
        lifetime = null;
    }

    // An exception that nobody catches ends a process with 134; here the log has it.
    private protected override Task<int?> Ended() => Task.FromResult<int?>(
        !run.IsCompleted ? null : run.IsCompletedSuccessfully ? run.Result : 134);

    private protected override void Launch(string program)
    {
        var main = Programs.GetOrAdd(program, Enter).Value;
        string[] args = [.. Settings.Select(setting => $"--{Key(setting.Key)}={setting.Value}")];
        var ended = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        run = ended.Task;
        var thread = new Thread(() =>
        {
            Starting.Value = this;
            try
            {
                ended.SetResult((int)main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [args], null)!);
            }
            catch (Exception problem)
            {
                Keep(problem.ToString());
                ended.SetException(problem);
            }
        })
        { IsBackground = true, Name = Name };
        // Nothing of the test that starts it, such as its trace, goes with it.
        thread.UnsafeStart();
    }

    static Lazy<MethodInfo> Enter(string program) =>
        new(() => new Libraries(program).LoadFromAssemblyPath(program).EntryPoint!);

    static string Key(string name) => name switch
    {
        Urls => "urls",
        _ when name.StartsWith("Dispatch__", StringComparison.Ordinal) =>
            name.Replace("__", ":", StringComparison.Ordinal),
        _ => throw new ArgumentException($"{name} belongs to a whole process: start a {nameof(ServiceProcess)}."),
    };

    /// <summary>One program with its libraries; what the framework brings is everybody's.</summary>
    sealed class Libraries(string program) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(program))
    {
        readonly AssemblyDependencyResolver resolver = new(program);

        protected override Assembly? Load(AssemblyName assemblyName) =>
            resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;

        protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
            resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
    }

    /// <summary>
    /// Hears of each host that is built, which is how tools get at the host of a program that they enter: what belongs
    /// to the whole process is taken out, and the log is kept.
    /// </summary>
    sealed class HostEvents : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting")
                value.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (Starting.Value is not { } instance)
                return;
            if (value is { Key: "HostBuilding", Value: IHostBuilder builder })
                builder.ConfigureServices((_, services) => Adapt(services, instance));
            else if (value is { Key: "HostBuilt", Value: IHost host })
                instance.lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        static void Adapt(IServiceCollection services, ServiceInstance instance)
        {
            foreach (var console in services.Where(s => s.ImplementationType == typeof(ConsoleLoggerProvider)).ToList())
                services.Remove(console);
            services.AddSingleton<ILoggerProvider>(provider => new LogKeeper(
                provider.GetServices<ConsoleFormatter>().Single(f => f.Name == ConsoleFormatterNames.Simple),
                instance.Keep));
            // The console's lifetime would take the signals that are meant for the tests.
            services.AddSingleton<IHostLifetime, NoSignals>();
        }
    }

    sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>Keeps the lines that the program would have written to its console.</summary>
    sealed class LogKeeper(ConsoleFormatter form, Action<string> keep) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new LineLog(categoryName, form, keep);

        public void Dispose()
        {
        }
    }

    sealed class LineLog(string category, ConsoleFormatter form, Action<string> keep) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        void ILogger.Log<TState>(
            LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            using var line = new StringWriter();
            form.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), null, line);
            keep(line.ToString().TrimEnd());
        }
    }
}
