/* log.h: one line an event to standard error: time, level, request, text. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/err.h"

enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG };

/* The program's name and the request's id stand in each line from then on. */
void log_name(const char *program);
void log_request(const char *request_id);
void log_line(enum log_level level, const char *fmt, ...) PRINTF(2, 3);
/* kind, code, detail of an error. */
void log_err(enum log_level level, const char *what, const struct err *err);

#endif
