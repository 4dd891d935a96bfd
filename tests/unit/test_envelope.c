/* test_envelope.c: lib/exchange/envelope.h, receipt.h: shape, texts, receipts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "exchange/receipt.h"
#include "message.h"
#include "xml/mem.h"
#include "xml/schema.h"

static struct signer *signer;
static struct arena *arena;
static struct schema *published;
static char *sample; /* a signed message */

/* "" or the code; also what the published schema says of it, in *valid. */
static const char *
read_in(const char *s, bool *valid)
{
	static char code[64];
	struct envelope e;
	struct report r;
	struct err err = {0};
	xmlDoc *d;
	bool ok;

	arena_reset(arena);
	report_init(&r, arena);
	ok = envelope_parse(s, strlen(s), &d, &r, &err) &&
	     envelope_read(d, &e, &r, &err);
	assert_true(ok == (err.kind == ERR_NONE));
	*valid = d != NULL && schema_check(published, d, NULL, NULL);
	xmlFreeDoc(d);
	strcpy(code, err.code);
	return code;
}

static const struct change {
	const char *find, *with, *code;
} changes[] = {
    {"version=\"1\"", "version=\"2\"", "envelope-root"},
    {"version=\"1\"", "version=\"1\" more=\"\"", "envelope-root"},
    {"x:message", "x:massage", "xml-malformed"},
    {"\"" EXCHANGE_NS "\"", "\"urn:other\"", "envelope-root"},
    {"<x:head>", "<x:head a=''>", "envelope-head"},
    {"<x:head>", "text<x:head>", "envelope-text"},
    {"<x:id>", "<x:more/><x:id>", "envelope-head"},
    {"<x:kind>business</x:kind>", "", "envelope-head"},
    {"<x:kind>business", "<x:kind>bussiness", "envelope-value"},
    {"7abc-8def", "4abc-8def", "envelope-value"},
    {"7abc-8def", "7ABC-8def", "envelope-value"},
    {"7abc-8def", "7abc-cdef", "envelope-value"},
    {"<x:sequence>1", "<x:sequence>01", "envelope-value"},
    {"<x:sequence>1", "<x:sequence>-1", "envelope-value"},
    {"<x:sequence>1", "<x:sequence>1.0", "envelope-value"},
    {"<x:sequence>1", "<x:sequence>99999999999", "envelope-value"},
    {"<x:from>370000", "<x:from>../etc", "envelope-value"},
    {"<x:from>370000", "<x:from>a", "envelope-value"},
    {"<x:to>CNIPA", "<x:to>CNIPA ", "envelope-value"},
    {"<x:to>CNIPA", "<x:to><x:b/>CNIPA", "envelope-value"},
    {"<x:created>2026-11-22", "<x:created>2026-02-30", "envelope-value"},
    {"<x:created>2026-11-22", "<x:created>2026-13-22", "envelope-value"},
    {"02:30:00.000Z", "02:30:00", "envelope-value"},
    {"02:30:00.000Z", "24:30:00Z", "envelope-value"},
    {"02:30:00.000Z", "02:30:00+8:00", "envelope-value"},
    {"<x:profile version=\"1\">", "<x:profile>", "envelope-value"},
    {"<x:profile version=\"1\">", "<x:profile version='a'>", "envelope-value"},
    {"urn:test:order:1</x:profile>", "urn:test:order:2</x:profile>",
	"envelope-payload"},
    {"</x:profile>", "</x:profile><x:log-head size='0' root='' time=''/>",
	"envelope-value"},
    {"<x:body>", "<x:body><x:attachment/>", "envelope-payload"},
    {"</t:order>", "</t:order><order/>", "envelope-body"},
    {"</t:order>", "</t:order><x:attachment/>", "envelope-file"},
    {"</x:body>", "</x:body><x:body/>", "envelope-root"},
};

static void
every_wrong_shape_has_its_code(void **state)
{
	bool valid;

	(void)state;
	assert_string_equal(read_in(sample, &valid), "");
	assert_true(valid);
	for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++) {
		char *s = replaced(sample, changes[i].find, changes[i].with);
		const char *code = read_in(s, &valid);

		if (strcmp(code, changes[i].code) != 0)
			fail_msg("%s: %s, wanted %s", changes[i].with, code,
			    changes[i].code);
		/* XPath-like rules stand in no RelaxNG. */
		if (valid && strcmp(code, "envelope-payload") != 0 &&
		    strstr(changes[i].with, "2026-02-30") == NULL)
			fail_msg("%s: the schema takes it", changes[i].with);
		free(s);
	}
}

static void
attachments_are_named_bound_and_single(void **state)
{
#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define FILE_(name, type, size)                                                \
	"</t:order><x:attachment name='" name "' type='" type "' size='" size  \
	"' sha256='" HASH "' sm3='" HASH "'/>"
	static const struct {
		const char *file, *code;
	} files[] = {
	    {FILE_("申请书.pdf", "application/pdf", "0"), ""},
	    {FILE_("a b.ofd", "application/ofd", "2147483648"), ""},
	    {FILE_("../a", "text/plain", "1"), "envelope-file"},
	    {FILE_(".a", "text/plain", "1"), "envelope-file"},
	    {FILE_("a\\b", "text/plain", "1"), "envelope-file"},
	    {FILE_("", "text/plain", "1"), "envelope-file"},
	    {FILE_("a&#x202e;fdp.exe", "text/plain", "1"), "envelope-file"},
	    {FILE_("a&#10;b", "text/plain", "1"), "envelope-file"},
	    {FILE_("a", "text", "1"), "envelope-file"},
	    {FILE_("a", "Text/Plain", "1"), "envelope-file"},
	    {FILE_("a", "text/plain", "2147483649"), "envelope-file"},
	    {FILE_("a", "text/plain", "-1"), "envelope-file"},
	};
	bool valid;
	char *s, *t;

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		s = replaced(sample, "</t:order>", files[i].file);
		assert_string_equal(read_in(s, &valid), files[i].code);
		assert_true(valid || *files[i].code != '\0');
		free(s);
	}
	s = replaced(sample, "</t:order>", FILE_("a", "text/plain", "1"));
	t = replaced(s, "</t:order>", FILE_("a", "text/plain", "2"));
	assert_string_equal(read_in(t, &valid), "envelope-file-doubled");
	free(t);
	free(s);
}

/* libxml2 2.9.14 takes 11 s for this: the guard stops it before. */
static void
fifty_thousand_attributes_take_no_time(void **state)
{
	(void)state;
	for (int ns = 0; ns < 2; ns++) {
		struct timespec a, b;
		struct buf s = {0};
		bool valid;
		double ms;

		buf_adds(&s, "<a");
		for (int i = 0; i < 50000; i++)
			buf_addf(&s, ns ? " xmlns:a%d='u'" : " a%d='1'", i);
		buf_adds(&s, "/>");
		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
		assert_string_equal(read_in(s.data, &valid),
		    ns ? "xml-namespaces" : "xml-attributes");
		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
		ms = (double)(b.tv_sec - a.tv_sec) * 1e3 +
		     (double)(b.tv_nsec - a.tv_nsec) / 1e6;
		print_message("# %.2f ms\n", ms);
		assert_true(ms < 10);
		buf_clear(&s);
	}
}

static void
receipts_are_read_as_they_were_made(void **state)
{
	struct dsig_key key = {signer_cert(signer), false};
	struct dsig_trust trust = {&key, 1, 7, false, time(NULL)};
	struct report said, r;
	struct err why = {0};

	(void)state;
	for (int s = 0; s < RECEIPT_STAGES; s++) {
		struct receipt c = {.stage = (enum receipt_stage)s,
		    .message = MESSAGE_ID,
		    .conversation = MESSAGE_TALK,
		    .from = "CNIPA",
		    .to = "370000",
		    .size = 20000,
		    .digest = {{1, 2}, {3, 4}},
		    .held = {{5}, {6}},
		    .case_number = "P01-1",
		    .findings = &said};
		struct receipt got;
		struct buf b = {0};
		struct err err = {0};
		xmlDoc *d;
		bool valid;

		arena_reset(arena);
		report_init(&said, arena);
		report_say(&said, "guard", NULL, "少了\xe2\x80\xae盖章",
		    "No seal", &why);
		assert_true(receipt_make(&c, signer, false, &b, &err));
		report_init(&r, arena);
		assert_true(receipt_verify(
		    b.data, b.len, &trust, &c, &d, &got, &r, &err));
		assert_int_equal(got.stage, s);
		assert_string_equal(got.case_number, "P01-1");
		assert_non_null(strstr(b.data, "少了U+202E盖章"));
		xmlFreeDoc(d);
		/* Of another message, for another, by another. */
		c.message = "0192f0c1-2345-7abc-8def-000000000000";
		assert_false(receipt_verify(
		    b.data, b.len, &trust, &c, &d, &got, &r, &err));
		assert_string_equal(err.code, "receipt-foreign");
		err_clear(&err);
		trust.n = 0;
		assert_false(receipt_verify(
		    b.data, b.len, &trust, &c, &d, &got, &r, &err));
		assert_string_equal(err.code, "dsig-key");
		trust.n = 1;
		assert_string_equal(read_in(b.data, &valid), "");
		assert_true(valid);
		buf_clear(&b);
	}
}

static void
times_are_read_as_rfc_3339_has_them(void **state)
{
	static const struct {
		const char *text;
		long long at;
	} times[] = {{"1970-01-01T00:00:00Z", 0},
	    {"2026-11-22T10:30:00+08:00", 1795314600},
	    {"2026-11-22T02:30:00.999999999Z", 1795314600},
	    {"2024-02-29T00:00:00Z", 1709164800}, {"2026-02-29T00:00:00Z", -1},
	    {"2026-11-22 02:30:00Z", -1}, {"2026-11-22T02:30:00.Z", -1},
	    {"2026-11-22T02:30:60Z", -1}, {"2026-11-22T02:30:00z", -1},
	    {"", -1}, {"1970-01-01", -1}, {"1969-12-31T23:59:59Z", -1},
	    {"1801-01-01T00:00:00Z", -1}};
	char out[25];

	(void)state;
	for (size_t i = 0; i < sizeof(times) / sizeof(*times); i++)
		assert_int_equal(time_read(times[i].text), times[i].at);
	time_text(1795314600, 7, out);
	assert_string_equal(out, "2026-11-22T02:30:00.007Z");
}

static void
new_ids_are_of_version_7_and_sort(void **state)
{
	char a[37], b[37];

	(void)state;
	uuid7_new(a);
	usleep(2000);
	uuid7_new(b);
	assert_true(uuid7_valid(a) && uuid7_valid(b));
	assert_true(strcmp(a, b) < 0);
}

static int
init(void **state)
{
	struct err err = {0};
	const char *root = getenv("KB_ROOT");
	char path[4096];
	struct buf b;

	(void)state;
	arena = arena_new(64 << 20);
	snprintf(path, sizeof(path), "%s/xslt/schema/message/envelope.rng",
	    root != NULL ? root : ".");
	if (!xmlmem_init(&err) || (published = schema_load(path, &err)) == NULL)
		return -1;
	signer = signer_make(SIGN_ECDSA_256, "甲");
	message_seal(signer, false, "5", &b);
	sample = b.data;
	return 0;
}

static int
done(void **state)
{
	(void)state;
	free(sample);
	signer_close(signer);
	schema_free(published);
	arena_free(arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_wrong_shape_has_its_code),
	    cmocka_unit_test(attachments_are_named_bound_and_single),
	    cmocka_unit_test(fifty_thousand_attributes_take_no_time),
	    cmocka_unit_test(receipts_are_read_as_they_were_made),
	    cmocka_unit_test(times_are_read_as_rfc_3339_has_them),
	    cmocka_unit_test(new_ids_are_of_version_7_and_sort),
	};

	return cmocka_run_group_tests(tests, init, done);
}
