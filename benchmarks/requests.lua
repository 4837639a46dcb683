-- One entity, twenty features a request; keys uniform over those in the file KEYS, "carrier,airport" a line.
local requests = {}

function init()
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  math.randomseed(20130101)
  for line in io.lines(os.getenv("KEYS")) do
    local carrier, airport = line:match("^(%w+),(%w+)")
    requests[#requests + 1] = wrk.format(nil, "/get-online-features", nil,
      '{"feature_service":"delay_model_wide","entities":{"carrier":["' .. carrier .. '"],"airport":["' .. airport .. '"]}}')
  end
end

function request()
  return requests[math.random(#requests)]
end
