-- wrk's side of a workload: a random tenant and session for each request.
--
-- Requests are made beforehand and answers are not looked at (bench/run checks one before it measures), so that the
-- load generator takes as little of the machine as pgbench does.
local workload = os.getenv("WORKLOAD")
local query = io.open(os.getenv("QUERY")):read("*a"):gsub("%s+$", ""):gsub('"', '\\"')
local requests = {}

function init()
    math.randomseed(os.time())
    local tokens = {}
    for line in io.lines(os.getenv("TOKENS")) do tokens[#tokens + 1] = line end
    for number = 1, 20000 do
        local t, s = math.random(#tokens), math.random(1000)
        local body
        if workload == "w1" or workload == "w5" then
            body = string.format('{"query":"%s","variables":{"id":"d%07x-0000-4000-8000-%012x"%s}}', query, t, s,
                workload == "w5" and ',"title":"Renamed ' .. s .. '"' or "")
        else
            body = string.format('{"query":"%s"}', query)
        end
        requests[number] = wrk.format("POST", "/graphql", {
            ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. tokens[t] }, body)
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
