/* temp.h: a folder for one test program, its files written from strings. */
#ifndef UNIT_TEMP_H
#define UNIT_TEMP_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char temp_dir[] = "/tmp/kb-unit-XXXXXX";

/* Writes DIR/name; the path is good until the second call after it. */
static inline const char *
temp_file(const char *name, const char *text)
{
	static char paths[2][200];
	static int turn;
	char *path = paths[turn ^= 1];
	FILE *f;

	if (strstr(temp_dir, "XXXXXX") != NULL && mkdtemp(temp_dir) == NULL)
		abort();
	snprintf(path, sizeof(paths[0]), "%s/%s", temp_dir, name);
	if ((f = fopen(path, "w")) == NULL || fputs(text, f) < 0 ||
	    fclose(f) != 0)
		abort();
	return path;
}

static inline int
temp_remove(void **state)
{
	char command[100];

	(void)state;
	snprintf(command, sizeof(command), "rm -rf %s", temp_dir);
	return strstr(temp_dir, "XXXXXX") != NULL ? 0 : system(command);
}

#endif
