namespace Dispatch.Routing.Dispatching.MatterModel;

/// <summary>Long work on a thread of its own that gives way: cases that are routed meanwhile go first.</summary>
static class LowPriority
{
    public static Task<T> Run<T>(Func<T> work, CancellationToken cancel)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        cancel.Register(() => done.TrySetCanceled(cancel));
        new Thread(() =>
        {
            try
            {
                done.TrySetResult(work());
            }
            catch (Exception problem) when (problem is not OutOfMemoryException)
            {
                done.TrySetException(problem);
            }
        })
        { IsBackground = true, Priority = ThreadPriority.BelowNormal, Name = "training" }.Start();
        return done.Task;
    }
}
