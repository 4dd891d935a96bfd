-- post.lua: wrk sends the page of 12 fields; each thread has drafts of its own. POSTS names a file
-- of lines "path TAB cookie TAB body".
local posts = {}
for line in io.lines(os.getenv("POSTS")) do
    local path, cookie, body = line:match("([^\t]*)\t([^\t]*)\t(.*)")
    posts[#posts + 1] = { path = path, cookie = cookie, body = body }
end
local threads = 0
function setup(thread)
    threads = threads + 1
    thread:set("id", threads)
end
local n = 0
function request()
    n = n + 1
    local p = posts[(n * 2 + id) % #posts + 1]
    return wrk.format("POST", p.path, {
        ["Cookie"] = p.cookie,
        ["Content-Type"] = "application/x-www-form-urlencoded",
    }, p.body)
end
local codes = {}
function response(status)
    codes[status] = (codes[status] or 0) + 1
    if status ~= 303 and status ~= 200 and not bad then
        bad = status
        io.stderr:write("post.lua: an answer " .. status .. "\n")
    end
end
