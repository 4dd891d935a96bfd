/* font.c: see font.h. */
#include "font/font.h"

#include <dirent.h>
#include <fontconfig/fontconfig.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/memo.h"
#include "font/font_table.h"

enum { FACES = 64, PER_ROLE = 16, MEMO = 0x10000, IN_FILE = 8, MADE = 16 };

#define LETTER_MEMORY (256u << 20)

/* What font_find has found for a character of the first plane. It says of a
 * face what the face says itself: nothing of one letter shows in another. */
struct memo {
	uint16_t gid, advance; /* in units */
	uint8_t face;          /* its id + 1; 0: not looked for yet */
	bool fallback;
};

struct fonts {
	struct memo *made;
	struct face *faces[FACES]; /* all that are open, in order of opening */
	unsigned n;
	struct {
		const struct face *faces[PER_ROLE];
		unsigned n;
		bool proper;
		struct memo *memo; /* MEMO of them; memory only once touched */
	} role[FONT_ROLES];
	struct arena **spare; /* one, or NULL; apart, as fonts are const */
};

static struct face *
fonts_keep(struct fonts *f, struct face *face)
{
	if (face == NULL)
		return NULL;
	if (f->n == FACES) {
		face_close(face);
		return NULL;
	}
	face->id = f->n;
	return f->faces[f->n++] = face;
}

/* The face of that file, opened once. */
static struct face *
fonts_file(struct fonts *f, const char *path, unsigned index)
{
	for (unsigned i = 0; i < f->n; i++)
		if (f->faces[i]->index == index &&
		    strcmp(f->faces[i]->path, path) == 0)
			return f->faces[i];
	return fonts_keep(f, face_open(path, index));
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int
is_visible(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

/* All faces of a file; what is no font that may be embedded is said. */
static void
fonts_take(struct fonts *f, const char *path)
{
	const struct face *face = fonts_file(f, path, 0);

	if (face == NULL)
		log_line(LOG_WARN,
		    "fonts: %s is left out: no TrueType or OpenType font, "
		    "damaged, or its licence bits forbid embedding",
		    path);
	for (unsigned i = 1; face != NULL && i < IN_FILE && i < face->files;
	     i++)
		fonts_file(f, path, i);
}

/* All faces of a folder, by file name, so that the order is the same. */
static bool
fonts_folder(struct fonts *f, const char *dir, size_t len)
{
	struct dirent **list;
	char folder[2048], path[4096];
	int n;

	if (len == 0 || len >= sizeof(folder))
		return false;
	memcpy(folder, dir, len);
	folder[len] = '\0';
	if ((n = scandir(folder, &list, is_visible, by_name)) < 0)
		return false;
	for (int i = 0; i < n; i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, list[i]->d_name);
		fonts_take(f, path);
		free(list[i]);
	}
	free(list);
	return true;
}

/* "a:b:c", then the folder `fonts` beside the running program, then that of
 * an installation. */
static void
fonts_folders(struct fonts *f, const char *dirs)
{
	char exe[1100];
	ssize_t n;
	char *slash;

	while (dirs != NULL && *dirs != '\0') {
		size_t len = strcspn(dirs, ":");

		if (len > 0 && !fonts_folder(f, dirs, len))
			log_line(
			    LOG_WARN, "fonts: no folder %.*s", (int)len, dirs);
		dirs += len + (dirs[len] == ':');
	}
	n = readlink("/proc/self/exe", exe, 1024);
	if (n <= 0)
		return;
	exe[n] = '\0';
	if ((slash = strrchr(exe, '/')) == NULL)
		return;
	strcpy(slash, "/fonts");
	fonts_folder(f, exe, strlen(exe));
	strcpy(slash, "/../share/kuaibao/fonts");
	fonts_folder(f, exe, strlen(exe));
}

/* A system font by fontconfig's list: family and weight must both be equal. */
static struct face *
fonts_system(struct fonts *f, const struct font_choice *c)
{
	FcPattern *want =
	    FcPatternBuild(NULL, FC_FAMILY, FcTypeString, c->family, NULL);
	FcObjectSet *os = FcObjectSetBuild(FC_FILE, FC_INDEX, NULL);
	FcFontSet *set;
	FcChar8 *file;
	struct face *face = NULL;
	int index;

	if (c->weight != 0)
		FcPatternAddInteger(want, FC_WEIGHT, c->weight);
	set = FcFontList(NULL, want, os);
	for (int i = 0; set != NULL && i < set->nfont && face == NULL; i++)
		if (FcPatternGetString(set->fonts[i], FC_FILE, 0, &file) ==
			FcResultMatch &&
		    FcPatternGetInteger(set->fonts[i], FC_INDEX, 0, &index) ==
			FcResultMatch)
			face = fonts_file(
			    f, (const char *)file, (unsigned)index & 0xffff);
	if (set != NULL)
		FcFontSetDestroy(set);
	FcObjectSetDestroy(os);
	FcPatternDestroy(want);
	return face;
}

static void
role_add(struct fonts *f, enum font_role r, const struct face *face)
{
	for (unsigned i = 0; i < f->role[r].n; i++)
		if (f->role[r].faces[i] == face)
			return;
	if (face != NULL && f->role[r].n < PER_ROLE)
		f->role[r].faces[f->role[r].n++] = face;
}

/* `given`: how many faces came from folders; these go by name. */
static void
role_fill(struct fonts *f, const struct font_choice *c, unsigned given)
{
	struct face *face = NULL;

	for (unsigned i = 0; i < given && face == NULL; i++)
		if (face_named(f->faces[i], c->family))
			face = f->faces[i];
	if (face == NULL)
		face = fonts_system(f, c);
	if (face != NULL && f->role[c->role].n == 0)
		f->role[c->role].proper = !c->stand_in;
	role_add(f, c->role, face);
}

struct fonts *
fonts_open(const char *dir, struct err *err)
{
	struct fonts *f = calloc(1, sizeof(*f));
	unsigned given;
	size_t i;

	if (f == NULL || !FcInit()) {
		err_fail(err, ERR_BUSY, "busy", "fonts: no memory");
		free(f);
		return NULL;
	}
	f->spare = calloc(1, sizeof(struct arena *));
	f->made = memo_new(MADE);
	fonts_folders(f, dir);
	given = f->n;
	for (i = 0; i < font_choices_n; i++)
		role_fill(f, &font_choices[i], given);
	for (int r = 0; r < FONT_ROLES; r++) {
		f->role[r].memo = calloc(MEMO, sizeof(*f->role[r].memo));
		if (f->role[r].memo == NULL || f->made == NULL) {
			err_fail(err, ERR_BUSY, "busy", "fonts: no memory");
			fonts_close(f);
			return NULL;
		}
		for (i = 0; i < FONT_ROLES; i++)
			if (f->role[i].n > 0)
				role_add(f, r, f->role[i].faces[0]);
		if (f->role[r].n > 0)
			continue;
		err_fail(err, ERR_BUG, "letter-fonts",
		    "no font for %s: put files into KB_FONTS or install "
		    "fonts-noto-cjk",
		    font_role_name(r));
		fonts_close(f);
		return NULL;
	}
	return f;
}

void
fonts_close(struct fonts *f)
{
	if (f == NULL)
		return;
	for (unsigned i = 0; i < f->n; i++)
		face_close(f->faces[i]);
	memo_free(f->made);
	for (int r = 0; r < FONT_ROLES; r++)
		free(f->role[r].memo);
	if (f->spare != NULL)
		arena_free(*f->spare);
	free(f->spare);
	free(f);
	FcFini();
}

struct arena *
fonts_arena_take(const struct fonts *f)
{
	struct arena *a = f->spare != NULL ? *f->spare : NULL;

	if (a == NULL)
		return arena_new(LETTER_MEMORY);
	*f->spare = NULL;
	return a;
}

void
fonts_arena_give(const struct fonts *f, struct arena *a)
{
	arena_reset(a);
	if (f->spare == NULL || *f->spare != NULL)
		arena_free(a);
	else
		*f->spare = a;
}

static bool
is_blank(uint32_t ch)
{
	return ch == ' ' || ch == 0xa0 || ch == 0x3000 ||
	       (ch >= 0x2000 && ch <= 0x200a) || ch == 0x202f || ch == 0x205f;
}

/* A glyph without ink is none: a damaged file must not blank out a name. */
static bool
font_draws(const struct face *face, uint32_t ch, uint32_t gid)
{
	double top, bottom;

	if (is_blank(ch))
		return true;
	face_ink(face, gid, &top, &bottom);
	return top > bottom;
}

static bool
font_search(const struct fonts *f, enum font_role role, uint32_t ch,
    struct font_glyph *out)
{
	for (unsigned i = 0; i < f->role[role].n; i++) {
		const struct face *face = f->role[role].faces[i];

		if ((out->gid = face_glyph(face, ch)) == 0 ||
		    !font_draws(face, ch, out->gid))
			continue;
		out->face = face;
		out->advance = face_advance(face, out->gid);
		out->fallback = i > 0;
		return true;
	}
	return false;
}

bool
font_find(const struct fonts *f, enum font_role role, uint32_t ch,
    struct font_glyph *out)
{
	struct memo *m = ch < MEMO ? &f->role[role].memo[ch] : NULL;

	if (m != NULL && m->face > 0) {
		out->face = f->faces[m->face - 1];
		out->gid = m->gid;
		out->advance = m->advance / out->face->upem;
		out->fallback = m->fallback;
		return true;
	}
	if (!font_search(f, role, ch, out))
		return false;
	if (m != NULL)
		*m = (struct memo){.gid = (uint16_t)out->gid,
		    .advance = (uint16_t)(out->advance * out->face->upem + 0.5),
		    .face = (uint8_t)(out->face->id + 1),
		    .fallback = out->fallback};
	return true;
}

struct memo *
fonts_memo(const struct fonts *f)
{
	return f->made;
}

const char *
font_role_name(enum font_role role)
{
	static const char *const names[] = {
	    "仿宋", "小标宋", "黑体", "楷体", "宋体"};

	return names[role];
}

const struct face *
font_face(const struct fonts *f, enum font_role r)
{
	return f->role[r].faces[0];
}

bool
font_proper(const struct fonts *f, enum font_role r)
{
	return f->role[r].proper;
}
