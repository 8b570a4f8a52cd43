// The tests share one broker and one machine: one after another.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
