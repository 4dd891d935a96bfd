# P18: an infringement, from the request to the served decision; the finding is
# for the office's eyes only.
. "$(dirname "$0")/lib.sh"

flow infringement
is "the decision is served" served "$(xml "/case/$CASE" 'string(//case/state)')"
as qingdao-shop
get "/case/$CASE"
has 专利侵权纠纷处理决定书; ok "the respondent has the decision" $?
as jinan-firm
fetch "$URL/register/infringement-finding"
is "the findings are not for firms" 404 "$status"
as jinan-agency
fetch "$URL/case/$CASE"
is "the case is not for others" 404 "$status"
done_testing
