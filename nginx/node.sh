#!/bin/bash
# node.sh province|national OTHER-PORT: makes one of the two installations
# of nodes.sh out of the demonstration, once the database is loaded. Needs what
# run.sh gives to KB_SETUP, and KB_CERTIFICATES, a folder that both can write.
set -eu
node=$1 other=$2 way=${WAY:-push}
kuaibao=${B:-build}/kuaibao
case $node in
province) self=shandong peer=cnipa name=国家知识产权局 ;;
national) self=cnipa peer=shandong name=山东省知识产权局 ;;
esac
export KB_ROOT

"$kuaibao" peer show-certificate "$KB_EXCHANGE_KEY" \
    >"$KB_CERTIFICATES/$self.new"
mv "$KB_CERTIFICATES/$self.new" "$KB_CERTIFICATES/$self.pem"
"$kuaibao" peer self "$self"
url=http://127.0.0.1:$other pull=no to=$way
if [ "$way" = fetch ]; then
    # the province can call out, nobody can call it
    if [ "$node" = province ]; then to=push pull=yes; else to=fetch url=; fi
elif [ "$way" = files ]; then
    url=
fi
case $node in
province) "$kuaibao" peer add $peer $name $to url=$url pull=$pull organ=DEMO-N ;;
national) "$kuaibao" peer add $peer $name $to url=$url pull=$pull \
    organ=DEMO-P-370000 region=370000 ;;
esac
n=0
until [ -e "$KB_CERTIFICATES/$peer.pem" ]; do
    n=$((n + 1))
    [ $n -lt 1200 ] || { echo "node.sh: no certificate of $peer" >&2; exit 1; }
    sleep 0.1
done
"$kuaibao" peer certificate $peer "$KB_CERTIFICATES/$peer.pem"

# Each office's people work at home.
psql -Xq -v ON_ERROR_STOP=1 -v node="$node" "$KB_DSN" <<'SQL'
update kb.setting set value = case :'node' when 'province' then '山东省知识产权局（演示）'
    else '国家知识产权局（演示）' end where name = 'sponsor';
insert into kb.person (account, name, valid_from, password_hash)
select 'shandong-admin', '赵管理（演示）', '2016-01-01', p.password_hash
from kb.person p where p.account = 'national-admin' and :'node' = 'province' on conflict do nothing;
insert into kb.role (person_id, organ_id, role)
select p.person_id, o.organ_id, 'admin' from kb.person p, kb.organ o
where p.account = 'shandong-admin' and o.code = 'DEMO-P-370000' on conflict do nothing;
delete from kb.role r using kb.organ o
where o.organ_id = r.organ_id and (left(o.region, 2) = '37') <> (:'node' = 'province');
SQL
