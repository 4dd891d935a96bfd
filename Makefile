# make help lists the targets. Everything built stands in $(B).
B      ?= build
CC     ?= gcc
PKGS   := libxml-2.0 libxslt libpq libsodium libcrypto harfbuzz harfbuzz-subset fontconfig zlib libqrencode libseccomp
CFLAGS ?= -O2 -g
WARN   := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wformat=2 -Wvla
ALLCF  := -std=c11 -D_GNU_SOURCE -I. -Ilib $(WARN) $(CFLAGS) $(shell pkg-config --cflags $(PKGS))
LIBS   := $(shell pkg-config --libs $(PKGS)) -lfcgi -lmagic -lm

LIBSRC := $(wildcard lib/*/*.c)
LIBOBJ := $(LIBSRC:%.c=$(B)/%.o)
PROGS  := $(patsubst fcgi/%.c,%,$(filter-out fcgi/serve.c fcgi/serve_%.c fcgi/page_%.c fcgi/cmd_%.c,$(wildcard fcgi/*.c)))
UNITS  := $(patsubst tests/unit/%.c,$(B)/tests/unit/%,$(wildcard tests/unit/test_*.c))

all: $(PROGS:%=$(B)/%) ## build the programs

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALLCF) -MMD -MP -c -o $@ $<
$(B)/libkb.a: $(LIBOBJ)
	@rm -f $@; ar rcs $@ $^
$(B)/portal: $(patsubst %.c,$(B)/%.o,$(wildcard fcgi/portal.c fcgi/serve*.c fcgi/page_*.c)) $(B)/libkb.a
	$(CC) $(CFLAGS) -o $@ $^ $(LIBS)
$(B)/kuaibao: $(patsubst %.c,$(B)/%.o,$(wildcard fcgi/kuaibao.c fcgi/cmd_*.c)) $(B)/libkb.a
	$(CC) $(CFLAGS) -o $@ $^ $(LIBS)
$(B)/tests/unit/%: $(B)/tests/unit/%.o $(B)/libkb.a
	$(CC) $(CFLAGS) -o $@ $^ $(LIBS) -lcmocka

unit: $(UNITS) ## run the unit tests
	@for t in $(UNITS); do $$t || exit 1; done

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile
clean: ## remove what was built
	rm -rf $(B)
.PHONY: all unit help clean
-include $(shell find $(B) -name '*.d' 2>/dev/null)
