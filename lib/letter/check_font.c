/* check_font.c: which faces play the roles, and each character that another
 * face had to give; see check.h. Said, not judged: 9704 5.2.2 names the roles,
 * the files are the office's. */
#include <stdio.h>

#include "base/utf8.h"
#include "letter/check.h"

enum { MOST = 40 };

static bool
role_used(const struct layout *l, enum font_role role)
{
	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->pages[i].n; k++)
			if (l->pages[i].items[k].kind == ITEM_RUN &&
			    l->pages[i].items[k].role == role)
				return true;
	return false;
}

void
check_fonts(struct check *c)
{
	char rule[256], utf8[5];

	for (int r = 0; r < FONT_ROLES; r++) {
		enum font_role role = (enum font_role)r;
		bool proper = font_proper(c->l->fonts, role);

		if (!role_used(c->l, role))
			continue;
		snprintf(rule, sizeof(rule), "%s：%s%s", font_role_name(role),
		    font_face(c->l->fonts, role)->family,
		    proper ? "" : "（代用字体）");
		check_equal(c, "GB/T 9704 5.2.2", rule, 1, proper, 1);
	}
	for (size_t i = 0; i < c->l->fallbacks && i < MOST; i++) {
		const struct fallback *f = &c->l->fallback[i];

		utf8[utf8_put(f->ch, utf8)] = '\0';
		snprintf(rule, sizeof(rule), "“%s”（U+%04X，%s）由%s补字", utf8,
		    (unsigned)f->ch, font_role_name(f->role), f->face->family);
		check_equal(c, "GB/T 9704 5.2.2", rule, 1, 1, 0);
	}
}
