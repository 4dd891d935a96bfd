/* type2.c: see type2.h. Adobe Technical Note 5177; operators that draw the
 * same kind of segment several times take as many operands as allowed. */
#include "font/type2.h"

#include <math.h>
#include <stdlib.h>

enum op {
	OP_NONE,
	OP_VMOVE = 4,
	OP_LINE,
	OP_HLINE,
	OP_VLINE,
	OP_CURVE,
	OP_END = 14,
	OP_MOVE = 21,
	OP_HMOVE,
	OP_VVCURVE = 26,
	OP_HHCURVE,
	OP_VHCURVE = 30,
	OP_HVCURVE
};

enum { OPERANDS = 48 };

struct type2_pen {
	hb_draw_funcs_t *funcs;
	struct buf *out;
	int x, y;     /* where the pen is, in units */
	enum op op;   /* of the operands at hand */
	enum op next; /* what may follow in the same operator */
	int args[OPERANDS];
	int n;
};

static void
put_operand(struct buf *b, int v)
{
	if (v >= -107 && v <= 107) {
		buf_addc(b, (char)(v + 139));
	} else if (v >= 108 && v <= 1131) {
		buf_addc(b, (char)(247 + (v - 108) / 256));
		buf_addc(b, (char)((v - 108) % 256));
	} else if (v <= -108 && v >= -1131) {
		buf_addc(b, (char)(251 + (-v - 108) / 256));
		buf_addc(b, (char)((-v - 108) % 256));
	} else {
		buf_addc(b, 28);
		buf_addc(b, (char)((unsigned)v >> 8 & 0xff));
		buf_addc(b, (char)((unsigned)v & 0xff));
	}
}

static void
pen_flush(struct type2_pen *p)
{
	for (int i = 0; i < p->n; i++)
		put_operand(p->out, p->args[i]);
	if (p->op != OP_NONE)
		buf_addc(p->out, (char)p->op);
	p->op = p->next = OP_NONE;
	p->n = 0;
}

/* Adds operands: to the operator at hand when it may go on with `op`. */
static void
pen_add(struct type2_pen *p, enum op op, const int *args, int n, enum op next)
{
	if (p->next != op || p->n + n > OPERANDS - 1) {
		pen_flush(p);
		p->op = op;
	}
	for (int i = 0; i < n; i++)
		p->args[p->n++] = args[i];
	p->next = next;
}

/* The step to a place, which the pen then stands at. */
static void
pen_step(struct type2_pen *p, float x, float y, int out[2])
{
	int nx = (int)lroundf(x), ny = (int)lroundf(y);

	out[0] = nx - p->x;
	out[1] = ny - p->y;
	p->x = nx;
	p->y = ny;
}

static void
draw_move(hb_draw_funcs_t *f, void *pen, hb_draw_state_t *st, float x, float y,
    void *user)
{
	struct type2_pen *p = pen;
	int d[2];

	(void)f, (void)st, (void)user;
	pen_step(p, x, y, d);
	if (d[0] == 0)
		pen_add(p, OP_VMOVE, d + 1, 1, OP_NONE);
	else
		pen_add(p, d[1] == 0 ? OP_HMOVE : OP_MOVE, d, d[1] == 0 ? 1 : 2,
		    OP_NONE);
}

static void
draw_line(hb_draw_funcs_t *f, void *pen, hb_draw_state_t *st, float x, float y,
    void *user)
{
	struct type2_pen *p = pen;
	int d[2];

	(void)f, (void)st, (void)user;
	pen_step(p, x, y, d);
	if (d[1] == 0)
		pen_add(p, OP_HLINE, d, 1, OP_VLINE);
	else if (d[0] == 0)
		pen_add(p, OP_VLINE, d + 1, 1, OP_HLINE);
	else
		pen_add(p, OP_LINE, d, 2, OP_LINE);
}

static void
draw_cubic(hb_draw_funcs_t *f, void *pen, hb_draw_state_t *st, float ax,
    float ay, float bx, float by, float x, float y, void *user)
{
	struct type2_pen *p = pen;
	int d[6];

	(void)f, (void)st, (void)user;
	pen_step(p, ax, ay, d);
	pen_step(p, bx, by, d + 2);
	pen_step(p, x, y, d + 4);
	if (d[1] == 0 && d[4] == 0) {
		d[1] = d[2], d[2] = d[3], d[3] = d[5];
		pen_add(p, OP_HVCURVE, d, 4, OP_VHCURVE);
	} else if (d[0] == 0 && d[5] == 0) {
		pen_add(p, OP_VHCURVE, d + 1, 4, OP_HVCURVE);
	} else if (d[1] == 0 && d[5] == 0) {
		d[1] = d[2], d[2] = d[3], d[3] = d[4];
		pen_add(p, OP_HHCURVE, d, 4, OP_HHCURVE);
	} else if (d[0] == 0 && d[4] == 0) {
		d[4] = d[5];
		pen_add(p, OP_VVCURVE, d + 1, 4, OP_VVCURVE);
	} else {
		pen_add(p, OP_CURVE, d, 6, OP_CURVE);
	}
}

struct type2_pen *
type2_pen_new(void)
{
	struct type2_pen *p = calloc(1, sizeof(*p));

	if (p == NULL)
		return NULL;
	p->funcs = hb_draw_funcs_create();
	hb_draw_funcs_set_move_to_func(p->funcs, draw_move, NULL, NULL);
	hb_draw_funcs_set_line_to_func(p->funcs, draw_line, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(p->funcs, draw_cubic, NULL, NULL);
	return p;
}

void
type2_pen_free(struct type2_pen *p)
{
	if (p == NULL)
		return;
	hb_draw_funcs_destroy(p->funcs);
	free(p);
}

void
type2_draw(
    struct type2_pen *p, const struct face *f, uint32_t gid, struct buf *out)
{
	int width = (int)lround(face_advance(f, gid) * f->upem);

	p->out = out;
	p->x = p->y = p->n = 0;
	p->op = p->next = OP_NONE;
	if (width != TYPE2_WIDTH)
		put_operand(out, width);
	face_draw(f, gid, p->funcs, p);
	pen_flush(p);
	buf_addc(out, OP_END);
}
