/* der.c: signed data and seals: no crash, and what was read is in the bytes. */
#include <stdint.h>
#include <stdlib.h>

#include "sign/cms.h"
#include "sign/der.h"
#include "sign/ses.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
walk(struct der in, int depth)
{
	while (in.n > 0 && !in.failed) {
		unsigned tag = der_peek(&in);
		struct der again = in, part = der_read(&in, tag);

		if (!in.failed && der_whole(&again).n <= part.n)
			abort();
		if (depth < 16 && (tag & 0x20) != 0)
			walk(part, depth + 1);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct err err = {0};
	struct ses_signature ses;
	struct ses_seal seal;
	struct cms cms;
	struct der in = der_of(data, size);

	walk(in, 0);
	der_read_time(&in);
	if (cms_read(data, size, &cms, &err) && cms.cert == NULL)
		abort();
	cms_clear(&cms);
	err_clear(&err);
	if (ses_read(data, size, &ses, &err) && ses.cert == NULL)
		abort();
	ses_clear(&ses);
	err_clear(&err);
	if (ses_seal_read(data, size, &seal, &err) && seal.maker == NULL)
		abort();
	ses_seal_clear(&seal);
	return 0;
}
