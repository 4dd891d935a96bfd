/* test_package.c: lib/exchange/package.h: on the wire and in folders. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "exchange/package.h"

#define ID "0192f0c1-2345-7abc-8def-0123456789ab"

struct taken {
	struct buf message, files;
	int ended;
};

static bool
take_message(void *ctx, const void *p, size_t n, struct err *err)
{
	struct taken *t = ctx;

	(void)err;
	if (p == NULL)
		t->ended++;
	else
		buf_add(&t->message, p, n);
	return true;
}

static bool
take_file(void *ctx, const char *id, const void *p, size_t n, struct err *err)
{
	struct taken *t = ctx;

	(void)err;
	if (p == NULL)
		buf_addf(&t->files, "|%.8s;", id);
	else
		buf_add(&t->files, p, n);
	return true;
}

/* Reads s in pieces of that size; "" or the error's code. */
static const char *
read_in(const char *type, const char *s, size_t n, size_t piece,
    struct taken *t, struct err *err)
{
	struct package_sink sink = {take_message, take_file, t};
	struct package *k;
	bool ok;

	*t = (struct taken){0};
	*err = (struct err){0};
	k = package_new(type, &sink, err);
	ok = k != NULL;
	for (size_t at = 0; ok && at < n; at += piece)
		ok = package_add(
		    k, s + at, n - at < piece ? n - at : piece, err);
	ok = ok && package_end(k, err);
	package_free(k);
	assert_true(ok == (err->kind == ERR_NONE));
	return err->code;
}

static void
clear(struct taken *t)
{
	buf_clear(&t->message);
	buf_clear(&t->files);
}

static void
what_is_written_is_read_again(void **state)
{
	static const char one[] = "first\r\n--kuaibao-\r\n", two[] = "";
	struct envelope_file files[2] = {
	    {"a.pdf", "application/pdf", sizeof(one) - 1, {{1}, {2}}},
	    {"b.txt", "text/plain", 0, {{3}, {4}}}};
	struct envelope e = {.id = ID, .files = files, .n_files = 2};
	char type[PACKAGE_TYPE];
	struct taken t;
	struct err err;
	struct buf b;

	(void)state;
	buf_init(&b, 0);
	package_type(&e, type);
	package_head(&e, &b);
	buf_adds(&b, "<message/>");
	package_file(&e, 0, &b);
	buf_adds(&b, one);
	package_file(&e, 1, &b);
	buf_adds(&b, two);
	package_tail(&e, &b);
	assert_int_equal(b.len, package_size(&e, 10));
	for (size_t piece = 1; piece < 70; piece += 3) {
		assert_string_equal(
		    read_in(type, b.data, b.len, piece, &t, &err), "");
		assert_string_equal(t.message.data, "<message/>");
		assert_int_equal(t.ended, 1);
		assert_string_equal(t.files.data,
		    "first\r\n--kuaibao-\r\n|01000000;|03000000;");
		clear(&t);
	}
	e.n_files = 0;
	package_type(&e, type);
	assert_string_equal(type, "application/xml");
	assert_int_equal(package_size(&e, 10), 10);
	assert_string_equal(
	    read_in("application/xml; charset=utf-8", "<a/>", 4, 1, &t, &err),
	    "");
	assert_string_equal(t.message.data, "<a/>");
	clear(&t);
	buf_clear(&b);
}

static void
broken_packages_are_refused(void **state)
{
	static const char related[] = "multipart/related; boundary=B";
	static const struct {
		const char *type, *body, *code;
	} bad[] = {
	    {"application/json", "{}", "package-type"},
	    {"application/xmlx", "<a/>", "package-type"},
	    {"", "<a/>", "package-type"},
	    {"multipart/related", "", "post-multipart"},
	    {related, "", "post-multipart"},
	    {related, "--B--", "post-multipart"},
	    {related, "--B\r\nX: y\r\n\r\n<a/>", "post-multipart"},
	    {related, "--B\r\nX: y\r\n\r\n<a/>\r\n--B", "post-multipart"},
	    {related, "--B\r\nX: y\r\n\r\n<a/>\r\n--B\r\nX: y\r\n\r\n\r\n--B--",
		"post-multipart"}, /* no Content-ID */
	    {related,
		"--B\r\nContent-Transfer-Encoding: base64\r\n\r\nA\r\n--B--",
		"post-multipart"},
	    {related, "--B\r\n\r\n<a/>\r\n--B--", "post-multipart"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct taken t;
		struct err err;

		assert_string_equal(read_in(bad[i].type, bad[i].body,
					strlen(bad[i].body), 7, &t, &err),
		    bad[i].code);
		assert_int_equal(err.kind, ERR_INPUT);
		clear(&t);
	}
}

static void
a_message_without_end_is_cut_off(void **state)
{
	static char much[1 << 20];
	struct taken t = {0};
	struct package_sink sink = {take_message, take_file, &t};
	struct err err = {0};
	struct package *k = package_new("text/xml", &sink, &err);
	int i;

	(void)state;
	memset(much, 'a', sizeof(much));
	for (i = 0; package_add(k, much, sizeof(much), &err); i++)
		;
	assert_int_equal(i, ENVELOPE_BYTES >> 20);
	assert_int_equal(err.kind, ERR_LARGE);
	package_free(k);
	clear(&t);
}

static void
a_folder_holds_only_what_is_whole(void **state)
{
	char dir[] = "/tmp/kuaibao-folder-XXXXXX", *path;
	struct arena *a = arena_new(1 << 20);
	struct err err = {0};
	struct buf b;
	int fd;

	(void)state;
	assert_non_null(mkdtemp(dir));
	fd = package_create(dir, ID ".xml", &err);
	assert_true(fd >= 0);
	path = (char *)package_path(a, dir, ID ".xml");
	assert_int_not_equal(access(path, F_OK), 0);
	assert_int_equal(write(fd, "half", 4), 4);
	close(fd);
	assert_true(package_store(dir, ID ".xml", "<a/>", 4, &err));
	buf_init(&b, 0);
	assert_true(file_read(path, &b, &err));
	assert_string_equal(b.data, "<a/>");
	buf_clear(&b);
	assert_null(package_path(a, dir, "../../etc/passwd"));
	assert_null(package_path(a, dir, "x.xml"));
	assert_int_equal(package_create(dir, "../x", &err), -1);
	unlink(path);
	assert_int_equal(rmdir(dir), 0);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_written_is_read_again),
	    cmocka_unit_test(broken_packages_are_refused),
	    cmocka_unit_test(a_message_without_end_is_cut_off),
	    cmocka_unit_test(a_folder_holds_only_what_is_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
