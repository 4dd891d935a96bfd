# P27: a mediation up to judicial confirmation: the other side reads the case
# from its invitation on and answers by itself; both are told of the ruling.
. "$(dirname "$0")/lib.sh"

flow mediation
is "it is to be followed up" following "$(xml "/case/$CASE" 'string(//case/state)')"
for who in jinan-firm qingdao-shop; do
    as "$who"
    get "/case/$CASE"
    has 调解协议书; ok "$who has the agreement" $?
    get /messages
    has '人民法院以（2026）鲁0102民特1号裁定确认有效'; ok "and is told of the ruling" $?
done
as jinan-agency
fetch "$URL/case/$CASE"
is "the case is not for others" 404 "$status"

# what a case can be downloaded as, is what it holds
as centre-370100
is "it is downloaded as what came to be" 4 "$(xml "/case/$CASE" 'count(/page/payload)')"
is "not as what did not" 0 "$(xml "/case/$CASE" 'count(/page/payload[name = "mediation-failure"])')"
done_testing
