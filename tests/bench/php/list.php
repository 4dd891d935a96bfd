<?php
// list.php: what page /cases reads, by the same statements under the same rights, for the two PHP
// pages. A persistent connection each process; what is not prepared on it yet is prepared once.
function list_day(string $at): string
{
    return (int)substr($at, 0, 4) . '年' . (int)substr($at, 5, 2) . '月' . (int)substr($at, 8, 2) . '日';
}
// The words of a row that are not in the database.
function list_words(array &$r): void
{
    static $states = ['submitted' => '已提交', 'correcting' => '待补正', 'accepted' => '已受理',
        'reviewing' => '审查中', 'deciding' => '待决定', 'sent' => '已发出', 'done' => '已办结'];
    $r['public_word'] = $states[$r['public_state']] ?? '';
    $r['subject'] = $r['subject'] === $r['organ_name'] ? null : $r['subject'];
    $r['changed_word'] = list_day($r['changed_at']);
    if ($r['due_on'] !== null) {
        $r['due_word'] = list_day($r['due_on']);
    }
    if ($r['days_left'] !== null) {
        $n = (int)$r['days_left'];
        $r['days_class'] = $n < 0 ? 'tag late' : ($n <= 3 ? 'tag soon' : 'sub');
        $r['row_class'] = $n < 0 ? 'late' : ($n <= 3 ? 'soon' : null);
        $r['days_word'] = $n < 0 ? '已超期 ' . -$n . ' 天' : ($n == 0 ? '今天到期' : "还有 $n 天");
    }
}
// [what the frame needs, 25 rows]
function list_rows(): array
{
    $db = pg_pconnect(getenv('BENCH_DSN'));
    $token = $_COOKIE['kb_session'] ?? '';
    pg_query($db, 'begin read only');
    $who = @pg_execute($db, 'enter', [$token]);
    if ($who === false) {
        pg_query($db, 'rollback');
        pg_prepare($db, 'enter', 'select * from api.enter($1, null)');
        foreach (['view', 'case'] as $name) {
            pg_prepare($db, $name, file_get_contents(getenv('BENCH_SQL') . "/$name.sql"));
        }
        pg_query($db, 'begin read only');
        $who = pg_execute($db, 'enter', [$token]);
    }
    $who = pg_fetch_assoc($who);
    pg_fetch_all(pg_execute($db, 'view', []));
    $rows = array_slice(pg_fetch_all(pg_execute($db, 'case', [])), 0, 25);
    pg_query($db, 'commit');
    array_walk($rows, 'list_words');
    return [['name' => $who['name'] ?? '', 'csrf' => hash('sha256', "csrf $token"),
        'request' => bin2hex(random_bytes(16)), 'cursor' => isset($rows[24]) ? $rows[24]['changed_at'] . '~' . $rows[24]['case_id'] : ''], $rows];
}
