# A case that an office opens about another is called by that one's name.
. "$(dirname "$0")/lib.sh"

pairs=$(printf '%s\t%s\n' year '{Y-1}' office 青岛市知识产权局 take 1 \
    source 福利彩票3D开奖号码 value-on '{D+1}' 'file[1]/key' C1 'file[1]/name' 空气净化器侵权案)
step shandong-handler open file-review
is "named by the office reviewed" 青岛市知识产权局 "$(html 'string(//h1)' | xargs)"
get /cases
html "//main//table//td[contains(., '青岛市知识产权局')]" >/dev/null
ok "in lists too" $?
done_testing
