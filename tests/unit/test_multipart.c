/* test_multipart.c: multipart/form-data, whole and torn. */
#include "vectors.h"

#include "form/post.h"

#define TYPE "multipart/form-data; boundary=XyZ"
#define PART(name) "Content-Disposition: form-data; name=\"" name "\"\r\n\r\n"
#define FILE_(name, file)                                                      \
	"Content-Disposition: form-data; name=\"" name "\"; filename=\"" file  \
	"\"\r\nContent-Type: application/pdf\r\n\r\n"

static struct arena *arena;

static int
open_arena(void **state)
{
	(void)state;
	arena = arena_new(64 << 20);
	return arena != NULL ? 0 : -1;
}

static int
close_arena(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* Files end up as <field:name:bytes>, pairs as name=value|. */
static bool
to_text(void *ctx, const struct file_part *part, const void *p, size_t n,
    struct err *err)
{
	static const char *open;
	struct buf *b = ctx;

	(void)err;
	if (open != part->filename)
		buf_addf(b, "<%s:%s:", part->field, part->filename);
	open = part->filename;
	if (p != NULL) {
		buf_add(b, p, n);
	} else {
		buf_adds(b, ">");
		open = NULL;
	}
	return true;
}

static bool
run(const char *type, const char *in, size_t n, size_t chunk, struct buf *out,
    struct err *err)
{
	struct post_limits l = {.file = 1000};
	struct multipart *m;
	struct post post;
	bool ok = true;

	arena_reset(arena);
	m = multipart_new(type, &l, arena, to_text, out, err);
	if (m == NULL)
		return false;
	for (size_t at = 0; ok && at < n; at += chunk)
		ok = multipart_add(
		    m, in + at, n - at < chunk ? n - at : chunk, err);
	ok = ok && multipart_end(m, &post, err);
	for (size_t i = 0; ok && i < post.n; i++)
		buf_addf(
		    out, "%s=%s|", post.pairs[i].name, post.pairs[i].value);
	multipart_free(m);
	return ok;
}

static void
expect_type(const char *type, const char *in, const char *out)
{
	size_t n = strlen(in);

	/* Whatever the pieces, the outcome is the same. */
	for (size_t chunk = 1; chunk <= n; chunk += chunk < 12 ? 1 : n / 3) {
		struct err err = {0};
		struct buf b;

		buf_init(&b, 0);
		if (!run(type, in, n, chunk, &b, &err))
			fail_msg(
			    "chunk %zu: %s %s", chunk, err.code, err.detail);
		assert_string_equal(b.len > 0 ? b.data : "", out);
		buf_clear(&b);
	}
}

static void
expect(const char *in, const char *out)
{
	expect_type(TYPE, in, out);
}

static void
refuse_type(const char *type, const char *in, const char *code)
{
	size_t n = strlen(in);

	for (size_t chunk = 1; chunk <= n; chunk += chunk < 12 ? 1 : n / 3) {
		struct err err = {0};
		struct buf b;

		buf_init(&b, 0);
		if (run(type, in, n, chunk, &b, &err))
			fail_msg("taken: %s", in);
		assert_string_equal(err.code, code);
		buf_clear(&b);
	}
}

static void
refuse(const char *in, const char *code)
{
	refuse_type(TYPE, in, code);
}

static void
reads_fields_and_files(void **state)
{
	(void)state;
	expect("--XyZ--", "");
	expect("--XyZ--\r\n", "");
	expect(
	    "--XyZ\r\n" PART("a") "1\r\n--XyZ\r\n" PART("b") "\r\n--XyZ--\r\n",
	    "a=1|b=|");
	expect("--XyZ\r\n" PART("a") "1\r\n--XyZ\r\n" PART("a") "2\r\n--XyZ--",
	    "a=1|a=2|");
	expect("--XyZ\r\n" PART("a") "1\r\n2\r\r\n\r\n--XyZ--", "a=1\n2\n\n|");
	expect("--XyZ\r\n" FILE_("f", "计划.pdf") "%PDF\r\n\r\n--XyZ--",
	    "<f:计划.pdf:%PDF\r\n>");
	expect("--XyZ\r\n" FILE_("f", "e.pdf") "\r\n--XyZ--", "<f:e.pdf:>");
	expect("--XyZ\r\n" FILE_("f", "") "\r\n--XyZ--", "");
	expect("--XyZ\r\n" FILE_("f", "") "x\r\n--XyZ--", "<f:unnamed:x>");
	expect("--XyZ\r\n" FILE_("f", "1.pdf") "x\r\n--XyZ\r\n" FILE_(
		   "f", "1.pdf") "y\r\n--XyZ--",
	    "<f:1.pdf:x><f:1.pdf:y>");
}

static void
passes_over_preamble_and_epilogue(void **state)
{
	(void)state;
	expect("This is MIME.\r\n--Xy\r\n--XyZ\r\n" PART(
		   "a") "1\r\n--XyZ--\r\nbye\r\n--XyZ\r\nrest",
	    "a=1|");
	expect("\r\n--XyZ \t \r\n" PART("a") "1\r\n--XyZ--", "a=1|");
	expect("--Xy\r\n--XyZ--", "");
}

static void
keeps_what_only_looks_like_a_boundary(void **state)
{
	(void)state;
	expect("--XyZ\r\n" PART("a") "\r\n--Xy\r\n--Xyz\r\r\n-\r\n--\r--XyZ "
				     "--XyZ\n--XyZ\r\n--XyZ--",
	    "a=\n--Xy\n--Xyz\n\n-\n--\n--XyZ --XyZ\n--XyZ|");
	expect_type("multipart/form-data; boundary=\"a b:c\"",
	    "--a b:c\r\n" PART("x") "y\r\n--a b:c--", "x=y|");
	expect_type("Multipart/Form-Data ;charset=utf-8; BOUNDARY=-- ",
	    "----\r\n" PART("x") "y\r\n---x\r\n------", "x=y\n---x|");
}

static void
reads_headers_as_people_send_them(void **state)
{
	(void)state;
	expect("--XyZ\r\ncontent-disposition:form-data;name=a\r\n"
	       "X-Other: yes\r\n\r\n1\r\n--XyZ--",
	    "a=1|");
	expect("--XyZ\r\nContent-Disposition: form-data ; NAME=\"a\" ; x=y \r\n"
	       "Content-Transfer-Encoding: binary\r\n\r\n1\r\n--XyZ--",
	    "a=1|");
	expect("--XyZ\r\n" PART("year[2]/count") "5\r\n--XyZ--",
	    "year[2]/count=5|");
	expect("--XyZ\r\n" PART("a%22b\\\"c%0D%0Ad") "1\r\n--XyZ--",
	    "a\"b\"c\nd=1|");
	expect("--XyZ\r\nContent-Disposition: form-data; name=\"f\"; "
	       "filename*=UTF-8''%e9%9d%92%2f%e5%b2%9b.pdf\r\n\r\nx\r\n--XyZ--",
	    "<f:岛.pdf:x>");
	expect("--XyZ\r\nContent-Disposition: form-data; name=\"f\"; "
	       "filename=\"a.pdf\"; filename*=UTF-8''b.exe\r\n\r\nx\r\n--XyZ--",
	    "<f:a.pdf:x>");
}

static void
makes_filenames_safe(void **state)
{
	static const char *const rows[][2] = {
	    {"../../etc/passwd", "passwd"},
	    {"C:\\\\Users\\\\li\\\\计划.docx", "计划.docx"},
	    {"C:\\Users\\li\\plan.docx", "plan.docx"},
	    {"..", "unnamed"},
	    {"...", "unnamed"},
	    {"/", "unnamed"},
	    {"a/", "unnamed"},
	    {".htaccess", "htaccess"},
	    {"a<b>|c?.pdf", "a_b__c_.pdf"},
	    {"con:x.pdf", "con_x.pdf"},
	    {"a\u202Efdp.exe", "afdp.exe"},
	    {"a\u200B\uFEFF.pdf", "a.pdf"},
	    {"tail. . ", "tail"},
	    {"a%0D%0AX: y", "aX_ y"},
	};
	char in[500], out[200];

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		snprintf(in, sizeof(in),
		    "--XyZ\r\n" FILE_("f", "%s") "x\r\n--XyZ--", rows[i][0]);
		snprintf(out, sizeof(out), "<f:%s:x>", rows[i][1]);
		expect(in, out);
	}
}

static void
cuts_long_filenames_before_the_ending(void **state)
{
	struct err err = {0};
	struct buf in, out;

	(void)state;
	buf_init(&in, 0);
	buf_init(&out, 0);
	buf_adds(&in, "--XyZ\r\nContent-Disposition: form-data; name=f; "
		      "filename=\"");
	for (int i = 0; i < 500; i++)
		buf_adds(&in, "长");
	buf_adds(&in, ".pdf\"\r\n\r\nx\r\n--XyZ--");
	assert_true(run(TYPE, in.data, in.len, in.len, &out, &err));
	assert_int_equal(out.len, 3 + 195 + 4 + 3);
	assert_non_null(strstr(out.data, "长.pdf:x>"));
	buf_clear(&in);
	buf_clear(&out);
}

static void
refuses_torn_bodies(void **state)
{
	static const char *const bad[] = {"", "x", "--XyZ", "--XyZ\r\n",
	    "--XyZ-", "--XyZ-x", "--XyZ\r\n" PART("a"),
	    "--XyZ\r\n" PART("a") "1", "--XyZ\r\n" PART("a") "1\r\n--XyZ",
	    "--XyZ\r\n" PART("a") "1\r\n--XyZ\r\n",
	    "--XyZ\r\n" PART("a") "1\r\n--XyZ-\r\n",
	    "--XyZ\r\n" PART("a") "1\n--XyZ--",
	    "--XyZ\r\n" PART("a") "1\r\n--XyZZ\r\n",
	    "--XyZ\r\n" PART("a") "1\r\n--XyZ \n",
	    "--XyZ\n" PART("a") "1\r\n--XyZ--", "--XyZ\r\n\r\n1\r\n--XyZ--",
	    "--OTHER\r\n" PART("a") "--OTHER--",
	    "--XyZ\r\n" PART("a") "--XyZ--"};
	struct err err = {0};
	struct buf b;

	(void)state;
	buf_init(&b, 0);
	assert_false(run(TYPE, "", 0, 1, &b, &err));
	buf_clear(&b);
	for (size_t i = 1; i < sizeof(bad) / sizeof(bad[0]); i++)
		refuse(bad[i], "post-multipart");
}

#define HEADER(h) "--XyZ\r\n" h "\r\n\r\n1\r\n--XyZ--"

static void
refuses_broken_headers(void **state)
{
	static const char *const bad[] = {HEADER("Content-Type: text/plain"),
	    HEADER("Content-Disposition: form-data"),
	    HEADER("Content-Disposition: form-data;"),
	    HEADER("Content-Disposition: form-data; filename=\"x\""),
	    HEADER("Content-Disposition: attachment; name=\"a\""),
	    HEADER("Content-Disposition: form-data; name=\"a\"; name=\"b\""),
	    HEADER("Content-Disposition: form-data; name=\"a"),
	    HEADER("Content-Disposition: form-data; name="),
	    HEADER("Content-Disposition: form-data; name=\"a\" junk"),
	    HEADER("Content-Disposition: form-data; name=\"a\"\r\n"
		   "Content-Disposition: form-data; name=\"b\""),
	    HEADER("Content-Disposition: form-data;\r\n name=\"a\""),
	    HEADER("Content-Disposition: form-data; name=\"a\"\r\nno colon"),
	    HEADER("Content-Disposition : form-data; name=\"a\""),
	    HEADER(": form-data; name=\"a\""),
	    HEADER("Content-Disposition: form-data; name=\"a\nb\""),
	    HEADER("Content-Disposition: form-data; name=\"a\"\r\n"
		   "Content-Transfer-Encoding: base64"),
	    HEADER("Content-Disposition: form-data; name=f; "
		   "filename*=GBK''x"),
	    HEADER("Content-Disposition: form-data; name=f; "
		   "filename*=UTF-8''a%00b"),
	    HEADER("Content-Disposition: form-data; name=f; filename=\"a\"; "
		   "filename=\"b\"")};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		refuse(bad[i], "post-multipart");
	refuse(HEADER("Content-Disposition: form-data; name=\"\xff\""),
	    "post-text");
	refuse(HEADER("Content-Disposition: form-data; name=\"a\x01\""),
	    "post-text");
	refuse(HEADER("Content-Disposition: form-data; name=f; "
		      "filename*=UTF-8''%ff"),
	    "post-text");
	refuse("--XyZ\r\n" PART("a") "\xc0\xaf\r\n--XyZ--", "post-text");
	refuse("--XyZ\r\n" PART("a") "\x02\r\n--XyZ--", "post-text");
}

static void
refuses_wrong_content_types(void **state)
{
	static const char *const bad[] = {"", "text/plain",
	    "multipart/form-data", "multipart/form-data; boundary=",
	    "multipart/form-data; boundary=\"\"", "multipart/mixed; boundary=x",
	    "multipart/form-data; boundary=a b",
	    "multipart/form-data; boundary=\"a\r\"",
	    "multipart/form-data; boundary=a; boundary=b",
	    "multipart/form-data; boundary=\"a \"",
	    "multipart/form-data; boundary=\"a<b\"",
	    ("multipart/form-data; boundary=1234567890123456789012345678901234"
	     "5678901234567890123456789012345678901")};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		refuse_type(bad[i], "--XyZ--", "post-multipart");
}

static bool
run_big(const char *part, int parts, size_t *n, struct err *err)
{
	struct post_limits l = {.pairs = 20000, .total = 64 << 20};
	struct multipart *m;
	struct post post;
	struct buf b;
	bool ok;

	buf_init(&b, 0);
	for (int i = 0; i < parts; i++)
		buf_adds(&b, part);
	buf_adds(&b, "--XyZ--");
	arena_reset(arena);
	m = multipart_new(TYPE, &l, arena, NULL, NULL, err);
	assert_non_null(m);
	ok = multipart_add(m, b.data, b.len, err) &&
	     multipart_end(m, &post, err);
	*n = ok ? post.n : 0;
	multipart_free(m);
	buf_clear(&b);
	return ok;
}

static void
takes_ten_thousand_parts_and_no_more_than_allowed(void **state)
{
	struct err err = {0};
	size_t n;

	(void)state;
	assert_true(run_big("--XyZ\r\n" PART("a") "1\r\n", 10000, &n, &err));
	assert_int_equal(n, 10000);
	assert_false(run_big("--XyZ\r\n" PART("a") "1\r\n", 20001, &n, &err));
	assert_string_equal(err.code, "post-pairs");
}

/* A body of nothing but beginnings of boundaries is no slower than text. */
static void
takes_linear_time(void **state)
{
	struct err err = {0};
	struct buf b, out;

	(void)state;
	buf_init(&b, 0);
	buf_init(&out, 0);
	buf_adds(&b, "--XyZ\r\n" PART("a"));
	for (int i = 0; i < 40000; i++)
		buf_adds(&b, "\r\n--Xy");
	buf_adds(&b, "\r\n--XyZ--");
	assert_true(run(TYPE, b.data, b.len, 7, &out, &err));
	assert_int_equal(out.len, 3 + 40000 * 5);
	buf_clear(&b);
	buf_clear(&out);
}

static void
bounds_headers_values_and_files(void **state)
{
	struct err err = {0};
	struct buf b, out;

	(void)state;
	buf_init(&b, 0);
	buf_init(&out, 0);
	buf_adds(&b, "--XyZ\r\nX: ");
	for (int i = 0; i < 9000; i++)
		buf_adds(&b, "x");
	assert_false(run(TYPE, b.data, b.len, 100, &out, &err));
	assert_string_equal(err.code, "post-multipart");
	buf_empty(&b);
	err_clear(&err);
	buf_adds(&b, "--XyZ\r\n" FILE_("f", "a.pdf"));
	for (int i = 0; i < 1001; i++)
		buf_adds(&b, "x");
	buf_adds(&b, "\r\n--XyZ--");
	assert_false(run(TYPE, b.data, b.len, 100, &out, &err));
	assert_int_equal(err.kind, ERR_LARGE);
	assert_string_equal(err.code, "file-large");
	assert_string_equal(err.arg, "a.pdf");
	buf_empty(&b);
	err_clear(&err);
	buf_adds(&b, "--XyZ\r\n" PART("a"));
	for (int i = 0; i < 300 * 1024; i++)
		buf_addc(&b, 'x');
	assert_false(run(TYPE, b.data, b.len, 4096, &out, &err));
	assert_string_equal(err.code, "post-value");
	assert_string_equal(err.arg, "a");
	err_clear(&err);
	buf_clear(&b);
	buf_clear(&out);
}

static void
takes_no_files_unless_asked(void **state)
{
	static const char in[] = "--XyZ\r\n" FILE_("f", "a.pdf") "x\r\n"
								 "--XyZ--";
	struct err err = {0};
	struct multipart *m =
	    multipart_new(TYPE, NULL, arena, NULL, NULL, &err);

	(void)state;
	assert_non_null(m);
	assert_false(multipart_add(m, in, sizeof(in) - 1, &err));
	assert_string_equal(err.code, "post-file");
	assert_false(multipart_add(m, in, 1, &err));
	multipart_free(m);
	multipart_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_fields_and_files),
	    cmocka_unit_test(passes_over_preamble_and_epilogue),
	    cmocka_unit_test(keeps_what_only_looks_like_a_boundary),
	    cmocka_unit_test(reads_headers_as_people_send_them),
	    cmocka_unit_test(makes_filenames_safe),
	    cmocka_unit_test(cuts_long_filenames_before_the_ending),
	    cmocka_unit_test(refuses_torn_bodies),
	    cmocka_unit_test(refuses_broken_headers),
	    cmocka_unit_test(refuses_wrong_content_types),
	    cmocka_unit_test(takes_ten_thousand_parts_and_no_more_than_allowed),
	    cmocka_unit_test(takes_linear_time),
	    cmocka_unit_test(bounds_headers_values_and_files),
	    cmocka_unit_test(takes_no_files_unless_asked),
	};
	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
