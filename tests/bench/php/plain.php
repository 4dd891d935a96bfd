<?php
// plain.php: the list of 25 cases by PHP's own templates.
require __DIR__ . '/list.php';
[$who, $rows] = list_rows();
$h = fn($s) => htmlspecialchars((string)$s, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
require __DIR__ . '/frame.php';
frame_head($h, $who);
?>
<table class="cards"><thead><tr><th scope="col">案件</th><th scope="col">事项</th>
<th scope="col">申请单位</th><th scope="col">状态</th><th scope="col">办理单位</th>
<th scope="col">更新时间</th><th scope="col">期限</th></tr></thead><tbody>
<?php foreach ($rows as $r) { ?>
<tr><td data-label="案件"><a href="/case/<?= $h($r['number'] ?? '') ?>"><?= $h($r['number'] ?? '') ?></a>
<span class="sub"><?= $h($r['subject'] ?? '') ?></span></td>
<td data-label="事项"><?= $h($r['title'] ?? '') ?></td>
<td data-label="申请单位"><?= $h($r['organ_name'] ?? '') ?></td>
<td data-label="状态"><span class="state"><?= $h($r['state_title'] ?? '') ?></span></td>
<td data-label="办理单位"><?= $h($r['holder_name'] ?? '') ?></td>
<td data-label="更新时间"><time datetime="<?= $h($r['changed_at'] ?? '') ?>"><?= $h($r['changed_at'] ?? '') ?></time></td>
<td data-label="期限"><?= $h($r['due_on'] ?? '') ?></td></tr>
<?php } ?>
</tbody></table>
<?php frame_foot($h);
