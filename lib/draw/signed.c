/* signed.c: see signed.h. */
#include "draw/signed.h"

#include <string.h>

#include "draw/draw.h"
#include "draw/ofd_sign.h"

typedef bool stamper(const struct buf *in, const struct stamp *stamp,
    const struct signer *signer, struct buf *out, struct err *err);

/* The place of the i-th seal; a seal whose structure states a size has it,
 * about the same centre. */
static bool
place_find(struct layout *l, size_t i, struct stamp *s, bool ofd)
{
	for (size_t p = 0; p < l->n; p++)
		for (size_t k = 0; k < l->pages[p].n; k++) {
			struct item *it = &l->pages[p].items[k];
			double more;

			if (it->kind != ITEM_IMAGE ||
			    strcmp(it->tag, "seal") != 0 || i-- > 0)
				continue;
			it->picture = ofd && s->seal->esl.len == 0
					  ? s->seal->picture
					  : NULL;
			more = s->seal->mm > 0 ? s->seal->mm - it->w : 0;
			s->page = p;
			s->x = it->x - more / 2;
			s->y = it->y - more / 2;
			s->w = it->w + more;
			s->h = it->h + more;
			return true;
		}
	return false;
}

static bool
signed_make(struct layout *l, const struct sealing *s, size_t n, time_t at,
    draw_writer *write, stamper *stamp, struct buf *out, struct err *err)
{
	struct stamp stamps[16] = {{0}};
	struct buf file[2] = {{0}};
	bool ok = n <= 16;

	for (size_t i = 0; ok && i < n; i++) {
		stamps[i].seal = s[i].seal;
		stamps[i].name = s[i].name;
		stamps[i].at = at;
		ok = s[i].seal == NULL ||
		     place_find(l, i, &stamps[i], write == ofd_write);
	}
	if (!ok)
		return err_fail(
		    err, ERR_INPUT, "letter-seal-place", "%zu seals", n);
	ok = write(l, &file[0], err);
	for (size_t i = 0; ok && i < n; i++) {
		struct buf *to = i + 1 == n ? out : &file[(i + 1) % 2];

		if (to != out)
			buf_empty(to);
		ok = stamp(&file[i % 2], &stamps[i], s[i].signer, to, err);
	}
	if (ok && n == 0)
		buf_add(out, file[0].data, file[0].len);
	buf_clear(&file[0]);
	buf_clear(&file[1]);
	return ok;
}

bool
signed_pdf(struct layout *l, const struct sealing *s, size_t n, time_t at,
    struct buf *out, struct err *err)
{
	return signed_make(l, s, n, at, pdf_write, pdf_sign, out, err);
}

bool
signed_ofd(struct layout *l, const struct sealing *s, size_t n, time_t at,
    struct buf *out, struct err *err)
{
	return signed_make(l, s, n, at, ofd_write, ofd_sign, out, err);
}
