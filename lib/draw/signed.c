/* signed.c: see signed.h. */
#include "draw/signed.h"

#include <string.h>

#include "draw/draw.h"
#include "draw/ofd_sign.h"

enum { STAMPS = 16 };

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
stamps_place(struct layout *l, const struct sealing *s, size_t n, time_t at,
    bool ofd, struct stamp stamps[STAMPS], struct err *err)
{
	bool ok = n <= STAMPS;

	for (size_t i = 0; ok && i < n; i++) {
		stamps[i] = (struct stamp){
		    .seal = s[i].seal, .name = s[i].name, .at = at};
		ok = s[i].seal == NULL || place_find(l, i, &stamps[i], ofd);
	}
	return ok ||
	       err_fail(err, ERR_INPUT, "letter-seal-place", "%zu seals", n);
}

bool
signed_pdf(struct layout *l, const struct sealing *s, size_t n, time_t at,
    struct buf *out, struct err *err)
{
	struct stamp stamps[STAMPS];
	struct buf file[2] = {{0}};
	bool ok = stamps_place(l, s, n, at, false, stamps, err) &&
		  pdf_write(l, n > 0 ? &file[0] : out, err);

	for (size_t i = 0; ok && i < n; i++) {
		struct buf *to = i + 1 == n ? out : &file[(i + 1) % 2];

		if (to != out)
			buf_empty(to);
		ok = pdf_sign(&file[i % 2], &stamps[i], s[i].signer, to, err);
	}
	buf_clear(&file[0]);
	buf_clear(&file[1]);
	return ok;
}

bool
signed_ofd(struct layout *l, const struct sealing *s, size_t n, time_t at,
    struct buf *out, struct err *err)
{
	struct stamp stamps[STAMPS];
	struct ofd o = {.l = l};
	bool ok = stamps_place(l, s, n, at, true, stamps, err) &&
		  ofd_make(&o, n > 0, err);

	for (size_t i = 0; ok && i < n; i++)
		ok = ofd_sign(&o, &stamps[i], s[i].signer, err);
	ok = ok && ofd_zip(&o, out, err);
	ofd_clear(&o);
	return ok;
}
