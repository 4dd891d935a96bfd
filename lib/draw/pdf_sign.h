/* pdf_sign.h: signatures of PDF files: made by incremental update, and checked.
 *
 * RSA and ECDSA: PAdES B-B (ETSI EN 319 142-1); SM2: SignedData of GB/T 35275
 * under /adbe.pkcs7.detached, as no name of its own is registered. The seal is
 * the appearance of the signature's widget, and stands nowhere else. */
#ifndef DRAW_PDF_SIGN_H
#define DRAW_PDF_SIGN_H

#include <time.h>

#include "draw/seal.h"
#include "sign/key.h"

/* Where and as whom; millimetres from the page's top left. */
struct stamp {
	size_t page;             /* from 0 */
	double x, y, w, h;       /* without seal: nowhere */
	const struct seal *seal; /* NULL: nothing is seen */
	const char *name;        /* of the organ, UTF-8 */
	time_t at;
};

/* Appends the signed file: all of `pdf` and an update behind it. `pdf` is one
 * that pdf_write made, signed before or not: ERR_INPUT "pdf-form" else. */
bool pdf_sign(const struct buf *pdf, const struct stamp *stamp,
    const struct signer *signer, struct buf *out, struct err *err) MUST_CHECK;

#endif
