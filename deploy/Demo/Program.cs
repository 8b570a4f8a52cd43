using Dispatch.Demo;
using Dispatch.Demo.Play;
using Dispatch.Demo.Sample;

const string Usage = """
    load --address URL --state DIR [--empty] [--sample DIR]   loads the sample county through the public API
    train --address URL --state DIR                           trains the matter model from all that is confirmed
    announce --address URL --state DIR                        tells the services the catalogue and accounts again
    demo --address URL --state DIR                            plays one complaint from the call to the archive
    demo --address URL --state DIR --whistle                  plays one emergency whistle, one department late
    demo --address URL --state DIR --file FILE.csv [--count N] [--rate R]
                                                              registers the column 'text' of a file, R a second,
                                                              and tells what became of every one
    """;

Console.OutputEncoding = new System.Text.UTF8Encoding(false);
try
{
    if (args.Length == 0)
        throw new MistakeException(Usage);
    var options = new Options(args.Skip(1));
    using var api = new Api(options.Address, TimeProvider.System);
    return args[0] switch
    {
        "load" => await LoadSample.Run(api, options),
        "train" => await Train.Run(api, options),
        "announce" => await Announce.Run(api, options),
        "demo" when options.File is { } file => await PlayFile.Run(api, options, file),
        "demo" when options.Whistle => await PlayWhistle.Run(api, options),
        "demo" => await PlayCase.Run(api, options),
        _ => throw new MistakeException(Usage),
    };
}
catch (MistakeException mistake)
{
    Console.Error.WriteLine(mistake.Message);
    return 2;
}
catch (Exception problem) when (problem is RefusedException or TimeoutException or HttpRequestException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
