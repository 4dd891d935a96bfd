/* font.c: libFuzzer over typefaces of the operator: what opens gives subsets
 * for PDF and OFD whose deflated forms hold the same bytes, and the TrueType
 * one opens again with the same characters. */
#include <libdeflate.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "font/cff.h"
#include "font/sfnt.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void
must(bool ok)
{
	if (!ok)
		abort();
}

static struct face *
open_bytes(const void *p, size_t n)
{
	int fd = memfd_create("face", 0);
	char path[32];
	struct face *f;

	must(fd >= 0 && write(fd, p, n) == (ssize_t)n);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	f = face_open(path, 0);
	close(fd);
	return f;
}

static void
deflated_holds(const struct fontfile *file)
{
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	struct buf z = {0};
	char *raw = malloc(file->raw.len);
	size_t n;

	fontfile_zlib(file, &z);
	must(d != NULL && raw != NULL && !z.failed && !file->raw.failed);
	must(libdeflate_zlib_decompress(d, z.data, z.len, raw, file->raw.len,
		 &n) == LIBDEFLATE_SUCCESS);
	must(n == file->raw.len && memcmp(raw, file->raw.data, n) == 0);
	free(raw);
	buf_clear(&z);
	libdeflate_free_decompressor(d);
}

static void
opens_again(const struct fontfile *file, const struct face_use *use)
{
	struct face *f = open_bytes(file->raw.data, file->raw.len);

	must(f != NULL);
	for (size_t i = 0; i < use->n; i++)
		must(face_glyph(f, use->uses[i].ch) != 0 ||
		     use->uses[i].gid == 0);
	face_close(f);
}

/* Characters of letters, and the first that the face has. */
static void
uses_of(const struct face *f, struct uses *u)
{
	static const uint32_t some[] = {' ', '0', '1', 'A', 'a', 0x2014, 0x3001,
	    0x3014, 0x4e00, 0x56fd, 0x5b57, 0xff0c, 0x20bb7};
	uint32_t gid;

	uses_init(u);
	for (size_t i = 0; i < sizeof(some) / sizeof(*some); i++)
		if ((gid = face_glyph(f, some[i])) != 0)
			uses_add(
			    u, f, FONT_FANGSONG, (struct use){gid, some[i]});
	for (uint32_t ch = 0x21; ch < 0x80 && u->n > 0 && u->faces[0].n < 40;
	     ch++)
		if ((gid = face_glyph(f, ch)) != 0)
			uses_add(u, f, FONT_FANGSONG, (struct use){gid, ch});
	uses_order(u);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct fontfile ttf = {0}, cff = {0};
	struct face *f = open_bytes(p, n);
	double up, down;
	struct uses u;

	if (f == NULL)
		return 0;
	(void)face_named(f, "FandolFang");
	uses_of(f, &u);
	must(!u.failed);
	if (u.n > 0) {
		face_ink(f, u.faces[0].uses[0].gid, &up, &down);
		sfnt_make(&u.faces[0], f->name, &ttf);
		deflated_holds(&ttf);
		if (ttf.to > ttf.from) /* else blanks only */
			opens_again(&ttf, &u.faces[0]);
		cff_make(&u.faces[0], f->name, &cff);
		deflated_holds(&cff);
	}
	fontfile_clear(&ttf);
	fontfile_clear(&cff);
	uses_clear(&u);
	face_close(f);
	return 0;
}
