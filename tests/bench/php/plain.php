<?php
// plain.php: the list of 25 cases by PHP's own templates.
require __DIR__ . '/list.php';
[$page, $rows] = list_rows();
$h = fn($s) => htmlspecialchars((string)$s, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
require __DIR__ . '/head.php';
foreach ($rows as $r) { ?>
<tr<?= isset($r['row_class']) ? " class=\"$r[row_class]\"" : '' ?>><th scope="row" data-l="案件编号"><a class="num" href="/case/<?= $h($r['number']) ?>"><?= $h($r['number']) ?></a></th><td data-l="事项"><span><?= $h($r['title']) ?></span><?php if ($r['subject'] !== null) { ?><span class="sub"><?= $h($r['subject']) ?></span><?php } ?></td><td data-l="当事人"><?= $h($r['organ_name']) ?></td><td data-l="状态"><span class="tag <?= $h($r['public_state']) ?>"><?= $h($r['public_word']) ?></span><span class="sub"><?= $h($r['state_title']) ?></span></td><td data-l="办理单位"><?= $h($r['holder_name']) ?></td><td data-l="应办结日"><?php if ($r['due_on'] !== null) { ?><time datetime="<?= $h($r['due_on']) ?>"><?= $h($r['due_word']) ?></time><?php } if (isset($r['days_word'])) { ?><span class="<?= $r['days_class'] ?>"><?= $h($r['days_word']) ?></span><?php } if ($r['due_provisional'] === 't' && $r['days_left'] >= 0) { ?><span class="tag prov">暂定</span><?php } ?></td><td data-l="更新日期"><time datetime="<?= $h($r['changed_at']) ?>"><?= $h($r['changed_word']) ?></time></td></tr><?php }
require __DIR__ . '/foot.php';
