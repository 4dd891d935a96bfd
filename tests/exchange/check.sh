#!/bin/bash
# check.sh: reads the histories of both sides, nothing of the product's but its
# tables, and tells what is wrong, a line for each kind: NAME COUNT. Needs
# PROVINCE_DSN and NATIONAL_DSN.
set -eu
t=$(mktemp -d)
trap 'rm -rf "$t"' EXIT
side() { # NAME DSN
    psql -XAtq -F ' ' "$2" >"$t/$1.sent" -c "select message_id, sha256, conversation, sequence, state
        from kb.outbox where kind = 'business' and sha256 is not null order by 1"
    psql -XAtq -F ' ' "$2" >"$t/$1.taken" -c "select i.message_id, i.sha256, i.conversation, i.sequence,
        encode(sha256(b.bytes), 'hex') from kb.inbox i join kb.inbox_bytes b using (inbox_id)
        where i.kind = 'business' order by 1"
    psql -XAtq -F ' ' "$2" >"$t/$1.told" -c "select message_id, stage, encode(sha256(bytes), 'hex')
        from kb.receipt where direction = 'out' order by 1, 2"
    psql -XAtq -F ' ' "$2" >"$t/$1.heard" -c "select message_id, stage, encode(sha256(bytes), 'hex')
        from kb.receipt where direction = 'in' order by 1, 2"
    # ids of messages as the cases' own records name them, once for each effect
    psql -XAtq -F ' ' "$2" >"$t/$1.effects" -c "select split_part(note, ' ', 2) from kb.case_event
        where kind = 'message' and note like '% sha256 %' order by 1"
    psql -XAtq -F ' ' "$2" >"$t/$1.dead" -c "select message_id from kb.outbox where state = 'dead'"
    psql -XAtq -F ' ' "$2" >"$t/$1.order" -c "select count(*) from (select i.inbox_id, max(i.sequence)
        over (partition by i.peer_id, i.conversation order by i.inbox_id) > i.sequence as late
        from kb.inbox i where i.kind = 'business' and i.stage <> 'rejected') x where late"
}
side a "$PROVINCE_DSN"
side b "$NATIONAL_DSN"
one_way() { # FROM TO
    # acknowledged, by the receipts that the sender holds
    awk '$2 == "accepted" { print $1 }' "$t/$1.heard" | sort -u >"$t/acknowledged"
    cut -d' ' -f1 "$t/$2.taken" | sort -u >"$t/there"
    echo "lost $(grep -Fxf <(cut -d' ' -f1 "$t/$1.sent") "$t/acknowledged" | comm -23 - "$t/there" | wc -l)"
    echo "without-effect $(grep -Fxf "$t/there" "$t/acknowledged" | sort -u | comm -23 - <(sort -u "$t/$2.effects") | wc -l)"
    echo "twice $(uniq -d "$t/$2.effects" | wc -l)"
    echo "altered $(join "$t/$1.sent" "$t/$2.taken" | awk '$2 != $6 || $2 != $9' | wc -l)"
    echo "receipts-differ $(join -j 1 <(awk '{ print $1 "/" $2, $3 }' "$t/$1.heard" | sort) \
        <(awk '{ print $1 "/" $2, $3 }' "$t/$2.told" | sort) | awk '$2 != $3' | wc -l)"
    echo "dead $(wc -l <"$t/$1.dead")"
    echo "out-of-order $(cat "$t/$2.order")"
}
{ one_way a b; one_way b a; } | awk '{ n[$1] += $2 } END { for (k in n) print k, n[k] }' | sort
echo "messages $(cat "$t/a.taken" "$t/b.taken" | wc -l)"
