/* pdf_sign.c: see pdf_sign.h. ISO 32000-1 12.8, ISO 19005-2 6.3 and 6.4.3. */
#include "draw/pdf_sign.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hex.h"
#include "draw/pdf.h"
#include "draw/pdf_sign_file.h"
#include "draw/png.h"
#include "sign/cms.h"

enum { NEW_OBJECTS = 6, ADDED = 16384 }; /* octets beside the signature */

struct update {
	const struct pdf_file *file;
	const struct stamp *stamp;
	struct buf *out;
	size_t start;  /* out->len at the file's first byte */
	unsigned next; /* the next free object */
	struct {
		unsigned id;
		size_t at;
	} objects[NEW_OBJECTS + 3];
	size_t n;
	unsigned catalog, page, form, look, widget, value;
	size_t range, contents; /* places to fill in, from start */
	size_t most;            /* octets kept for the SignedData */
};

static void
object_begin(struct update *u, unsigned id)
{
	u->objects[u->n].id = id;
	u->objects[u->n++].at = u->out->len - u->start;
	buf_addf(u->out, "%u 0 obj\n", id);
}

static void
object_end(struct update *u)
{
	buf_adds(u->out, "\nendobj\n");
}

static void
image_put(struct update *u, unsigned id, unsigned bits, const char *dict,
    const struct buf *z)
{
	object_begin(u, id);
	buf_addf(u->out,
	    "<</Type/XObject/Subtype/Image/Width %u/Height %u"
	    "/BitsPerComponent %u%s/Filter/FlateDecode/Length %zu>>stream\n",
	    u->stamp->seal->picture->w, u->stamp->seal->picture->h, bits, dict,
	    z->len);
	buf_add(u->out, z->data, z->len);
	buf_adds(u->out, "\nendstream");
	object_end(u);
}

/* The seal fills the widget; multiplied onto the text below, as ink is. */
static void
look_put(struct update *u)
{
	static const char ink[] = "q/Ink gs %s 0 0 %s 0 0 cm/Seal Do Q";
	const struct seal *seal = u->stamp->seal;
	struct buf w = {0}, h = {0}, draw = {0};
	unsigned image = 0, mask = 0;
	char dict[64] = "/ColorSpace/DeviceRGB";

	put_number(&w, u->stamp->w / MM_PT);
	put_number(&h, u->stamp->h / MM_PT);
	if (seal != NULL) {
		buf_addf(&draw, ink, w.data, h.data);
		image = u->next++;
		if (seal->alpha.len > 0) {
			mask = u->next++;
			image_put(u, mask, seal->alpha_bits,
			    "/ColorSpace/DeviceGray", &seal->alpha);
			snprintf(dict, sizeof(dict),
			    "/ColorSpace/DeviceRGB/SMask %u 0 R", mask);
		}
		image_put(u, image, 8, dict, &seal->rgb);
	}
	object_begin(u, u->look = u->next++);
	buf_addf(u->out, "<</Type/XObject/Subtype/Form/BBox[0 0 %s %s]", w.data,
	    h.data);
	if (seal != NULL)
		buf_addf(u->out,
		    "/Resources<</XObject<</Seal %u 0 R>>/ExtGState"
		    "<</Ink<</Type/ExtGState/BM/Multiply>>>>>>",
		    image);
	buf_addf(u->out, "/Length %zu>>stream\n", draw.len);
	buf_add(u->out, draw.data, draw.len);
	buf_adds(u->out, "\nendstream");
	object_end(u);
	u->out->failed |= w.failed || h.failed || draw.failed;
	buf_clear(&w);
	buf_clear(&h);
	buf_clear(&draw);
}

/* China has one time, eight hours ahead. */
static void
time_put(struct buf *b, time_t at)
{
	char text[32];
	struct tm tm;

	at += 8 * 3600;
	gmtime_r(&at, &tm);
	strftime(text, sizeof(text), "%Y%m%d%H%M%S", &tm);
	buf_addf(b, "(D:%s+08'00')", text);
}

static void
value_put(struct update *u, bool sm)
{
	struct buf *b = u->out;

	object_begin(u, u->value = u->next++);
	buf_addf(b, "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/%s/M",
	    sm ? "adbe.pkcs7.detached" : "ETSI.CAdES.detached");
	time_put(b, u->stamp->at);
	buf_adds(b, "/Name");
	pdf_string(b, u->stamp->name);
	buf_adds(b, "/ByteRange");
	u->range = b->len - u->start;
	buf_addf(b, "%-38s/Contents", "[");
	u->contents = b->len - u->start;
	buf_addc(b, '<');
	buf_reserve(b, 2 * u->most + 1);
	if (!b->failed) {
		memset(b->data + b->len, '0', 2 * u->most);
		b->len += 2 * u->most;
		b->data[b->len] = '\0';
	}
	buf_adds(b, ">>>");
	object_end(u);
}

/* Printed, and locked in its place: ISO 19005-2 6.3.2 asks for the first. */
static void
widget_put(struct update *u)
{
	const struct stamp *s = u->stamp;
	double box[4] = {
	    s->x, MM_PAGE_H - s->y - s->h, s->x + s->w, MM_PAGE_H - s->y};
	struct buf *b = u->out;

	object_begin(u, u->widget = u->next++);
	buf_adds(b, "<</Type/Annot/Subtype/Widget/FT/Sig/F 132/Rect[");
	for (int i = 0; i < 4; i++) {
		put_number(b, s->seal != NULL ? box[i] / MM_PT : 0);
		buf_addc(b, ' ');
	}
	buf_addf(b, "]/T(Signature%u)/TU", u->widget);
	pdf_string(b, s->name);
	buf_addf(b, "/P %u 0 R/V %u 0 R/AP<</N %u 0 R>>>>", u->page, u->value,
	    u->look);
	object_end(u);
}

/* The dictionary with one reference more in the array under `key`. */
static void
array_put(struct update *u, struct slice dict, const char *key)
{
	struct slice old = pdf_get(dict, key), at = {0}, k, value;

	buf_adds(u->out, "<<");
	while (pdf_entry(dict, &at, &k, &value))
		if (!slice_is(k, key)) {
			buf_add(u->out, k.p, k.n);
			buf_addc(u->out, ' ');
			buf_add(u->out, value.p, value.n);
		}
	buf_addf(u->out, "%s[", key);
	if (old.n > 2)
		buf_add(u->out, old.p + 1, old.n - 2);
	buf_addf(u->out, " %u 0 R]>>", u->widget);
}

static void
form_put(struct update *u, struct slice catalog)
{
	unsigned id = pdf_reference(pdf_get(catalog, "/AcroForm"));
	struct slice form = pdf_object(u->file, id);

	object_begin(u, id > 0 ? id : u->next++);
	if (id > 0) {
		array_put(u, form, "/Fields");
		object_end(u);
		return;
	}
	id = u->objects[u->n - 1].id;
	/* signatures exist, and the file is only to be appended to */
	buf_addf(u->out, "<</SigFlags 3/Fields[%u 0 R]>>", u->widget);
	object_end(u);
	object_begin(u, u->catalog);
	buf_add(u->out, catalog.p, catalog.n - 2);
	buf_addf(u->out, "/AcroForm %u 0 R>>", id);
	object_end(u);
}

static int
by_id(const void *a, const void *b)
{
	unsigned x = *(const unsigned *)a, y = *(const unsigned *)b;

	return x < y ? -1 : x > y;
}

static void
table_put(struct update *u)
{
	size_t xref = u->out->len - u->start;
	struct slice id = pdf_get(u->file->trailer, "/ID"),
		     info = pdf_get(u->file->trailer, "/Info");

	qsort(u->objects, u->n, sizeof(*u->objects), by_id);
	buf_adds(u->out, "xref\n0 1\n0000000000 65535 f \n");
	for (size_t i = 0; i < u->n; i++)
		buf_addf(u->out, "%u 1\n%010zu 00000 n \n", u->objects[i].id,
		    u->objects[i].at);
	buf_addf(u->out, "trailer\n<</Size %u/Root %u 0 R/Prev %zu/Info ",
	    u->next, u->catalog, u->file->xref);
	buf_add(u->out, info.p, info.n);
	buf_adds(u->out, "/ID");
	buf_add(u->out, id.p, id.n);
	buf_addf(u->out, ">>\nstartxref\n%zu\n%%%%EOF\n", xref);
}

/* What is signed is all but the Contents string. */
static bool
fill(struct update *u, const struct signer *signer, struct err *err)
{
	char *file = u->out->data + u->start, text[64];
	size_t n = u->out->len - u->start,
	       behind = u->contents + 2 * u->most + 2;
	struct digester *d =
	    digester_new_one(cert_algorithm(signer_cert(signer)) == SIGN_SM2_SM3
				 ? DIGEST_SM3
				 : DIGEST_SHA256);
	struct digest digest;
	struct buf cms = {0};
	bool ok;

	snprintf(text, sizeof(text), "[0 %zu %zu %zu]", u->contents, behind,
	    n - behind);
	memcpy(file + u->range, text, strlen(text));
	if (d == NULL)
		return err_fail(err, ERR_BUSY, "busy", "sign: out of memory");
	digester_add(d, file, u->contents);
	digester_add(d, file + behind, n - behind);
	ok = digester_end(d, &digest) ||
	     err_fail(err, ERR_BUG, "bug", "sign: digest");
	digester_free(d);
	ok = ok && cms_make(signer, &digest, u->stamp->at, &cms, err);
	if (ok && cms.len > u->most)
		ok = err_fail(err, ERR_BUG, "sign-key", "too long a chain");
	if (ok) { /* its NUL takes the place of a zero, or of ">" */
		char *end = file + u->contents + 1 + 2 * cms.len, next = *end;

		hex_put(cms.data, cms.len, file + u->contents + 1);
		*end = next;
	}
	buf_clear(&cms);
	return ok;
}

/* Catalog and page; the files that pdf_write makes have one level of pages. */
static bool
places_find(struct update *u, struct slice *catalog, struct slice *page,
    struct err *err)
{
	const struct pdf_file *f = u->file;
	struct slice kids, kid = {"", 0}, annots;
	size_t size;

	u->catalog = pdf_reference(pdf_get(f->trailer, "/Root"));
	*catalog = pdf_object(f, u->catalog);
	kids = pdf_get(pdf_follow(f, pdf_get(*catalog, "/Pages")), "/Kids");
	if (kids.n > 2)
		kids = (struct slice){kids.p + 1, kids.n - 2};
	for (size_t i = 0; i <= u->stamp->page; i++)
		kid = pdf_next(&kids);
	u->page = pdf_reference(kid);
	*page = pdf_object(f, u->page);
	annots = pdf_get(*page, "/Annots");
	if (!pdf_number(pdf_get(f->trailer, "/Size"), &size) || size < f->n ||
	    size > f->n || !slice_is(pdf_get(*page, "/Type"), "/Page") ||
	    (annots.n > 0 && *annots.p != '['))
		return err_fail(err, ERR_INPUT, "pdf-form",
		    "not a letter that this program wrote");
	u->next = (unsigned)size;
	return true;
}

bool
pdf_sign(const struct buf *pdf, const struct stamp *stamp,
    const struct signer *signer, struct buf *out, struct err *err)
{
	struct pdf_file f;
	struct update u = {.file = &f,
	    .stamp = stamp,
	    .out = out,
	    .start = out->len,
	    .most = cms_most(signer)};
	struct slice catalog, page;
	bool ok;

	if (!pdf_file_read(pdf->data, pdf->len, &f, err))
		return false;
	if ((ok = places_find(&u, &catalog, &page, err))) {
		buf_reserve(out, pdf->len + 2 * u.most + ADDED);
		buf_add(out, pdf->data, pdf->len);
		look_put(&u);
		value_put(
		    &u, cert_algorithm(signer_cert(signer)) == SIGN_SM2_SM3);
		widget_put(&u);
		object_begin(&u, u.page);
		array_put(&u, page, "/Annots");
		object_end(&u);
		form_put(&u, catalog);
		table_put(&u);
		ok = !out->failed ||
		     err_fail(err, ERR_BUSY, "busy", "pdf: out of memory");
	}
	ok = ok && fill(&u, signer, err);
	pdf_file_clear(&f);
	return ok;
}
