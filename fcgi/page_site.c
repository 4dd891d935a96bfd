/* page_site.c: what the portal's processes hold: looks, flow, database. */
#include <glob.h>
#include <magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "fcgi/portal.h"
#include "flow/password.h"
#include "flow/release.h"
#include "form/region.h"
#include "letter/gallery.h"
#include "xml/doc.h"
#include "xml/mem.h"

const struct look *
site_look(const struct site *s, const char *name)
{
	size_t i;

	for (i = 0; i < s->n_looks; i++)
		if (strcmp(s->looks[i].name, name) == 0)
			return &s->looks[i];
	return NULL;
}

static bool
look_load(struct site *s, const char *name, struct err *err)
{
	struct look *l;
	char path[4096];

	if (site_look(s, name) != NULL)
		return true;
	l = realloc(s->looks, (s->n_looks + 1) * sizeof(*l));
	if (l == NULL)
		return err_fail(err, ERR_BUSY, "memory", "looks");
	s->looks = l;
	l += s->n_looks;
	*l = (struct look){.name = name};
	s->n_looks++;
	snprintf(path, sizeof(path), "%s/sql/page/%s.sql", s->root, name);
	if (access(path, R_OK) == 0 && (l->sql = page_load(path, err)) == NULL)
		return false;
	snprintf(path, sizeof(path), "%s/xslt/page/%s.xsl", s->root, name);
	return (l->sheet = sheet_load(s->sheets, path, err)) != NULL;
}

/* xslt/common/text*.LANG.xml: every file that is there. */
static bool
texts_of(const struct site *s, const char *lang, struct err *err)
{
	char path[4096];
	bool ok = true;
	glob_t g;
	size_t i;

	snprintf(
	    path, sizeof(path), "%s/xslt/common/text*.%s.xml", s->root, lang);
	if (glob(path, 0, NULL, &g) != 0)
		return err_fail(err, ERR_BUG, "start", "%s: none", path);
	for (i = 0; ok && i < g.gl_pathc; i++)
		ok = sheet_texts(lang, g.gl_pathv[i], err);
	globfree(&g);
	return ok;
}

static bool
magic_ready(struct site *s, struct err *err)
{
	s->magic = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS);
	if (s->magic == NULL || magic_load(s->magic, NULL) != 0)
		return err_fail(err, ERR_BUG, "start",
		    "libmagic's database is missing (package libmagic-mgc)");
	return true;
}

/* Procedures are read before the fork, so that workers share them; without a
 * database each worker loads them when it has one. A database of another
 * version ends the start. */
static bool
procedures_load(struct site *s, struct err *err)
{
	struct err away = {0};
	struct actor guest = {0};
	struct db *db = db_open(s->dsn, &away);
	bool ok = true;

	if (db == NULL || !db_begin(db, &guest, false, &away) ||
	    !flow_load_all(s->flow, db, &away) || !db_commit(db, &away)) {
		ok = strcmp(away.code, "start") != 0;
		if (ok)
			log_err(LOG_WARN, "procedures not loaded yet", &away);
		else
			*err = away;
	}
	if (db)
		db_close(db);
	return ok;
}

bool
site_load(void *site, struct err *err)
{
	struct site *s = site;
	const struct route *t;
	char path[4096];

	if (!xmlmem_init(err) || !password_init(err) ||
	    !texts_of(s, "zh-CN", err) || !texts_of(s, "en", err) ||
	    !magic_ready(s, err))
		return false;
	snprintf(path, sizeof(path), "%s/sql/reference/region.tsv", s->root);
	if (!region_load(path, err))
		return false;
	snprintf(path, sizeof(path), "%s/sql/reference/region-en.tsv", s->root);
	if (!region_load_english(path, err))
		return false;
	if ((s->flow = flow_open(s->root, s->fonts, err)) == NULL ||
	    !flow_use_agent(s->flow, getenv("KB_SIGNER"), err) ||
	    (s->trust = trust_open(getenv("KB_TRUST"), err)) == NULL ||
	    (s->sheets = sheets_new(err)) == NULL)
		return false;
	snprintf(path, sizeof(path), "%s/xslt/letter/gallery", s->root);
	s->gallery = gallery_open(path, flow_fonts(s->flow), err);
	if (s->gallery == NULL)
		return false;
	for (t = routes; t->path; t++)
		if (t->page && !look_load(s, t->page, err))
			return false;
	if (!look_load(s, "error", err))
		return false;
	return procedures_load(s, err);
}

/* <site><name>...</name>...</site> from api.site. */
static bool
settings_read(struct site *s, struct err *err)
{
	struct actor guest = {0};
	struct rows *r = NULL;
	xmlDoc *doc = xmlNewDoc((const xmlChar *)"1.0");
	xmlNode *root = xmlNewDocNode(doc, NULL, (const xmlChar *)"site", NULL);
	bool ok = false;
	size_t i;

	if (root == NULL) {
		err_fail(err, ERR_BUSY, "memory", "settings");
		goto out;
	}
	xmlDocSetRootElement(doc, root);
	if (!db_begin(s->db, &guest, false, err) ||
	    !release_database(s->db, err) ||
	    !db_call(s->db, "site_settings", 0, NULL, &r, err))
		goto out;
	for (i = 0; i < rows_count(r); i++)
		node_add(root, rows_get(r, i, "name"), rows_get(r, i, "value"));
	ok = db_commit(s->db, err);
	xmlFreeDoc(s->settings);
	s->settings = ok ? doc : NULL;
out:
	rows_free(r);
	if (!ok)
		xmlFreeDoc(doc);
	return ok;
}

bool
site_open(void *site, struct err *err)
{
	struct site *s = site;

	if ((s->db = db_open(s->dsn, err)) == NULL)
		return false;
	flow_agent_connect(s->flow);
	return settings_read(s, err);
}

void
site_close(void *site)
{
	struct site *s = site;

	if (s->db)
		db_close(s->db);
	s->db = NULL;
	site_unload(s);
}

void
site_unload(void *site)
{
	struct site *s = site;
	size_t i;

	for (i = 0; i < s->n_looks; i++)
		if (s->looks[i].sql)
			page_free(s->looks[i].sql);
	free(s->looks);
	sheets_free(s->sheets);
	s->sheets = NULL;
	s->looks = NULL;
	s->n_looks = 0;
	gallery_close(s->gallery);
	s->gallery = NULL;
	flow_close(s->flow);
	s->flow = NULL;
	trust_close(s->trust);
	s->trust = NULL;
	xmlFreeDoc(s->settings);
	s->settings = NULL;
	if (s->magic)
		magic_close(s->magic);
	s->magic = NULL;
	region_unload();
}
