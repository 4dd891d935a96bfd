/* font_table.h: which families may play which role, best first. */
#ifndef FONT_FONT_TABLE_H
#define FONT_FONT_TABLE_H

#include <stddef.h>

#include "font/font.h"

struct font_choice {
	enum font_role role;
	const char *family;
	int weight;    /* fontconfig's; 0: any */
	bool stand_in; /* of another style: said plainly */
};

extern const struct font_choice font_choices[];
extern const size_t font_choices_n;

#endif
