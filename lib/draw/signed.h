/* signed.h: a letter's files with their seals and signatures. */
#ifndef DRAW_SIGNED_H
#define DRAW_SIGNED_H

#include "draw/list.h"
#include "draw/pdf_sign.h"

/* One organ's seal and key. */
struct sealing {
	const struct signer *signer;
	const struct seal *seal; /* NULL: signed without being seen */
	const char *name;        /* of the organ, UTF-8 */
};

/*
 * Appends the letter as PDF, or as OFD, with one signature behind the other.
 * The i-th stands where the layout keeps the place of its i-th seal, whose item
 * loses its image; but in OFD a seal without structure becomes that image. ERR_INPUT "letter-seal-place": more seals than
 * places.
 */
bool signed_pdf(struct layout *l, const struct sealing *s, size_t n, time_t at,
    struct buf *out, struct err *err) MUST_CHECK;
bool signed_ofd(struct layout *l, const struct sealing *s, size_t n, time_t at,
    struct buf *out, struct err *err) MUST_CHECK;

#endif
