-- One entity, twenty features a request; keys uniform over those in the file KEYS.
local requests = {}

function init()
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  math.randomseed(20130101)
  for key in io.lines(os.getenv("KEYS")) do
    requests[#requests + 1] = wrk.format(nil, "/get-online-features", nil,
      '{"feature_service":"benchmark","entities":{"tailnum":["' .. key .. '"]}}')
  end
end

function request()
  return requests[math.random(#requests)]
end
