/* shape.c: the one shape that a signature may have; see dsig.h. */
#include <libxml/uri.h>
#include <stdlib.h>
#include <string.h>

#include "dsig/private.h"
#include "xml/doc.h"

bool
dsig_refuse(
    struct dsig_check *c, const char *code, const xmlNode *at, const char *arg)
{
	return report_fail(c->r, ERR_INPUT, code, at, arg, c->err);
}

static bool
is(const xmlNode *n, const char *name)
{
	return n != NULL && n->type == XML_ELEMENT_NODE && n->ns != NULL &&
	       strcmp((const char *)n->name, name) == 0 &&
	       strcmp((const char *)n->ns->href, DSIG_NS) == 0;
}

/* The element at n or behind it; text that is not blank stands for itself, so
 * that no name matches it. */
static const xmlNode *
next(const xmlNode *n)
{
	while (n != NULL && n->type == XML_TEXT_NODE && xmlIsBlankNode(n) == 1)
		n = n->next;
	return n;
}

static const xmlNode *
first(const xmlNode *n)
{
	return n == NULL ? NULL : next(n->children);
}

/* Whether `n` is that element, with this one attribute (NULL: none). */
static bool
bare(const xmlNode *n, const char *name, const char *attribute)
{
	const xmlAttr *a = is(n, name) ? n->properties : NULL;

	if (!is(n, name))
		return false;
	if (attribute == NULL)
		return a == NULL;
	return a != NULL && a->next == NULL && a->ns == NULL &&
	       strcmp((const char *)a->name, attribute) == 0;
}

static bool
means(const xmlNode *n, const char *uri)
{
	const char *a = node_attr(n, "Algorithm");

	return a != NULL && strcmp(a, uri) == 0;
}

/* Text only, in one piece. */
static bool
text_only(const xmlNode *n)
{
	return n->children != NULL && n->children->type == XML_TEXT_NODE &&
	       n->children->next == NULL;
}

static const xmlNode *
step(const xmlNode *n, const xmlNode *root)
{
	if (n->children != NULL && n->type == XML_ELEMENT_NODE)
		return n->children;
	while (n != root && n->next == NULL)
		n = n->parent;
	return n == root ? NULL : n->next;
}

static bool
is_id(const xmlAttr *a)
{
	return strcasecmp((const char *)a->name, "id") == 0 &&
	       (a->ns == NULL || strcmp((const char *)a->ns->href,
				     (const char *)XML_XML_NAMESPACE) == 0);
}

static int
by_value(const void *a, const void *b)
{
	const xmlAttr *const *x = a, *const *y = b;

	return strcmp((const char *)(*x)->children->content,
	    (const char *)(*y)->children->content);
}

static bool
ids_single(struct dsig_check *c, struct buf *ids)
{
	const xmlAttr **list = (const xmlAttr **)(void *)ids->data;
	size_t n = ids->len / sizeof(*list);

	if (ids->failed)
		return err_fail(c->err, ERR_BUSY, "memory", "ids");
	if (n > 1)
		qsort(list, n, sizeof(*list), by_value);
	for (size_t i = 1; i < n; i++)
		if (by_value(&list[i - 1], &list[i]) == 0)
			return dsig_refuse(c, "dsig-id-doubled",
			    list[i]->parent,
			    (const char *)list[i]->children->content);
	return true;
}

/* Canonical XML 1.0, 1.3: there is none with a relative namespace. */
static bool
namespaces_absolute(const xmlNode *n)
{
	for (const xmlNs *ns = n->nsDef; ns != NULL; ns = ns->next) {
		xmlURI *uri;
		bool ok;

		if (ns->href == NULL || *ns->href == '\0')
			continue;
		uri = xmlParseURI((const char *)ns->href);
		ok = uri != NULL && uri->scheme != NULL;
		xmlFreeURI(uri);
		if (!ok)
			return false;
	}
	return true;
}

/* One Signature, where it belongs; no id twice. */
bool
dsig_check_place(struct dsig_check *c, const xmlNode *root)
{
	const xmlNode *found = NULL, *relative = NULL, *n;
	struct buf ids;
	bool ok;

	buf_init(&ids, 0);
	for (n = root; n != NULL; n = step(n, root)) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		if (relative == NULL && !namespaces_absolute(n))
			relative = n;
		for (const xmlAttr *a = n->properties; a != NULL; a = a->next)
			if (is_id(a) && a->children != NULL)
				buf_add(&ids, &a, sizeof(a));
		if (!is(n, "Signature"))
			continue;
		if (found != NULL)
			break;
		found = n;
	}
	if (n != NULL)
		ok = dsig_refuse(c, "dsig-many", n, NULL);
	else if (found == NULL)
		ok = dsig_refuse(c, "dsig-none", root, NULL);
	else if (found->parent != root || next(found->next) != NULL)
		ok = dsig_refuse(c, "dsig-place", found, NULL);
	else if (relative != NULL)
		ok = dsig_refuse(c, "dsig-namespace", relative, NULL);
	else
		ok = ids_single(c, &ids);
	buf_clear(&ids);
	c->said.signature = (xmlNode *)found;
	return ok;
}

static bool
check_method(struct dsig_check *c, const xmlNode *n)
{
	int a = 0;

	if (!bare(n, "SignatureMethod", "Algorithm"))
		return dsig_refuse(c, "dsig-shape", n, "SignatureMethod");
	while (a < SIGN_ALGORITHMS && !means(n, dsig_methods[a].signature))
		a++;
	if (first(n) != NULL || a == SIGN_ALGORITHMS ||
	    (c->trust->algorithms & 1u << a) == 0)
		return dsig_refuse(
		    c, "dsig-algorithm", n, node_attr(n, "Algorithm"));
	c->said.algorithm = (enum sign_algorithm)a;
	return true;
}

static bool
check_transforms(struct dsig_check *c, const xmlNode *n, const char *form)
{
	const xmlNode *one = first(n), *two = one ? next(one->next) : NULL;

	if (!bare(n, "Transforms", NULL))
		return dsig_refuse(c, "dsig-shape", n, "Transforms");
	if (!bare(one, "Transform", "Algorithm") ||
	    !means(one, DSIG_ENVELOPED) || first(one) != NULL)
		return dsig_refuse(c, "dsig-transform", one ? one : n,
		    one ? node_attr(one, "Algorithm") : "");
	if (!bare(two, "Transform", "Algorithm") || !means(two, form) ||
	    first(two) != NULL)
		return dsig_refuse(c, "dsig-transform", two ? two : n,
		    two ? node_attr(two, "Algorithm") : "");
	if ((n = next(two->next)) != NULL)
		return dsig_refuse(
		    c, "dsig-transform", n, node_attr(n, "Algorithm"));
	return true;
}

static bool
check_reference(struct dsig_check *c, const xmlNode *n, const char *form)
{
	const xmlNode *at = first(n);
	const char *digest = dsig_methods[c->said.algorithm].digest;

	if (!is(n, "Reference"))
		return dsig_refuse(c, "dsig-shape", n, "Reference");
	if (!bare(n, "Reference", "URI") || *node_attr(n, "URI") != '\0')
		return dsig_refuse(c, "dsig-reference", n, node_attr(n, "URI"));
	if (!check_transforms(c, at, form))
		return false;
	at = next(at->next);
	if (!bare(at, "DigestMethod", "Algorithm") || first(at) != NULL)
		return dsig_refuse(c, "dsig-shape", n, "DigestMethod");
	if (!means(at, digest))
		return dsig_refuse(
		    c, "dsig-digest-method", at, node_attr(at, "Algorithm"));
	at = next(at->next);
	if (!bare(at, "DigestValue", NULL) || !text_only(at) ||
	    next(at->next) != NULL)
		return dsig_refuse(c, "dsig-shape", n, "DigestValue");
	c->said.reference = n;
	c->said.digest_value = at;
	return true;
}

static bool
check_info(struct dsig_check *c, const xmlNode *info)
{
	const char *form =
	    c->trust->inclusive ? DSIG_INCLUSIVE : DSIG_EXCLUSIVE;
	const xmlNode *n = first(info);

	if (!bare(info, "SignedInfo", NULL))
		return dsig_refuse(c, "dsig-shape", info, "SignedInfo");
	if (!bare(n, "CanonicalizationMethod", "Algorithm"))
		return dsig_refuse(
		    c, "dsig-shape", info, "CanonicalizationMethod");
	if (!means(n, form) || first(n) != NULL)
		return dsig_refuse(
		    c, "dsig-canonical", n, node_attr(n, "Algorithm"));
	n = next(n->next);
	if (!check_method(c, n))
		return false;
	n = next(n->next);
	if (!check_reference(c, n, form))
		return false;
	if ((n = next(n->next)) != NULL)
		return dsig_refuse(c, "dsig-references", n, NULL);
	c->said.info = info;
	return true;
}

/* A hint names a certificate; a bare key or a place to fetch one is no hint. */
static bool
check_hint(struct dsig_check *c, const xmlNode *info)
{
	static const char *const kinds[] = {
	    "X509IssuerSerial", "X509SKI", "X509SubjectName", "X509CRL", NULL};

	for (const xmlNode *n = first(info); n != NULL; n = next(n->next)) {
		if (is(n, "KeyName"))
			continue;
		if (!is(n, "X509Data"))
			return dsig_refuse(
			    c, "dsig-keyinfo", n, (const char *)n->name);
		for (const xmlNode *x = first(n); x; x = next(x->next)) {
			int i = 0;

			if (is(x, "X509Certificate") && text_only(x) &&
			    c->said.certificate == NULL)
				c->said.certificate = x;
			while (kinds[i] != NULL && !is(x, kinds[i]))
				i++;
			if (!is(x, "X509Certificate") && kinds[i] == NULL)
				return dsig_refuse(c, "dsig-keyinfo", x,
				    (const char *)x->name);
		}
	}
	return true;
}

bool
dsig_check_shape(struct dsig_check *c)
{
	const xmlNode *sig = c->said.signature, *n = first(sig);

	if (sig->properties != NULL && !bare(sig, "Signature", "Id"))
		return dsig_refuse(c, "dsig-shape", sig, "Signature");
	if (!check_info(c, n != NULL ? n : sig))
		return false;
	n = next(n->next);
	if (!bare(n, "SignatureValue", NULL) || !text_only(n))
		return dsig_refuse(c, "dsig-shape", sig, "SignatureValue");
	c->said.value = n;
	n = next(n->next);
	if (is(n, "KeyInfo")) {
		if (!check_hint(c, n))
			return false;
		n = next(n->next);
	}
	return n == NULL ||
	       dsig_refuse(c, "dsig-shape", n, (const char *)n->name);
}
