<?php
// list.php: what page /cases reads, by the same statements under the same rights, for the two PHP
// pages. A persistent connection each process; what is not prepared on it yet is prepared once.
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
    return [$who, $rows];
}
