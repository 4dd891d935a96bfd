/* seal.c: libFuzzer over PNG files of seals: what is read is written into PDF
 * and OFD, and comes out of our own PNG as it went in. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "draw/draw.h"
#include "draw/png.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void
must(bool ok)
{
	if (!ok)
		abort();
}

static const struct picture *
load(struct layout *l, const void *p, size_t n, struct err *err)
{
	const struct picture *pic;
	int fd = memfd_create("seal", 0);
	char name[16];

	must(fd >= 0 && write(fd, p, n) == (ssize_t)n);
	snprintf(name, sizeof(name), "%d", fd);
	pic = picture_load(l, "/proc/self/fd", name, err);
	close(fd);
	return pic;
}

static void
same(const struct picture *a, const struct picture *b)
{
	size_t n = (size_t)a->w * a->h;

	must(b != NULL && a->w == b->w && a->h == b->h);
	must(memcmp(a->rgb, b->rgb, n * 3) == 0);
	must((a->alpha == NULL) == (b->alpha == NULL));
	must(a->alpha == NULL || memcmp(a->alpha, b->alpha, n) == 0);
}

static void
write_all(struct layout *l, const struct picture *pic)
{
	struct item it = {.kind = ITEM_IMAGE,
	    .tag = "seal",
	    .x = 100,
	    .y = 200,
	    .w = 42,
	    .h = 42,
	    .picture = pic};
	struct err err = {0};
	struct buf b = {0};

	list_item(l, list_page(l), &it);
	must(list_node(l, "letter", 0) == 0);
	must(pdf_write(l, &b, &err) && ofd_write(l, &b, &err));
	buf_empty(&b);
	png_put(&b, pic);
	same(pic, load(l, b.data, b.len, &err));
	buf_clear(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct layout l = {.arena = arena_new(512 << 20),
	    .title = "",
	    .organ = "",
	    .number = "",
	    .date = ""};
	struct err err = {0};
	const struct picture *pic;

	must(l.arena != NULL);
	pic = load(&l, p, n, &err);
	must((pic == NULL) == (err.kind == ERR_INPUT));
	if (pic != NULL && (size_t)pic->w * pic->h < 1 << 16)
		write_all(&l, pic);
	arena_free(l.arena);
	return 0;
}
