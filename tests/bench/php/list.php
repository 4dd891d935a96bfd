<?php
// list.php: what page /cases reads, by the same statement under the same rights, for the two PHP
// pages. A persistent connection each process, prepared once.
function list_rows(): array
{
    static $db = null;
    if ($db === null) {
        $db = pg_pconnect(getenv('BENCH_DSN'));
        $known = pg_query($db, "select 1 from pg_prepared_statements where name = 'list'");
        if (pg_num_rows($known) === 0) {
            pg_prepare($db, 'enter', 'select * from api.enter($1, null)');
            pg_prepare($db, 'list', file_get_contents(getenv('BENCH_SQL')));
        }
    }
    pg_query($db, 'begin read only');
    $who = pg_fetch_assoc(pg_execute($db, 'enter', [$_COOKIE['kb_session'] ?? '']));
    $rows = pg_fetch_all(pg_execute($db, 'list', []));
    pg_query($db, 'commit');
    return [$who, $rows];
}
