/* folder.c: messages and files in folders; see package.h. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "exchange/package.h"
#include "exchange/private.h"

enum { PATH = 4096 };

/* ID.xml, or the SHA-256 of a file. */
static bool
name_valid(const char *name)
{
	char id[37] = "";

	if (strlen(name) == 64)
		return name[strspn(name, "0123456789abcdef")] == '\0';
	return strlen(name) == 40 && strcmp(name + 36, ".xml") == 0 &&
	       uuid_lower(memcpy(id, name, 36));
}

static bool
failed(struct err *err, const char *dir, const char *name)
{
	return err_fail(err, errno == ENOSPC ? ERR_BUSY : ERR_BUG,
	    errno == ENOSPC ? "busy" : "bug", "%s/%s: %s", dir, name,
	    strerror(errno));
}

static bool
path_of(char out[PATH], const char *dir, const char *name, const char *ending,
    struct err *err)
{
	if (!name_valid(name))
		return err_fail(err, ERR_BUG, "bug", "no name: %s", name);
	if (snprintf(out, PATH, "%s/%s%s", dir, name, ending) < PATH)
		return true;
	errno = ENAMETOOLONG;
	return failed(err, dir, name);
}

int
package_create(const char *dir, const char *name, struct err *err)
{
	char path[PATH];
	int fd;

	if (!path_of(path, dir, name, ".part", err))
		return -1;
	fd = open(
	    path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0640);
	if (fd < 0)
		failed(err, dir, name);
	return fd;
}

bool
package_keep(const char *dir, const char *name, int fd, struct err *err)
{
	char part[PATH], path[PATH];
	int folder = -1;
	bool ok;

	if (!path_of(part, dir, name, ".part", err) ||
	    !path_of(path, dir, name, "", err)) {
		close(fd);
		return false;
	}
	ok = fsync(fd) == 0;
	ok = close(fd) == 0 && ok;
	ok = ok && rename(part, path) == 0 &&
	     (folder = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) >= 0 &&
	     fsync(folder) == 0;
	if (!ok)
		failed(err, dir, name);
	if (folder >= 0)
		close(folder);
	return ok;
}

bool
package_store(
    const char *dir, const char *name, const void *p, size_t n, struct err *err)
{
	const char *at = p;
	int fd = package_create(dir, name, err);

	if (fd < 0)
		return false;
	while (n > 0) {
		ssize_t put = write(fd, at, n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0) {
			failed(err, dir, name);
			close(fd);
			return false;
		}
		at += put;
		n -= (size_t)put;
	}
	return package_keep(dir, name, fd, err);
}

const char *
package_path(struct arena *a, const char *dir, const char *name)
{
	return name_valid(name) ? arena_printf(a, "%s/%s", dir, name) : NULL;
}
