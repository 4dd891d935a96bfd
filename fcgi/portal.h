/* portal.h: the pages' program: its process, one visit, and its handlers. */
#ifndef FCGI_PORTAL_H
#define FCGI_PORTAL_H

#include <libxml/tree.h>

#include "db/call.h"
#include "db/page.h"
#include "fcgi/serve.h"
#include "flow/flow.h"
#include "form/post.h"
#include "sign/trust.h"
#include "xml/sheet.h"

#define VISIT_PARAMS 32
#define TOKEN_MAX 128 /* bytes of a session's cookie */
#define BODY_MAX ((size_t)2 << 20)
#define FILE_MAX ((size_t)100 << 20)

/* A page's two halves: what it reads, how it looks. */
struct look {
	const char *name;
	struct page_sql *sql; /* NULL: reads nothing */
	struct sheet *sheet;  /* of the site's sheets */
};

struct site { /* process lifetime */
	const char *root, *dsn, *fonts;
	struct flow *flow;
	struct gallery *gallery; /* letter/gallery.h */
	struct trust *trust;     /* whose signatures are known */
	struct sheets *sheets;
	struct look *looks;
	size_t n_looks;
	xmlDoc *settings; /* <site>...</site>, read at each worker's start */
	struct db *db;
	void *magic; /* libmagic's cookie */
	bool broken;
};

struct visit;
struct attached; /* page_upload.c */
typedef void visit_handler(struct visit *v);

struct route {
	int methods;
	const char *path;          /* "/case/:number/do/:move" */
	const char *page;          /* look's name; NULL: the handler answers */
	visit_handler *get, *post; /* NULL get: the page as it is */
	int flags;
};

enum {
	ROUTE_SIGNED = 1, /* for people who signed in */
	ROUTE_PUBLIC = 2, /* a guest's answer may be kept by caches */
};

struct visit { /* one request */
	struct site *site;
	struct request *r;
	struct arena *a;
	const struct route *route;
	struct param params[VISIT_PARAMS];
	size_t n_params;
	struct actor who;
	char csrf[65];
	const char *lang, *view;
	bool xml;                   /* the page's document was asked for */
	const char *list;           /* its list was: "csv", "xlsx"; or NULL */
	bool signed_in;             /* known after visit_read */
	int status;                 /* of the page; 0: 200 */
	struct post post;           /* of a POST */
	struct attached *attached;  /* files that came with it */
	struct form_error *refused; /* files that could not be kept */
	xmlDoc *doc;
	xmlNode *page;
	struct err err;
};

/* Route, query, language, who. False: v->err says why. */
bool visit_begin(struct visit *v);
/* A page's address with a slash behind it goes to that page; false: it is none. */
bool visit_trim(struct visit *v);
/* A route or query parameter, NULL when absent. */
const char *visit_param(const struct visit *v, const char *name);
void visit_set(struct visit *v, const char *name, const char *value);

/* Appends the rows of the page's last statement that gave any: a header line
 * of names, then a line for each; quoted, CRLF. */
void csv_write(const xmlNode *page, struct buf *b);
/* The same as a spreadsheet file. */
void csv_write_xlsx(const xmlNode *page, struct buf *b);

/* Who asks, by the cookie's token; NULL: a guest. Sets the csrf token. */
void visit_session(struct visit *v, const char *token);
/* The address that was asked, but for what chooses its look. */
const char *visit_uri(struct visit *v);
/* <page> as every page begins, nothing read. */
bool visit_page(struct visit *v, const char *name);
/* Builds <page> and runs the look's statements; false with v->err. */
bool visit_read(struct visit *v, const char *look);
/* With the procedure file of the version that element `of` of the page names,
 * as it is kept parsed; its worked examples where wanted. */
bool visit_read_version(
    struct visit *v, const char *page, const char *of, bool examples);
/* Sends v->doc through the look's sheet, or as XML when that was asked. */
void visit_show(struct visit *v, const char *look);
/* <error code arg>; for programs with the text shown, in both languages. */
xmlNode *visit_error(
    struct visit *v, xmlNode *parent, const char *code, const char *arg);
/* v->err into the log. */
void visit_log(struct visit *v);
/* Tells v->err: the sign-in page, the error page, or XML for programs. What
 * was refused shows the frame of who asked. */
void visit_fail(struct visit *v);

/* Reads an urlencoded body into v->post, checks its csrf and origin; false
 * with v->err, ERR_SIGNIN when the session is gone. */
bool visit_post(struct visit *v);
/* The token of the form is that of the session, and the origin ours. */
bool visit_genuine(struct visit *v, const char *csrf);
/* Values of the post's pairs of that name, apart by blanks; "": none. NULL: no
 * memory, v->err is set. */
const char *visit_ticked(struct visit *v, const char *name);
/* Up to 2,047 bytes. */
const char *visit_printf(struct visit *v, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void visit_go(struct visit *v, const char *fmt, ...)
    __attribute__((format(printf, 2, 3))); /* 303 */

/* route.c */
extern const struct route routes[];
const struct route *route_find(struct visit *v, const char *path);

/* site.c */
bool site_load(void *site, struct err *err);
bool site_open(void *site, struct err *err);
void site_close(void *site);
void site_unload(void *site);
const struct look *site_look(const struct site *s, const char *name);

/* page_*.c */
visit_handler page_health, page_view;
visit_handler page_sign_in, page_sign_in_post, page_sign_out;
visit_handler page_account, page_account_post;
/* Begins, or finds again, the draft of a move; goes to its first page. */
void draft_begin(struct visit *v, const char *procedure, const char *move,
    const char *number);
/* The session's cookie, or its end. */
void visit_cookie(struct visit *v, const char *token, bool end);
visit_handler page_begin, page_resume, page_archive;
visit_handler page_apply, page_import, page_case_do, page_case, page_case_post,
    page_guide, page_start;
visit_handler page_draft, page_draft_post, page_draft_check;
visit_handler page_draft_submit, page_draft_preview, page_draft_drop;
visit_handler page_letter, page_attachment, page_letters_package;
/* Within a transaction: a letter's PDF is appended, as it was issued, or set
 * from its document where no file is kept. */
bool letter_pdf(struct visit *v, const char *code, const char *source,
    struct buf *out, size_t *pages) MUST_CHECK;
visit_handler page_gallery, page_sample;
visit_handler page_track, page_verify, page_verify_post;
visit_handler page_deadline, page_check, page_draw, page_search;
visit_handler page_message_read, page_saved_view, page_batch;

/* page_exchange.c */
visit_handler page_exchange_post, page_message;

#endif
