/* exchange_site.c: see exchange_site.h. */
#include "fcgi/exchange_site.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fcgi/exchange_effect.h"
#include "xml/sheet.h"

static bool
texts_load(const char *root, const char *lang, struct err *err)
{
	char path[4096];
	glob_t g = {0};
	bool ok;

	snprintf(path, sizeof(path), "%s/xslt/common/text*.%s.xml", root, lang);
	ok = glob(path, 0, NULL, &g) == 0 ||
	     err_fail(err, ERR_BUG, "start", "%s: none there", path);
	for (size_t i = 0; ok && i < g.gl_pathc; i++)
		ok = sheet_texts(lang, g.gl_pathv[i], err);
	globfree(&g);
	return ok;
}

bool
exchange_site_open(struct exchange_site *s, const char *root, struct err *err)
{
	const char *key = getenv("KB_EXCHANGE_KEY");
	char path[4096];

	memset(s, 0, sizeof(*s));
	if (key == NULL) {
		err_fail(err, ERR_BUG, "start",
		    "KB_EXCHANGE_KEY names no key and certificate");
		goto bad;
	}
	snprintf(path, sizeof(path), "%s/xslt/schema/message", root);
	if (!texts_load(root, "zh-CN", err) || !texts_load(root, "en", err) ||
	    (s->flow = flow_open(root, getenv("KB_FONTS"), err)) == NULL ||
	    !flow_use_agent(s->flow, getenv("KB_SIGNER"), err) ||
	    (s->signer = signer_open(key, err)) == NULL ||
	    (s->schemas = schemas_load(path, err)) == NULL)
		goto bad;
	if ((s->peers = peers_new()) == NULL ||
	    (s->foreign = foreign_new()) == NULL) {
		err_fail(err, ERR_BUSY, "memory", "peers");
		goto bad;
	}
	s->conf = (struct accept_conf){.self = s->self,
	    .signer = s->signer,
	    .schemas = s->schemas,
	    .foreign = s->foreign,
	    .peers = s->peers,
	    .effect = exchange_effect,
	    .ctx = s->flow};
	return true;
bad:
	exchange_site_close(s);
	return false;
}

bool
exchange_site_read(struct exchange_site *s, struct db *db, struct err *err)
{
	struct rows *r = NULL;

	if (!db_call(db, "exchange_self", 0, NULL, &r, err))
		return false;
	snprintf(s->self, sizeof(s->self), "%s", rows_get(r, 0, "code"));
	rows_free(r);
	return flow_load_all(s->flow, db, err) &&
	       foreign_read(s->foreign, db, err);
}

void
exchange_site_close(struct exchange_site *s)
{
	peers_free(s->peers);
	foreign_free(s->foreign);
	if (s->schemas != NULL)
		schemas_free(s->schemas);
	signer_close(s->signer);
	flow_close(s->flow);
	sheet_texts_clear();
	memset(s, 0, sizeof(*s));
}
