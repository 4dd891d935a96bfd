/* page_draft.h: between the files that answer /draft. */
#ifndef FCGI_PAGE_DRAFT_H
#define FCGI_PAGE_DRAFT_H

#include "fcgi/portal.h"

/* Adds <form> for page `page` (form_pages(): all) to the page document: the
 * procedure's part, the data, the fields' state, the errors. */
bool draft_show(struct visit *v, const struct draft *d, size_t page,
    const struct form_error *errors);

/* Takes the body of a POST, urlencoded or multipart, into v->post; files go
 * to api.put_attachment inside the open transaction. */
bool draft_body(struct visit *v, const char *draft);
/* Hangs what draft_body stored into the data, where the page asks for it;
 * and takes it out again, when the transaction that stored it was undone. */
bool draft_attach(struct visit *v, struct draft *d, size_t page);
void draft_unattach(struct visit *v, struct draft *d);
/* The button drop:UUID. */
bool draft_detach(struct visit *v, struct draft *d, const char *ref);

#endif
