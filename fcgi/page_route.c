/* page_route.c: every URL, one row each. */
#include <string.h>

#include "fcgi/portal.h"

#define GET SERVE_GET
#define POST SERVE_POST
#define SIGNED ROUTE_SIGNED
#define PUBLIC ROUTE_PUBLIC

/* clang-format off */
const struct route routes[] = {
	/* everybody */
	{GET, "/", "home", NULL, NULL, PUBLIC},
	{GET, "/guide", "guide_list", NULL, NULL, PUBLIC},
	{GET, "/guide/:name", "guide", page_guide, NULL, PUBLIC},
	{GET, "/register", "register_list", NULL, NULL, PUBLIC},
	{GET, "/register/:name", "register", NULL, NULL, PUBLIC},
	{GET, "/register/:name/:key", "register_entry", NULL, NULL, PUBLIC},
	{GET, "/notice", "notice_list", NULL, NULL, PUBLIC},
	{GET, "/notice/:id", "notice", NULL, NULL, PUBLIC},
	{GET, "/notice/:notice/file/:id", NULL, page_attachment, NULL, 0},
	{GET, "/report", "report_list", NULL, NULL, PUBLIC},
	{GET, "/report/year", "report_year", NULL, NULL, PUBLIC},
	{GET, "/report/centre", "report_centre", NULL, NULL, PUBLIC},
	{GET, "/report/procedure/:name", "report_procedure", NULL, NULL,
	    PUBLIC},
	{GET, "/report/:name", "report", NULL, NULL, PUBLIC},
	{GET, "/number", "number", NULL, NULL, PUBLIC},
	{GET, "/coverage", "coverage", NULL, NULL, PUBLIC},
	{GET | POST, "/track", "track", page_track, page_track, 0},
	{GET | POST, "/verify", "verify", page_verify, page_verify_post, 0},
	{GET, "/tool", "tool_list", NULL, NULL, PUBLIC},
	{GET, "/tool/deadline", "tool_deadline", page_deadline, NULL, PUBLIC},
	{GET, "/tool/check", "tool_check", page_check, NULL, PUBLIC},
	{GET, "/tool/letter", "tool_letter", page_gallery, NULL, PUBLIC},
	{GET, "/tool/letter/:name", "tool_sample", page_sample, NULL, PUBLIC},
	{GET, "/tool/needs", "tool_needs", NULL, NULL, PUBLIC},
	{GET | POST, "/tool/draw", "tool_draw", page_draw, page_draw, 0},
	{GET, "/search", "search", page_search, NULL, 0},
	{GET, "/help", "help", NULL, NULL, PUBLIC},
	{GET, "/accessibility", "accessibility", NULL, NULL, PUBLIC},
	{GET, "/sitemap", "sitemap", NULL, NULL, PUBLIC},
	{GET, "/view", NULL, page_view, NULL, 0},
	{GET, "/health", NULL, page_health, NULL, 0},
	{GET | POST, "/sign-in", "sign_in", page_sign_in,
	    page_sign_in_post, 0},
	{GET | POST, "/begin/:name", "apply", page_start, page_begin, 0},
	{POST, "/resume", NULL, NULL, page_resume, 0},
	/* who signed in */
	{POST, "/sign-out", NULL, NULL, page_sign_out, SIGNED},
	{GET | POST, "/account", "account", page_account, page_account_post,
	    SIGNED},
	{GET, "/work", "work", NULL, NULL, SIGNED},
	{POST, "/work/batch", "work_batch", NULL, page_batch, SIGNED},
	{POST, "/saved-view", NULL, NULL, page_saved_view, SIGNED},
	{GET, "/cases", "cases", NULL, NULL, SIGNED},
	{GET, "/letters", "letters", NULL, NULL, SIGNED},
	{POST, "/letters/package", NULL, NULL, page_letters_package, SIGNED},
	{GET | POST, "/messages", "messages", NULL, page_message_read,
	    SIGNED},
	{GET | POST, "/apply/:name", "apply", page_start, page_apply, SIGNED},
	{POST, "/apply/:name/message", NULL, NULL, page_import, SIGNED},
	{GET | POST, "/case/:number", "case", page_case, page_case_post,
	    SIGNED},
	{GET, "/case/:number/record", "case_record", NULL, NULL, SIGNED},
	{POST, "/case/:number/do/:move", NULL, NULL, page_case_do, SIGNED},
	{GET, "/case/:number/letter/:code", NULL, page_letter, NULL, SIGNED},
	{GET, "/case/:number/archive.zip", NULL, page_archive, NULL, SIGNED},
	{GET, "/draft/:draft/check", "draft_check", page_draft_check, NULL,
	    SIGNED},
	{POST, "/draft/:draft/submit", "draft_check", NULL,
	    page_draft_submit, SIGNED},
	{POST, "/draft/:draft/drop", NULL, NULL, page_draft_drop, SIGNED},
	{GET, "/draft/:draft/preview", "draft_preview", page_draft_preview,
	    NULL, SIGNED},
	{GET, "/draft/:draft/preview.pdf", NULL, page_draft_preview, NULL,
	    SIGNED},
	{GET, "/draft/:draft/preview.ofd", NULL, page_draft_preview, NULL,
	    SIGNED},
	{GET | POST, "/draft/:draft/page/:page", "draft", page_draft,
	    page_draft_post, SIGNED},
	{GET, "/case/:number/message/:name", NULL, page_message, NULL, SIGNED},
	{GET | POST, "/exchange", "exchange", NULL, page_exchange_post,
	    SIGNED},
	{GET, "/exchange/:id", "exchange_message", NULL, NULL, SIGNED},
	{GET, "/attachment/:id", NULL, page_attachment, NULL, SIGNED},
	{0, NULL, NULL, NULL, NULL, 0},
};
/* clang-format on */

/* Segment by segment; ":name" takes one that is not empty. */
static bool
route_match(struct visit *v, const char *pattern, const char *path)
{
	size_t n, m;

	while (*pattern == '/' && *path == '/') {
		pattern++, path++;
		n = strcspn(pattern, "/");
		m = strcspn(path, "/");
		if (*pattern == ':' && m > 0) {
			if (v)
				visit_set(v,
				    arena_strndup(v->a, pattern + 1, n - 1),
				    arena_strndup(v->a, path, m));
		} else if (n != m || memcmp(pattern, path, n) != 0) {
			return false;
		}
		pattern += n, path += m;
	}
	return *pattern == '\0' && *path == '\0';
}

const struct route *
route_find(struct visit *v, const char *path)
{
	const struct route *t;

	for (t = routes; t->path; t++) {
		if (!route_match(NULL, t->path, path))
			continue;
		route_match(v, t->path, path);
		return t;
	}
	return NULL;
}
