/* serve_record.h: a whole answer as FastCGI records, sent in one go. */
#ifndef FCGI_SERVE_RECORD_H
#define FCGI_SERVE_RECORD_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Writes `head` and `body` (n 0: none) as standard output of request `id`, and
 * the request's end. libfcgi writes eight kibibytes at a time, and each write
 * wakes the web server. False: the other end is gone.
 */
bool record_answer(int fd, int id, const char *head, size_t n_head,
    const char *body, size_t n) __attribute__((warn_unused_result));

#endif
