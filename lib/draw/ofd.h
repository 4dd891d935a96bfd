/* ofd.h: the OFD writer's parts (GB/T 33190-2016): package, pages, tags. */
#ifndef DRAW_OFD_H
#define DRAW_OFD_H

#include "base/buf.h"
#include "base/err.h"
#include "draw/draw.h"
#include "font/uses.h"

#define OFD_NS "http://www.ofdspec.org/2016"
#define OFD_SIGNATURES "Doc_0/Signs/Signatures.xml"
#define OFD_XML "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

/* A file of the package. */
struct ofd_part {
	struct ofd_part *next;
	char name[64];
	struct buf b;
	struct buf packed; /* the same deflated, or empty */
	bool stored;       /* deflating it is no use */
};

/* An object on a page that belongs to a node. */
struct ofd_ref {
	size_t page, node;
	unsigned id;
};

enum { OFD_IMAGES = 32 };

struct ofd {
	const struct layout *l;
	struct ofd_part *first, *last; /* in the order of the package; heap */
	struct uses uses;
	unsigned fonts[USES_FACES]; /* IDs */
	const struct picture *images[OFD_IMAGES];
	unsigned image_ids[OFD_IMAGES];
	size_t images_n;
	unsigned *pages;      /* IDs; heap */
	struct ofd_ref *refs; /* heap, in drawing order */
	size_t refs_n, refs_cap;
	unsigned id;               /* the greatest so far */
	unsigned signatures;       /* ofd_sign.c: how many so far */
	struct buf signature_list; /* their entries */
	struct ofd_part *signature_part;
	bool to_sign;
	bool failed; /* latched: out of memory */
};

/* ofd.c: all parts of an unsigned file of o->l; then the file at the end of
 * `out`. ofd_clear after, also when they failed. */
bool ofd_make(struct ofd *o, bool to_sign, struct err *err) MUST_CHECK;
bool ofd_zip(struct ofd *o, struct buf *out, struct err *err) MUST_CHECK;
void ofd_clear(struct ofd *o);
/* A new file of the package; a spare one when out of memory. */
struct buf *ofd_part(struct ofd *o, const char *name, size_t n);
unsigned ofd_id(struct ofd *o);

/* ofd_res.c: fonts and images with the lists of them. */
void ofd_resources(struct ofd *o);
/* ofd_page.c */
void ofd_pages(struct ofd *o);
/* ofd_tag.c: which objects are which element of the letter. */
void ofd_tags(struct ofd *o);

#endif
