/* kind.c: libFuzzer over kind_check: what is right is canonical, and the
 * canonical form passes again unchanged, from its input box too; it can be
 * shown. The first byte picks the kind, the second the rule.
 * clang -g -O1 -fsanitize=fuzzer,address,undefined … lib/base/(*).c lib/form/(*).c */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "form/kind.h"
#include "form/region.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static struct kind_rule
rule_of(uint8_t kind, uint8_t rule)
{
	const char *const *names = kind_names();
	struct kind_rule r = {0};
	size_t n = 0;

	while (names[n] != NULL)
		n++;
	r.kind = names[kind % n];
	if (rule & 1)
		r.today = "2026-11-21";
	if (rule & 2)
		r.max = rule & 4 ? "100" : "today";
	if (rule & 8)
		r.min = "1";
	if (rule & 16)
		r.unit = rule & 32 ? "万元" : "元";
	if (rule & 64)
		r.level = "prefecture county";
	return r;
}

static void
must(bool ok)
{
	if (!ok)
		abort();
}

static void
same_again(const struct kind_rule *r, const struct kind_answer *a)
{
	struct kind_answer again;
	struct buf b;

	kind_check_stored(r, a->canonical, &again);
	must(again.ok && strcmp(again.canonical, a->canonical) == 0);
	buf_init(&b, 0);
	kind_edit(r, a->canonical, &b);
	kind_check(r, b.len > 0 ? b.data : "", &again, NULL);
	must(again.ok && strcmp(again.canonical, a->canonical) == 0);
	buf_empty(&b);
	kind_show(r, a->canonical, strlen(a->canonical) % 2 != 0, &b);
	must(utf8_valid_xml(b.len > 0 ? b.data : "", b.len));
	buf_clear(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct kind_rule r;
	struct kind_answer a;
	struct err err = {0};
	struct buf out;
	char *s;

	if (n < 2)
		return 0;
	if (!region_loaded())
		must(region_load("tests/data/region.tsv", &err));
	r = rule_of(p[0], p[1]);
	must((s = malloc(n - 1)) != NULL);
	memcpy(s, p + 2, n - 2);
	s[n - 2] = '\0';
	buf_init(&out, 0);
	kind_check(&r, s, &a, &out);
	must(utf8_valid_xml(a.arg, strlen(a.arg)));
	must(utf8_valid_xml(a.canonical, strlen(a.canonical)));
	must(a.ok ? (a.code != NULL) == a.warn : a.code != NULL);
	/* Texts may be longer than the answer holds. */
	if (a.ok && out.len < sizeof(a.canonical)) {
		must(strcmp(a.canonical, out.len > 0 ? out.data : "") == 0);
		same_again(&r, &a);
	}
	buf_clear(&out);
	free(s);
	return 0;
}
