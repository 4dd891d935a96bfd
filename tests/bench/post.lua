-- post.lua: wrk sends one form's page over and over. POSTS names a file of lines
-- "path TAB cookie TAB body", POST_LINE the line.
local n, path, cookie, body = 0
for line in io.lines(os.getenv("POSTS")) do
    n = n + 1
    if n == tonumber(os.getenv("POST_LINE")) then
        path, cookie, body = line:match("([^\t]*)\t([^\t]*)\t(.*)")
    end
end
local post
function request()
    post = post or wrk.format("POST", path, {
        ["Cookie"] = cookie,
        ["Content-Type"] = "application/x-www-form-urlencoded",
    }, body)
    return post
end
local bad
function response(status)
    if status ~= 303 and status ~= 200 and not bad then
        bad = status
        io.stderr:write("post.lua: an answer " .. status .. "\n")
    end
end
