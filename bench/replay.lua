-- wrk's side of bench/application: requests as they stand in a file, one a line (token, tab, body), in random order.
local requests = {}

function init()
    math.randomseed(os.time())
    for line in io.lines(os.getenv("REQUESTS")) do
        local token, body = line:match("^(%S+)\t(.*)$")
        requests[#requests + 1] = wrk.format("POST", "/graphql", {
            ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. token }, body)
    end
end

function request() return requests[math.random(#requests)] end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        'RESULT {"requests": %d, "microseconds": %d, "p50": %d, "p99": %d, "failed": %d}\n', summary.requests,
        summary.duration, latency:percentile(50), latency:percentile(99),
        errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
