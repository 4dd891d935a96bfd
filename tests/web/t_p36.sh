# P36A: what an office publishes: read by anybody with its files, found from the
# list of documents; taken down, nothing of it is left to be read.
. "$(dirname "$0")/lib.sh"

pairs=$(printf '%s\t%s\n' kind navigation title 智能家电专利导航报告 \
    title-en 'Patents of smart appliances' \
    body '专利布局集中在温控。\n中小企业可以先行检索。' \
    body-en 'Patents gather around temperature control.' clean yes files @导航报告)
step shandong-handler open publication
pairs=
step shandong-signer move publish
guest
get /register/document
row=$(html 'string(//main//a[contains(., "智能家电专利导航报告")]/@href)')
get "$row"
notice=$(html 'string(//main//a[starts-with(@href, "/notice/")]/@href)')
[ -n "$notice" ]; ok "the list of documents leads to it" $?
get "$notice"
is "a line is a paragraph" 2 "$(html 'count(//article/p)')"
file=$(html 'string(//main//ul[@class = "files"]//a/@href)')
fetch "$URL$file"
is "anybody fetches its file" "200 attachment" "$status $(header content-disposition | cut -c1-10)"
cmp -s "$page" "$(paper 导航报告)"; ok "as it was" $?
fetch "$URL/attachment/${file##*/}"
is "which otherwise wants a sign-in" 303 "$status"
get "$notice?lang=en"
has 'Patents gather around'; ok "in English what was written in English" $?
get "/search?q=智能家电专利导航"
html "//main//a[@href = '$notice']" >/dev/null; ok "a search finds it" $?

as shandong-signer
get "/case/$CASE"
send /do/take-down
fill
guest
fetch "$URL$file"
is "taken down: no file" 404 "$status"
fetch -H 'Cache-Control: no-cache' "$URL$notice?x=$RANDOM"
is "no notice" 404 "$status"
get "/search?q=智能家电专利导航"
html "//main//a[@href = '$notice']" >/dev/null && hit=1 || hit=0
is "not found any more" 0 "$hit"
get "$row?x=$RANDOM"
has '导航报告'; ok "the list says that it was there" $?
done_testing
