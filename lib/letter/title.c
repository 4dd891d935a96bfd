/* title.c: see title.h. */
#include "letter/title.h"

#include <math.h>
#include <string.h>

#include "letter/line.h"

/* Words of official titles that a line must not cut, longest first where one
 * begins another. */
static const char *const words[] = {"中华人民共和国", "知识产权保护中心",
    "知识产权快速维权中心", "知识产权", "保护中心", "快速维权中心", "快速维权",
    "快速协同保护", "快速审查", "快速确权", "快速预审", "国家知识产权局",
    "市场监督管理局", "市场监管总局", "人民政府", "办公室", "委员会", "自治区",
    "自治州", "领导小组", "关于", "进一步", "加强", "开展", "组织", "申报",
    "做好", "同意", "建设", "设立", "不予", "批准", "受理", "补正", "现场",
    "考察", "验收", "年度", "绩效", "考核", "结果", "责令", "限期", "整改",
    "取消", "资格", "推荐", "专利", "预审", "备案", "主体", "审查", "行政",
    "执法", "纠纷", "处理", "决定", "通知书", "通知", "通报", "批复", "意见",
    "请示", "报告", "公告", "通告", "工作", "方案", "办法", "规定", "条例",
    "管理", "实施", "印发", "转发", "推进", "促进", "发展", "服务", "产业",
    "技术", "标准", "试点", "示范", "城市", "地区", "中国", "有关", "问题",
    "事项", "情况", "若干", "措施", "机制", "体系", "质量", "情形", "评查",
    "移送", "案件", "信用", "名单", "全国", "省级", "国家级", "材料", "清单",
    "说明", "提纲", "编写", "分析", "信息", "联系人", "申请", "登记", "调整",
    "领域", "公示", "考评", "举报", "投诉", "援助", "调解", "中心"};

enum { BAD = 1000, MOST = 256 };

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

/* Marks the cells inside listed words: no break before them. */
static void
words_mark(const struct text *t, bool *inside)
{
	size_t i, k, w, n;

	for (i = 0; i < t->n; i++)
		inside[i] = t->cells[i].glued;
	brackets_mark(t, inside);
	for (i = 0; i < t->n; i++)
		for (w = 0; w < sizeof(words) / sizeof(*words); w++) {
			if (!text_at(t, i, words[w]))
				continue;
			n = strlen(words[w]) / 3;
			for (k = 1; k < n; k++)
				inside[i + k] = true;
		}
}

/* How good a place to break before cell i is; lower is better. */
static double
break_cost(const struct text *t, const bool *inside, size_t i)
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
	if (t->cells[i].ch == 0x7684)
		return 200;
	if (t->cells[i - 1].kind == CELL_CLOSE || t->cells[i].kind == CELL_OPEN)
		return 4;
	if (i >= 2 && (text_at(t, i - 2, "关于") || text_at(t, i - 2, "同意")))
		return 40;
	return inside[i - 1] ? 9 : 25;
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
	size_t ends[TITLE_LINES], found[TITLE_LINES];
	double widths[TITLE_LINES];
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

/* Tries all ends of line k that starts at `from`; prunes at the best. */
static void
search_line(struct search *s, size_t k, size_t from, double cost)
{
	double w = 0;

	if (cost >= s->best)
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
		if (i == from)
			continue;
		s->ends[k] = i + 1;
		s->widths[k] = w;
		search_line(
		    s, k + 1, i + 1, cost + break_cost(s->t, s->inside, i + 1));
	}
}

static size_t
title_forced(const struct text *t, size_t ends[TITLE_LINES])
{
	size_t n = 0;

	for (size_t i = 0; i < t->n && n < TITLE_LINES - 1; i++)
		if (t->cells[i].kind == CELL_BREAK)
			ends[n++] = i;
	if (n > 0)
		ends[n++] = t->n;
	return n;
}

/* What is left when no good break exists: lines as full as they go. */
static size_t
title_plain(const struct text *t, double width, size_t ends[TITLE_LINES])
{
	struct measure m = {.em = 1, .width = width};
	size_t n = 0;

	for (size_t at = 0; at < t->n && n < TITLE_LINES; n++) {
		struct line l = line_next(t, at, &m);

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
	size_t n = title_forced(t, ends), lines = 0, least;

	if (n > 0)
		return n;
	if (total <= width + 1e-6 || t->n > MOST)
		return title_plain(t, width, ends);
	words_mark(t, inside);
	least = (size_t)ceil(total / width);
	for (n = least; n <= least + 1 && n <= TITLE_LINES; n++) {
		s.n = n;
		s.best = best - (lines > 0 ? 12 : 0); /* must be worth it */
		search_line(&s, 0, 0, 0);
		if (s.best >= best - (lines > 0 ? 12 : 0))
			continue;
		best = s.best;
		lines = n;
		memcpy(ends, s.found, sizeof(s.found));
	}
	return lines > 0 ? lines : title_plain(t, width, ends);
}
