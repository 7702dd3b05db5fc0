-- wrk's side of a workload: a random tenant and session for each request.
local workload, tokens = os.getenv("WORKLOAD"), {}
for line in io.lines(os.getenv("TOKENS")) do tokens[#tokens + 1] = line end
local query = io.open(os.getenv("QUERY")):read("*a"):gsub("%s+$", ""):gsub('"', '\\"')

function init() math.randomseed(os.time()) end

function request()
    local t, s = math.random(#tokens), math.random(1000)
    local body
    if workload == "w1" then
        body = string.format('{"query":"%s","variables":{"id":"d%07x-0000-4000-8000-%012x"}}', query, t, s)
    else
        body = string.format('{"query":"%s"}', query)
    end
    return wrk.format("POST", "/graphql", {
        ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. tokens[t] }, body)
end

local failures = 0
function response(status, headers, body)
    if status ~= 200 or body:find('"errors"') or body:find('":null}}') then failures = failures + 1 end
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        'RESULT {"requests": %d, "microseconds": %d, "p50": %d, "p99": %d, "failed": %d}\n', summary.requests,
        summary.duration, latency:percentile(50), latency:percentile(99),
        errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
