/* verify.c: letters from outside, PDF and OFD, and what they are said to prove. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "draw/verify.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct trust *nobody;
	struct verdict *v = malloc(sizeof(*v));
	struct err err = {0};

	if (nobody == NULL && (nobody = trust_open(NULL, &err)) == NULL)
		abort();
	if (v != NULL && verify_file(data, size, nobody, v, &err)) {
		xmlDoc *doc = xmlNewDoc((const xmlChar *)"1.0");

		for (size_t i = 0; i < v->n; i++) {
			const struct seen *s = &v->seen[i];

			if (!utf8_valid_xml(s->who, strlen(s->who)) ||
			    !utf8_valid_xml(s->seal, strlen(s->seal)) ||
			    !utf8_valid_xml(s->changed, strlen(s->changed)))
				abort();
			if (v->proven && !s->genuine)
				abort();
		}
		xmlDocSetRootElement(doc, verdict_xml(v, doc));
		xmlFreeDoc(doc);
	}
	free(v);
	return 0;
}
