<?php
// frame.php: a head and a foot of the size that a real page has.
function frame_head(callable $h, $who): void
{
    echo '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>案件</title>',
        '<link rel="stylesheet" href="/static/kuaibao.css"></head><body>',
        '<a class="skip" href="#main">跳到正文</a><header><nav><ul>';
    foreach (['首页' => '/', '办事指南' => '/guide', '查询进度' => '/track', '文书验真' => '/verify',
        '名录' => '/register', '公告' => '/notice', '统计' => '/report', '工具' => '/tool',
        '我的工作' => '/work', '案件列表' => '/cases', '消息' => '/messages'] as $name => $to) {
        echo '<li><a href="', $h($to), '">', $h($name), '</a></li>';
    }
    echo '</ul></nav><p>', $h($who['name'] ?? ''), ' ', $h($who['organ_name'] ?? ''),
        '</p></header><main id="main"><h1>案件列表</h1>',
        '<form method="get"><label>查找 <input name="q"></label><button>查找</button></form>';
}
function frame_foot(callable $h): void
{
    echo '</main><footer><p>主办单位</p><p>联系方式</p><p>网站标识码</p></footer></body></html>';
}
