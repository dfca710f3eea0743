-- Asks the gateway about each request. Apache itself has no such module; LuaSocket does the asking, and holds the worker
-- until the answer is there.
local http = require("socket.http") -- where Keycloak is reached by https: require("ssl.https")

local GATEWAY = "https://sso.example.org/realms/my-realm/relock/auth"
local ORIGIN = "https://app.example.org"
local WILDCARD = "5f0c3e2a-0d2c-4f6b-9a39-6a8c1f3b7d55"

http.TIMEOUT = 5

function check(r)
  -- Nothing is handed on but the proof, so nobody can tell the gateway of another request.
  local question = {
    ["X-Original-Method"] = r.method,
    ["X-Original-URL"] = ORIGIN .. r.unparsed_uri,
    ["X-Key-Wildcard"] = WILDCARD,
  }
  for _, name in ipairs({ "X-Key-Token", "X-Key-Signature", "X-Key-Session", "X-Key-Time", "Origin", "Cookie" }) do
    question[name] = r.headers_in[name]
  end
  local done, status, facts = http.request({ url = GATEWAY, method = "GET", headers = question, redirect = false })
  if done and status == 200 then
    -- Replace whatever the browser sent.
    r.headers_in["X-Relock-Device"] = facts["x-relock-device"]
    r.headers_in["X-Relock-Authenticated"] = facts["x-relock-authenticated"]
    return apache2.OK
  end
  if done and facts["www-authenticate"] then
    r.err_headers_out["WWW-Authenticate"] = facts["www-authenticate"]
  end
  return 401
end
