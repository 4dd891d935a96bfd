# make help lists the targets. Everything built stands in $(B).
B       ?= build
CC      ?= gcc
PORT    ?= 8080
VAR     ?= var
PREFIX  ?= /usr/local
CFLAGS  ?= -O2 -g
JOBS    ?= $(shell nproc)
PKGS    := libxml-2.0 libxslt libpq libsodium libcrypto libgcrypt harfbuzz fontconfig zlib libdeflate libqrencode libseccomp
WARN    := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wformat=2 -Wvla
PKGCF    = $(eval PKGCF := $$(shell pkg-config --cflags $(PKGS)))$(PKGCF)
PKGLIB   = $(eval PKGLIB := $$(shell pkg-config --libs $(PKGS)))$(PKGLIB)
ALLCF    = -std=c11 -D_GNU_SOURCE -I. -Ilib $(WARN) $(CFLAGS) $(PKGCF)
LIBS     = $(PKGLIB) -lfcgi -lmagic -lm

LIBSRC  := $(wildcard lib/*/*.c)
LIBOBJ  := $(LIBSRC:%.c=$(B)/%.o)
PROGS   := $(patsubst fcgi/%.c,%,$(filter-out fcgi/serve.c fcgi/serve_%.c fcgi/page_%.c fcgi/cmd_%.c fcgi/exchange_%.c fcgi/courier_%.c,$(wildcard fcgi/*.c)))
UNITS   := $(patsubst tests/unit/%.c,$(B)/tests/unit/%,$(wildcard tests/unit/test_*.c))
TOOLS   := $(patsubst %.c,$(B)/%,$(wildcard tests/golden/*.c tests/bench/*.c tests/oracle/*.c))
SOURCES := $(wildcard lib/*/*.c fcgi/*.c tests/*/*.c)

all: $(PROGS:%=$(B)/%) ## build the programs

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALLCF) -MMD -MP -c -o $@ $<
# what this program knows: a database or files of another version it refuses
RELEASE  = -DKB_GRAMMAR='"$(shell sha256sum <xslt/schema/procedure.rng | cut -d' ' -f1)"' \
    -DKB_MIGRATIONS='"$(shell sed -n 's,^sql/migrate/\(.*\)\.sql$$,\1,p' sql/install.sql)"'
$(B)/lib/flow/release.o: ALLCF += $(RELEASE)
$(B)/lib/flow/release.o: xslt/schema/procedure.rng sql/install.sql
$(B)/libkb.a: $(LIBOBJ)
	@rm -f $@; ar rcs $@ $^
$(B)/portal: $(patsubst %.c,$(B)/%.o,$(wildcard fcgi/portal.c fcgi/serve*.c fcgi/page_*.c)) $(B)/libkb.a
	$(CC) $(CFLAGS) -o $@ $^ $(LIBS)
$(B)/exchange: $(patsubst %.c,$(B)/%.o,$(wildcard fcgi/exchange.c fcgi/exchange_*.c fcgi/serve*.c)) $(B)/libkb.a
	$(CC) $(CFLAGS) -o $@ $^ $(LIBS)
# what takes messages in, whoever brings them
TAKES   := $(B)/fcgi/exchange_effect.o $(B)/fcgi/exchange_site.o
$(B)/courier: $(patsubst %.c,$(B)/%.o,$(wildcard fcgi/courier.c fcgi/courier_*.c)) $(TAKES) $(B)/libkb.a
	$(CC) $(CFLAGS) -o $@ $^ $(LIBS) -lcurl
$(B)/kuaibao: $(patsubst %.c,$(B)/%.o,$(wildcard fcgi/kuaibao.c fcgi/cmd_*.c fcgi/courier_*.c)) $(TAKES) $(B)/libkb.a
	$(CC) $(CFLAGS) -o $@ $^ $(LIBS) -lcurl
$(B)/tests/unit/%: $(B)/tests/unit/%.o $(B)/libkb.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -o $@ $^ $(LIBS) -lcmocka
$(B)/tests/%: $(B)/tests/%.o $(B)/libkb.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -o $@ $^ $(LIBS)

$(B)/tests/unit/test_raster: LIBS += $(shell pkg-config --libs cairo freetype2)
$(B)/tests/unit/test_raster.o: ALLCF += $(shell pkg-config --cflags cairo freetype2)

deps: ## install the packages that are missing
	nginx/deps.sh run
run: deps ## serve http://127.0.0.1:$(PORT)/ from $(VAR); NODES=2: two offices; Ctrl-C stops
	@$(MAKE) -s -j$(JOBS) all
	@B=$(B) EXCHANGE=$${EXCHANGE:-yes} exec nginx/$(if $(filter 2,$(NODES)),nodes,run).sh $(PORT) $(VAR)
test: ## install, build and run all tests
	nginx/deps.sh test
	@$(MAKE) -s -j$(JOBS) all units tools
	@B=$(B) exec tests/run.sh
bench: ## measure, as ratios of one run
	nginx/deps.sh bench
	@$(MAKE) -s -j$(JOBS) all tools
	@B=$(B) exec tests/bench/run.sh

fuzz: ## fuzz the parsers of foreign bytes, a minute each
	nginx/deps.sh fuzz
	@B=$(B) exec tests/fuzz/run.sh

ha: ## a cluster of three: primary killed and paused; backup, restore
	nginx/deps.sh ha
	@$(MAKE) -s -j$(JOBS) all
	@B=$(B) exec tests/ha/run.sh

units: $(UNITS)
tools: $(TOOLS)
unit: units ## parts of test: unit asan lint sql golden web exchange browser
	@B=$(B) exec tests/run.sh unit
asan lint sql procedure golden oracle web year exchange browser fault: all tools
	@B=$(B) exec tests/run.sh $@
format: ## lay the C out after .clang-format
	clang-format -i $(SOURCES) $(wildcard lib/*/*.h fcgi/*.h)

D = $(DESTDIR)$(PREFIX)
SHARE = $(D)/share/kuaibao
install: all ## install below $(PREFIX), staged in DESTDIR
	install -d $(D)/bin $(D)/lib/systemd/system $(SHARE)/nginx
	for p in $(PROGS); do install $(B)/$$p $(D)/bin/kuaibao-$$p; done
	mv $(D)/bin/kuaibao-kuaibao $(D)/bin/kuaibao
	cp -a --no-preserve=ownership sql xslt README.md $(SHARE)/
	cp -a --no-preserve=ownership nginx/error nginx/*.conf $(SHARE)/nginx/
	[ ! -d $(B)/fonts ] || cp -a --no-preserve=ownership $(B)/fonts $(SHARE)/
	sed -i 's,/usr/share/kuaibao,$(PREFIX)/share/kuaibao,g' $(SHARE)/nginx/*.conf
	install -Dm644 nginx/systemd/kuaibao.sysusers $(D)/lib/sysusers.d/kuaibao.conf
	install -m644 nginx/systemd/kuaibao.pg_ident $(SHARE)/
	for f in nginx/systemd/*.service; do sed 's,/usr/bin/,$(PREFIX)/bin/,g; s,/usr/share/,$(PREFIX)/share/,g' \
	    $$f > $(D)/lib/systemd/system/$${f##*/}; done

print-flags: # for tests/lint.sh
	@echo '$(ALLCF)'
print-libs: # for tests/fuzz/run.sh
	@echo '$(LIBS)'
help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile
clean: ## remove what was built
	rm -rf $(B)
.PHONY: all deps run test bench fuzz ha units tools unit asan lint sql procedure golden oracle web year browser fault format exchange install print-flags print-libs help clean
-include $(shell find $(B) -name '*.d' 2>/dev/null)
