namespace Dispatch.Routing.Dispatching.MatterModel;

/// <summary>Runs long computations on a thread of low priority, so that the routing of cases goes first.</summary>
static class LowPriority
{
    /// <param name="cancel">Cancels the task only; the thread runs on, and its result is dropped.</param>
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
