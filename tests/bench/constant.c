/* constant.c: the least that FastCGI can cost: one answer, over and over.
 * constant SOCKET WORKERS FILE */
#include <fcgiapp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"

static void
answer(int fd, const struct buf *b)
{
	FCGX_Request r;

	FCGX_InitRequest(&r, fd, 0);
	while (FCGX_Accept_r(&r) >= 0) {
		FCGX_PutS(
		    "Content-Type: text/html; charset=utf-8\r\n\r\n", r.out);
		FCGX_PutStr(b->data, (int)b->len, r.out);
		FCGX_Finish_r(&r);
	}
}

int
main(int argc, char **argv)
{
	struct buf b = {0};
	struct err err = {0};
	int fd, i;

	if (argc != 4 || !file_read(argv[3], &b, &err)) {
		fputs("constant SOCKET WORKERS FILE\n", stderr);
		return 2;
	}
	FCGX_Init();
	if ((fd = FCGX_OpenSocket(argv[1], 1024)) < 0)
		return 1;
	for (i = 1; i < atoi(argv[2]); i++)
		if (fork() == 0)
			break;
	answer(fd, &b);
	buf_clear(&b);
	return 0;
}
