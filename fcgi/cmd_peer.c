/* cmd_peer.c: peers: keys, who they are, what we believe of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "db/call.h"
#include "dsig/dsig.h"
#include "fcgi/cmd.h"
#include "sign/sample_key.h"

static const char usage[] =
    "peer self CODE [region=CODE] | key FILE NAME [sm2|ecdsa|rsa] | "
    "show-certificate FILE |\n"
    "    add CODE NAME push|fetch|files [url=URL] [pull=yes] [organ=CODE] "
    "[region=CODE] |\n"
    "    certificate CODE FILE | revoke CODE FINGERPRINT REASON |\n"
    "    set CODE NAME VALUE | list";

static int
peer_key(int argc, char **argv)
{
	static const char *const names[] = {"sm2", "ecdsa", "rsa"};
	const char *kind = argc > 4 ? argv[4] : "sm2";
	struct err err = {0};

	for (int i = 0; i < SIGN_ALGORITHMS; i++)
		if (strcmp(kind, names[i]) == 0)
			return sample_key_write(argv[2], (enum sign_algorithm)i,
				   argv[3], NULL, &err)
				   ? 0
				   : cmd_failed(argv[2], &err);
	return cmd_usage(usage);
}

static int
peer_show(const char *path)
{
	struct err err = {0};
	struct cert *c = cert_read(path, &err);
	struct buf b = {0};
	int status;

	if (c == NULL)
		return cmd_failed(path, &err);
	status = cert_pem(c, &b) ? 0 : 1;
	if (status == 0)
		fputs(b.data, stdout);
	cert_free(c);
	buf_clear(&b);
	return status;
}

static void
when(time_t t, char out[32])
{
	struct tm tm;

	gmtime_r(&t, &tm);
	strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &tm);
}

static int
peer_certificate(const char *code, const char *path)
{
	struct err err = {0};
	struct cert *c = cert_read(path, &err);
	char from[32], to[32];
	struct buf pem = {0};
	time_t a, b;
	int status = 1;

	if (c == NULL)
		return cmd_failed(path, &err);
	if (cert_pem(c, &pem) && cert_term(c, &a, &b)) {
		when(a, from);
		when(b, to);
		status = cmd_call("peer_certificate", "peer_certificate", 7,
		    (const char *[]){code, cert_fingerprint(c), pem.data,
			cert_subject(c), dsig_algorithm_name(cert_algorithm(c)),
			from, to},
		    NULL);
	}
	if (status == 0)
		printf("%s: %s, until %s\n  fingerprint %s\n", code,
		    cert_subject(c), to, cert_fingerprint(c));
	cert_free(c);
	buf_clear(&pem);
	return status;
}

/* NAME=VALUE words, each once, in this order: url pull organ region. */
static int
peer_add(int argc, char **argv)
{
	static const char *const names[] = {
	    "url=", "pull=", "organ=", "region="};
	const char *v[4] = {NULL, "no", NULL, NULL};
	int i, k;

	for (i = 5; i < argc; i++) {
		for (k = 0; k < 4; k++)
			if (strncmp(argv[i], names[k], strlen(names[k])) == 0)
				break;
		if (k == 4)
			return cmd_usage(usage);
		v[k] = argv[i] + strlen(names[k]);
	}
	return cmd_call("peer_add", "peer_add", 7,
	    (const char *[]){argv[2], argv[3], v[2], v[3], argv[4], v[0], v[1]},
	    NULL);
}

static int
peer_self(int argc, char **argv)
{
	bool region = argc == 4 && strncmp(argv[3], "region=", 7) == 0;

	if (argc > 3 && !region)
		return cmd_usage(usage);
	return cmd_call("peer_self", "peer_self", 2,
	    (const char *[]){argv[2], region ? argv[3] + 7 : NULL}, NULL);
}

static int
peer_list(void)
{
	struct rows *r = NULL;
	int status = cmd_call("peer_list", "peer_list", 0, NULL, &r);

	for (size_t i = 0; status == 0 && i < rows_count(r); i++)
		printf("%-12s %-5s %s%s%s%s  certificates %s, waiting %s, "
		       "dead %s  %s\n",
		    rows_get(r, i, "code"), rows_get(r, i, "way"),
		    rows_get(r, i, "url"),
		    rows_get(r, i, "pull")[0] == 't' ? " pull" : "",
		    rows_get(r, i, "enabled")[0] == 't' ? "" : " disabled",
		    rows_null(r, i, "region") ? "" : " region",
		    rows_get(r, i, "certificates"), rows_get(r, i, "waiting"),
		    rows_get(r, i, "dead"), rows_get(r, i, "name"));
	rows_free(r);
	return status;
}

int
cmd_peer(int argc, char **argv)
{
	const char *verb = argc > 1 ? argv[1] : "";

	if (argc >= 3 && strcmp(verb, "self") == 0)
		return peer_self(argc, argv);
	if ((argc == 4 || argc == 5) && strcmp(verb, "key") == 0)
		return peer_key(argc, argv);
	if (argc == 3 && strcmp(verb, "show-certificate") == 0)
		return peer_show(argv[2]);
	if (argc >= 5 && strcmp(verb, "add") == 0)
		return peer_add(argc, argv);
	if (argc == 4 && strcmp(verb, "certificate") == 0)
		return peer_certificate(argv[2], argv[3]);
	if (argc == 5 && strcmp(verb, "revoke") == 0)
		return cmd_call("peer_revoke", "peer_revoke", 3,
		    (const char *[]){argv[2], argv[3], argv[4]}, NULL);
	if (argc == 5 && strcmp(verb, "set") == 0)
		return cmd_call("peer_set", "peer_set", 3,
		    (const char *[]){argv[2], argv[3], argv[4]}, NULL);
	if (argc == 2 && strcmp(verb, "list") == 0)
		return peer_list();
	return cmd_usage(usage);
}
