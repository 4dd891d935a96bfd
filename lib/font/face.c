/* face.c: see face.h. */
#include "font/face.h"

#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

#include "font/shape.h"

static char *
name_get(hb_face_t *hb, hb_ot_name_id_t id, const char *lang)
{
	char text[256];
	unsigned n = sizeof(text);

	if (hb_ot_name_get_utf8(
		hb, id, hb_language_from_string(lang, -1), &n, text) == 0)
		return NULL;
	return strdup(text);
}

/* Leaves only what a PostScript name may hold: the writers rely on it. */
static bool
name_clean(char *name)
{
	char *to = name;

	for (const char *c = name; c != NULL && *c != '\0'; c++)
		if (*c > ' ' && *c <= '~' && strchr("()<>[]{}/%#", *c) == NULL)
			*to++ = *c;
	if (to != NULL)
		*to = '\0';
	return to != name;
}

/* Bits 0-3 of fsType: 2 forbids embedding; bit 9 allows bitmaps only. */
static bool
face_embeddable(hb_face_t *hb)
{
	hb_blob_t *os2 =
	    hb_face_reference_table(hb, HB_TAG('O', 'S', '/', '2'));
	unsigned n, type = 0;
	const uint8_t *p = (const uint8_t *)hb_blob_get_data(os2, &n);

	if (n >= 10)
		type = (unsigned)p[8] << 8 | p[9];
	hb_blob_destroy(os2);
	return (type & 0x000f) != 2 && (type & 0x0200) == 0;
}

static bool
face_has(hb_face_t *hb, hb_tag_t tag)
{
	hb_blob_t *b = hb_face_reference_table(hb, tag);
	bool has = hb_blob_get_length(b) > 0;

	hb_blob_destroy(b);
	return has;
}

static bool
face_fill(struct face *f)
{
	f->cff = face_has(f->hb, HB_TAG('C', 'F', 'F', ' '));
	if (!f->cff && !face_has(f->hb, HB_TAG('g', 'l', 'y', 'f')))
		return false;
	if (!face_embeddable(f->hb))
		return false;
	f->upem = hb_face_get_upem(f->hb);
	f->font = hb_font_create(f->hb);
	hb_font_set_scale(f->font, (int)f->upem, (int)f->upem);
	f->name = name_get(f->hb, HB_OT_NAME_ID_POSTSCRIPT_NAME, "en");
	f->family = name_get(f->hb, HB_OT_NAME_ID_FONT_FAMILY, "zh-cn");
	if (f->family == NULL)
		f->family = name_get(f->hb, HB_OT_NAME_ID_FONT_FAMILY, "en");
	f->inks = calloc(hb_face_get_glyph_count(f->hb) + 1, sizeof(*f->inks));
	f->shapes = shapes_new(hb_face_get_glyph_count(f->hb));
	return name_clean(f->name) && f->family != NULL && f->upem > 0 &&
	       f->shapes != NULL && f->inks != NULL;
}

struct face *
face_open(const char *path, unsigned index)
{
	hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
	struct face *f;
	unsigned n;

	if (blob == NULL)
		return NULL;
	n = hb_face_count(blob);
	if (n <= index || (f = calloc(1, sizeof(*f))) == NULL) {
		hb_blob_destroy(blob);
		return NULL;
	}
	f->files = n;
	f->hb = hb_face_create(blob, index);
	hb_blob_destroy(blob);
	f->index = index;
	f->path = strdup(path);
	if (f->path == NULL || !face_fill(f)) {
		face_close(f);
		return NULL;
	}
	return f;
}

void
face_close(struct face *f)
{
	if (f == NULL)
		return;
	shapes_free(f->shapes);
	hb_font_destroy(f->font);
	hb_face_destroy(f->hb);
	free(f->inks);
	free(f->family);
	free(f->name);
	free(f->path);
	free(f);
}

bool
face_named(const struct face *f, const char *name)
{
	unsigned i, n, len;
	char text[256];
	const hb_ot_name_entry_t *e = hb_ot_name_list_names(f->hb, &n);

	for (i = 0; i < n; i++) {
		if (e[i].name_id != HB_OT_NAME_ID_FONT_FAMILY &&
		    e[i].name_id != HB_OT_NAME_ID_FULL_NAME &&
		    e[i].name_id != HB_OT_NAME_ID_POSTSCRIPT_NAME)
			continue;
		len = sizeof(text);
		if (hb_ot_name_get_utf8(
			f->hb, e[i].name_id, e[i].language, &len, text) > 0 &&
		    strcasecmp(text, name) == 0)
			return true;
	}
	return false;
}

uint32_t
face_glyph(const struct face *f, uint32_t ch)
{
	hb_codepoint_t gid;

	return hb_font_get_nominal_glyph(f->font, ch, &gid) ? gid : 0;
}

double
face_advance(const struct face *f, uint32_t gid)
{
	return hb_font_get_glyph_h_advance(f->font, gid) / f->upem;
}

void
face_ink(const struct face *f, uint32_t gid, double *top, double *bottom)
{
	int16_t *ink = f->inks[gid < hb_face_get_glyph_count(f->hb) ? gid : 0];
	hb_glyph_extents_t e;

	if (ink[0] == 0 && ink[1] == 0) { /* not asked for yet, or blank */
		if (!hb_font_get_glyph_extents(f->font, gid, &e))
			e = (hb_glyph_extents_t){0};
		ink[0] = (int16_t)e.y_bearing;
		ink[1] = (int16_t)(e.y_bearing + e.height);
	}
	*top = ink[0] / f->upem;
	*bottom = ink[1] / f->upem;
}

void
face_draw(const struct face *f, uint32_t gid, hb_draw_funcs_t *funcs, void *pen)
{
#if HB_VERSION_ATLEAST(7, 0, 0)
	hb_font_draw_glyph(f->font, gid, funcs, pen);
#else
	hb_font_get_glyph_shape(f->font, gid, funcs, pen);
#endif
}

hb_blob_t *
face_table(const struct face *f, const char tag[4])
{
	return hb_face_reference_table(
	    f->hb, HB_TAG(tag[0], tag[1], tag[2], tag[3]));
}
