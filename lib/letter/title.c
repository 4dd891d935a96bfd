/* title.c: see title.h. */
#include "letter/title.h"

#include <math.h>
#include <string.h>
#include <uchar.h>

#include "letter/line.h"

/* Words of official titles that a line must not cut, longest first where one
 * begins another. */
static const char32_t *const words[] = {U"知识产权快速维权中心",
    U"知识产权保护中心", U"快速维权中心", U"知识产权局", U"知识产权",
    U"快速维权", U"登记保存", U"代理机构", U"信息公开", U"通知书", U"专利权",
    U"申请书", U"决定书", U"移送书", U"调解书", U"意见书", U"检验局", U"专利",
    U"决定", U"通知", U"意见", U"移送", U"信息", U"申请", U"登记", U"调解",
    U"检验", U"代理", U"中华人民共和国", U"保护中心", U"快速协同保护",
    U"快速审查", U"快速确权", U"快速预审", U"国家知识产权局", U"市场监督管理局",
    U"市场监管总局", U"人民政府", U"办公室", U"委员会", U"自治区", U"自治州",
    U"领导小组", U"关于", U"进一步", U"加强", U"开展", U"组织", U"做好",
    U"同意", U"建设", U"设立", U"不予", U"批准", U"受理", U"补正", U"现场",
    U"考察", U"验收", U"年度", U"绩效", U"考核", U"结果", U"责令", U"限期",
    U"整改", U"取消", U"资格", U"推荐", U"预审", U"备案", U"主体", U"审查",
    U"行政", U"执法", U"纠纷", U"处理", U"通报", U"批复", U"请示", U"报告",
    U"公告", U"通告", U"工作", U"方案", U"办法", U"规定", U"条例", U"管理",
    U"实施", U"印发", U"转发", U"推进", U"促进", U"发展", U"服务", U"产业",
    U"技术", U"标准", U"试点", U"示范", U"城市", U"地区", U"中国", U"有关",
    U"问题", U"事项", U"情况", U"若干", U"措施", U"机制", U"体系", U"质量",
    U"情形", U"评查", U"案件", U"信用", U"名单", U"全国", U"省级", U"国家级",
    U"材料", U"清单", U"说明", U"提纲", U"编写", U"分析", U"联系人", U"调整",
    U"领域", U"适用", U"首次", U"申报", U"扩大", U"自评", U"公示", U"考评",
    U"举报", U"投诉", U"援助", U"中心", U"公文", U"发明专利", U"实用新型",
    U"外观设计", U"商标权", U"著作权", U"请求书", U"告知书", U"裁定书",
    U"建议书", U"评价报告", U"侵权", U"侵害", U"假冒", U"违法", U"犯罪",
    U"涉嫌", U"复议", U"诉讼", U"答辩", U"强制执行", U"执行", U"确认", U"司法",
    U"协议", U"立案", U"撤销", U"终止", U"中止", U"驳回", U"处罚", U"责任",
    U"证据", U"鉴定", U"口头审理", U"听证", U"合议", U"送达", U"送交", U"转办",
    U"移交", U"邀请", U"参加", U"履行", U"督办", U"协查", U"线索", U"核查",
    U"抽查", U"检查", U"巡查", U"复核", U"复审", U"无效", U"优先", U"加快",
    U"延迟", U"集中", U"跨区域", U"委托", U"许可", U"机构", U"黑名单", U"列入",
    U"移出", U"修复", U"异议", U"公开", U"专家", U"聘任", U"聘书", U"培训",
    U"奖励", U"维权", U"有限公司", U"股份有限公司", U"人民法院", U"公安局",
    U"检察院", U"海关", U"企业", U"单位", U"事业"};

enum { BAD = 1000, MOST = 256, SEARCH_LINES = 8, STEPS = 200000 };

/* 中国（青岛·海洋装备）, 《…》: whole from the character before the bracket on,
 * unless that is longer than a line's half. */
static void
brackets_mark(const struct text *t, bool *inside)
{
	for (size_t i = 1, k; i < t->n; i++) {
		if (t->cells[i].kind != CELL_OPEN)
			continue;
		for (k = i; k < t->n && k < i + 14; k++)
			if (t->cells[k].kind == CELL_CLOSE &&
			    t->cells[k].ch != 0xb7)
				break;
		for (; k < t->n && k < i + 14 && k > i; k--)
			inside[k] = true;
		inside[i] = t->cells[i].ch == 0xff08;
		for (k = i; k > 0 && k + 6 > i && inside[i]; k--)
			if (text_at(t, k - 1, "中国"))
				memset(inside + k, true, i - k);
	}
}

/* Characters of the word when it stands at cell i, else 0. */
static size_t
word_at(const struct text *t, size_t i, const char32_t *word)
{
	size_t n = 0;

	for (; word[n] != 0; n++)
		if (i + n >= t->n || t->cells[i + n].ch != word[n])
			return 0;
	return n;
}

/* Marks the cells inside listed words: no break before them. */
static void
words_mark(const struct text *t, bool *inside)
{
	for (size_t i = 0; i < t->n; i++)
		inside[i] = t->cells[i].glued;
	brackets_mark(t, inside);
	for (size_t i = 0; i < t->n; i++)
		for (size_t w = 0; w < sizeof(words) / sizeof(*words); w++) {
			size_t n = word_at(t, i, words[w]);

			for (size_t k = 1; k < n; k++)
				inside[i + k] = true;
		}
}

/* The end of an office's or a place's name: 局, 市. */
static bool
is_rank(uint32_t ch)
{
	static const char32_t ranks[] = U"局厅部委院室署省市县区州盟旗";

	for (size_t i = 0; ranks[i] != 0; i++)
		if (ranks[i] == ch)
			return true;
	return false;
}

/* More for a break inside brackets, most for one that leaves a character or
 * two of them behind. */
static double
bracket_cost(const struct text *t, size_t i)
{
	size_t open = i;

	while (open > 0 && t->cells[open - 1].ch != U'（' &&
	       t->cells[open - 1].ch != U'）')
		open--;
	if (open == 0 || t->cells[open - 1].ch != U'（')
		return 0;
	return i - open < 3 ? 60 : 15;
}

/* How good a place to break before cell i is; lower is better. */
static double
place_cost(const struct text *t, const bool *inside, size_t i)
{
	uint32_t before = t->cells[i - 1].ch;

	if (t->cells[i].glued)
		return BAD;
	if (inside[i])
		return 60;
	if (before == 0x7684 && t->n - i > 3)
		return 2; /* 的 */
	if (before == 0x7684)
		return 6; /* 的 / 通知: the kind of letter alone */
	if (text_at(t, i, "关于"))
		return 0;
	if (t->cells[i].ch == 0x7684 || is_rank(t->cells[i].ch))
		return 200;
	if (is_rank(before) &&
	    (text_at(t, i, "办公室") || text_at(t, i, "办公厅")))
		return 60; /* one office's name */
	if (t->cells[i - 1].kind == CELL_CLOSE || t->cells[i].kind == CELL_OPEN)
		return 4;
	if (i >= 2 && (text_at(t, i - 2, "关于") || text_at(t, i - 2, "同意")))
		return 40;
	return inside[i - 1] ? 9 : 25;
}

static double
break_cost(const struct text *t, const bool *inside, size_t i)
{
	return place_cost(t, inside, i) + bracket_cost(t, i);
}

static double
edge(double a, double b)
{
	return fabs(a - b) < 0.4 ? 0 : a < b ? 1 : -1;
}

bool
title_shape(const double *w, size_t n)
{
	bool up = true, down = true, swell = n >= 3;
	size_t peak = 0, i;

	for (i = 1; i < n; i++)
		if (w[i] > w[peak])
			peak = i;
	for (i = 1; i < n; i++) {
		up &= edge(w[i - 1], w[i]) > 0;
		down &= edge(w[i - 1], w[i]) < 0;
		swell &= i <= peak ? w[i] > w[i - 1] : w[i] < w[i - 1];
	}
	return n < 2 || up || down || (swell && peak > 0 && peak < n - 1);
}

struct search {
	const struct text *t;
	const bool *inside;
	double width, best;
	size_t n; /* lines wanted */
	unsigned steps;
	size_t ends[SEARCH_LINES], found[SEARCH_LINES];
	double widths[SEARCH_LINES];
};

static void
search_judge(struct search *s, double cost)
{
	double least = s->width, most = 0;

	for (size_t i = 0; i < s->n; i++) {
		least = fmin(least, s->widths[i]);
		most = fmax(most, s->widths[i]);
	}
	if (!title_shape(s->widths, s->n))
		cost += 30;
	cost += (most - least) * 0.8; /* not too unlike */
	if (least < 0.4 * most)
		cost += 15;
	if (cost < s->best) {
		s->best = cost;
		memcpy(s->found, s->ends, sizeof(s->found));
	}
}

/* Tries all ends of line k that starts at `from`, with `left` em to place;
 * prunes at the best, and where the rest cannot fit. */
static void
search_line(struct search *s, size_t k, size_t from, double left, double cost)
{
	double w = 0;

	if (cost >= s->best || s->steps++ > STEPS)
		return;
	if (k == s->n - 1) {
		w = text_width(s->t, from, s->t->n);
		if (w > s->width + 1e-6 || s->t->n - from < 2)
			return;
		s->ends[k] = s->t->n;
		s->widths[k] = w;
		search_judge(s, cost);
		return;
	}
	for (size_t i = from; i + 1 < s->t->n; i++) {
		w += s->t->cells[i].advance;
		if (w > s->width + 1e-6)
			break;
		if (i == from || left - w > (double)(s->n - k - 1) * s->width)
			continue;
		s->ends[k] = i + 1;
		s->widths[k] = w;
		search_line(s, k + 1, i + 1, left - w,
		    cost + break_cost(s->t, s->inside, i + 1));
	}
}

/* Breaks at each <br/>; 0: there is none, or a line is too long for it. */
static size_t
title_forced(const struct text *t, double width, size_t ends[TITLE_LINES])
{
	size_t n = 0, from = 0;

	for (size_t i = 0; i < t->n && n < TITLE_LINES - 1; i++) {
		if (t->cells[i].kind != CELL_BREAK)
			continue;
		if (text_width(t, from, i) > width + 1e-6)
			return 0;
		from = ends[n++] = i;
	}
	if (n > 0)
		ends[n++] = t->n;
	return text_width(t, from, t->n) <= width + 1e-6 ? n : 0;
}

/* What is left when no good break exists: lines that grow by a character, or
 * full ones when too many of those would be needed. */
static size_t
title_plain(const struct text *t, double width, size_t ends[TITLE_LINES])
{
	double total = text_width(t, 0, t->n), lines = ceil(total / width);
	struct measure m = {.em = 1, .width = width};
	size_t n = 0;

	while (lines > 1 && lines <= SEARCH_LINES &&
	       total / lines + (lines - 1) / 2 > width)
		lines++;
	for (size_t at = 0; at < t->n && n < TITLE_LINES; n++) {
		struct line l;

		if (lines <= SEARCH_LINES)
			m.width = fmin(width,
			    total / lines + (double)n - (lines - 1) / 2 + 0.5);
		l = line_next(t, at, &m);
		ends[n] = at = l.next;
	}
	return n;
}

size_t
title_break(const struct text *t, double width, size_t ends[TITLE_LINES])
{
	bool inside[MOST];
	struct search s = {.t = t, .inside = inside, .width = width};
	double total = text_width(t, 0, t->n), best = BAD;
	size_t n = title_forced(t, width, ends), lines = 0, least;

	if (n > 0)
		return n;
	if (total <= width + 1e-6 || t->n > MOST)
		return title_plain(t, width, ends);
	words_mark(t, inside);
	least = (size_t)ceil(total / width);
	for (n = least; n <= least + 1 && n <= SEARCH_LINES; n++) {
		s.n = n;
		s.steps = 0;
		s.best = best - (lines > 0 ? 12 : 0); /* must be worth it */
		search_line(&s, 0, 0, total, 0);
		if (s.best >= best - (lines > 0 ? 12 : 0))
			continue;
		best = s.best;
		lines = n;
		memcpy(ends, s.found, sizeof(s.found));
	}
	return lines > 0 ? lines : title_plain(t, width, ends);
}
