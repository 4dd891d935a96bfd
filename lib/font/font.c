/* font.c: see font.h. */
#include "font/font.h"

#include <dirent.h>
#include <fontconfig/fontconfig.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "font/font_table.h"

enum { FACES = 64, PER_ROLE = 16 };

struct fonts {
	struct face *faces[FACES]; /* all that are open, in order of opening */
	unsigned n;
	struct {
		const struct face *faces[PER_ROLE];
		unsigned n;
		bool proper;
	} role[FONT_ROLES];
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
is_font(const struct dirent *d)
{
	const char *dot = strrchr(d->d_name, '.');

	return dot != NULL &&
	       (strcasecmp(dot, ".ttf") == 0 || strcasecmp(dot, ".otf") == 0 ||
		   strcasecmp(dot, ".ttc") == 0);
}

/* All faces of a folder, by file name, so that the order is the same. */
static void
fonts_folder(struct fonts *f, const char *dir, size_t len)
{
	struct dirent **list;
	char folder[2048], path[4096];
	int n;

	if (len == 0 || len >= sizeof(folder))
		return;
	memcpy(folder, dir, len);
	folder[len] = '\0';
	if ((n = scandir(folder, &list, is_font, by_name)) < 0)
		return;
	for (int i = 0; i < n; i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, list[i]->d_name);
		fonts_file(f, path, 0);
		free(list[i]);
	}
	free(list);
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

		fonts_folder(f, dirs, len);
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
	fonts_folders(f, dir);
	given = f->n;
	for (i = 0; i < font_choices_n; i++)
		role_fill(f, &font_choices[i], given);
	for (int r = 0; r < FONT_ROLES; r++) {
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
	free(f);
	FcFini();
}

bool
font_find(const struct fonts *f, enum font_role role, uint32_t ch,
    struct font_glyph *out)
{
	for (unsigned i = 0; i < f->role[role].n; i++) {
		const struct face *face = f->role[role].faces[i];

		if ((out->gid = face_glyph(face, ch)) == 0)
			continue;
		out->face = face;
		out->advance = face_advance(face, out->gid);
		out->fallback = i > 0;
		return true;
	}
	return false;
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
