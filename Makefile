# SPDX-License-Identifier: GPL-3.0-or-later
#
# Everything is built under build/$(VARIANT)/, so switching flavour never
# needs a clean. `make help` lists the targets.
VARIANT ?= release
B       := build/$(VARIANT)
CC      := $(if $(filter default,$(origin CC)),gcc,$(CC))
PREFIX  ?= /usr/local
LIBDIR  ?= lib
PORT    ?= 8015
VERSION := $(shell sed -n 's/^.define LIFE_VERSION "\(.*\)"/\1/p' include/lifecircle/base/version.h)

Q := $(if $(V),,@) # V=1 shows the commands
say = @$(if $(V),:,printf '  %-5s %s\n' $(1) '$(strip $(2))')

# ---- flags ----

DEPS := sqlite3 spatialite proj geos libmicrohttpd jansson libprotobuf-c \
        zlib expat nettle libxxhash libutf8proc libzip libqrencode \
        libseccomp \
        liblz4 liblzma xlsxwriter
# Asked for when the first file is compiled, which is after what was missing
# has been installed, and once.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags $(DEPS)))$(PKG_CFLAGS)
PKG_LIBS   = $(eval PKG_LIBS := $$(shell pkg-config --libs $(DEPS)))$(PKG_LIBS)

# GDAL's library reads GeoTIFFs of residents: where its headers are there, it
# may be loaded by that import (GDAL=no: never). It is not linked, as a server
# has no need of it.
GDAL_CONFIG ?= gdal-config
GDAL_CFLAGS  = $(eval GDAL_CFLAGS := $$(if $$(filter no,$$(GDAL)),,$$(shell \
    if pkg-config --exists gdal 2>/dev/null; \
    then echo -DLIFE_GDAL $$$$(pkg-config --cflags gdal); \
    elif command -v $$(GDAL_CONFIG) >/dev/null; \
    then echo -DLIFE_GDAL $$$$($$(GDAL_CONFIG) --cflags); fi)))$(GDAL_CFLAGS)

# The same bytes wherever the source lies.
SAME_BYTES     := -ffile-prefix-map=$(CURDIR)=.
# Asserts stay on: better dead than wrong.
GCC_ONLY       := $(if $(findstring clang,$(CC)),,-ftrivial-auto-var-init=zero)
X86_ONLY       := $(if $(filter x86_64,$(shell uname -m)),-fcf-protection)
CFLAGS_release := -O2 -g -D_FORTIFY_SOURCE=3 -fstack-protector-strong \
                  -fstack-clash-protection -fno-strict-overflow -fPIE \
                  $(X86_ONLY) $(GCC_ONLY) $(SAME_BYTES)
LDFLAGS_release := -pie -Wl,-z,relro,-z,now
CFLAGS_debug   := -O0 -g3
CFLAGS_asan    := -O1 -g -fno-omit-frame-pointer \
                  -fsanitize=address,undefined -fno-sanitize-recover=all
CFLAGS_tsan    := -O1 -g -fsanitize=thread
CFLAGS_fuzz    := -O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all \
                  -fsanitize=fuzzer-no-link,address,undefined -DLIFE_LIBFUZZER
LDFLAGS_fuzz   := -fsanitize=fuzzer
CFLAGS_cover   := -O1 -g --coverage -fprofile-update=atomic -DLIFE_COUNTED
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
        -Wmissing-prototypes -Wpointer-arith -Wwrite-strings -Wvla -Wundef \
        -Wformat=2 $(if $(WERROR),-Werror)
BASE_CFLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L -Iinclude -I. -I$(B) -Itests/lib $(WARN) \
              $(PKG_CFLAGS)
ALL_CFLAGS  = $(BASE_CFLAGS) $(CFLAGS_$(VARIANT)) $(OWN_CFLAGS) $(CFLAGS)
ALL_LDFLAGS = $(CFLAGS_$(VARIANT)) $(LDFLAGS_$(VARIANT)) $(LDFLAGS)
ALL_LDLIBS  = $(PKG_LIBS) -lgeos_c -lcsv -lbz2 -lm -pthread $(LDLIBS)

# ---- files ----

C_SRC    := $(sort $(shell find src -name '*.c'))
CLI_SRC  := $(filter src/cli/%,$(C_SRC))
LIB_SRC  := $(filter-out $(CLI_SRC),$(C_SRC))
PROTO    := $(sort $(shell find src -name '*.proto'))
PROTO_C  := $(PROTO:%.proto=$(B)/%.pb-c.c)
TEST_SRC := $(sort $(shell find tests/unit -name 'test_*.c'))
TEST_LIB := $(sort $(wildcard tests/lib/*.c))
TEST_BIN := $(TEST_SRC:%.c=$(B)/%)
FUZZ     := tests/fuzz/fuzz
FUZZ_SRC := $(sort $(wildcard tests/fuzz/*.c))
BENCH    := tests/bench/bench
BENCH_SRC := $(sort $(wildcard tests/bench/*.c))
EMBED    := $(sort $(shell find geodata -name '*.csv') \
            $(shell find src -name '*.sql' -o -name '*.css' -o -name '*.json'))
WEB      := $(sort $(shell find web \( -name node_modules -o -path web/dist \
            -o -path web/screenshots \) -prune -o -type f -print))
C_FILES  := $(LIB_SRC) $(CLI_SRC) $(TEST_SRC) $(TEST_LIB) $(BENCH_SRC) \
            $(FUZZ_SRC) tests/fuzz/canary/canaries.c
H_FILES  := $(sort $(shell find include src -name '*.h') \
            $(wildcard tests/lib/*.h tests/bench/*.h tests/fuzz/*.h))

obj = $(patsubst %.c,$(B)/%.o,$(1))
LIB_OBJ := $(call obj,$(LIB_SRC)) $(PROTO_C:.c=.o) $(B)/embedded.o \
           $(B)/embedded_bytes.o

.PHONY: all run test oracle asan tsan cover bench lint lint-all analyze format check deps install uninstall \
        clean help tools FORCE
.DELETE_ON_ERROR:
.SECONDARY:

all: $(B)/lifecircle $(B)/liblifecircle.a ## the library and the program (VARIANT= WERROR=1 V=1)

help: ## this list
	@sed -n 's/^\([a-z][a-z. -]*\):[^#]*## /\1\t/p' Makefile | expand -t 16

# ---- building ----

tools: # a build that lacks a library says its name, and how to get it
	@.ci/deps.sh check build

$(B)/%.o: %.c Makefile | tools $(PROTO_C)
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c $< -o $@
# Roots of what is never negative, and nobody asks for errno.
$(B)/src/study/walk/raster.o: OWN_CFLAGS = -fno-math-errno
$(B)/src/import/kinds/resident/raster.o: OWN_CFLAGS = \
    $(patsubst -I%,-isystem %,$(filter-out -I/usr/include,$(GDAL_CFLAGS)))
$(B)/%.pb-c.c: %.proto | tools
	@mkdir -p $(B)
	$(call say,PROTO,$<)
	$(Q)protoc-c --proto_path=. --c_out=$(B) $<
# Generated code keeps to its generator's own style.
$(B)/%.pb-c.o: $(B)/%.pb-c.c
	$(Q)$(CC) -std=c11 -I$(B) $(CFLAGS_$(VARIANT)) $(CFLAGS) -c $< -o $@

$(B)/embed.list: FORCE build/web.stamp
	@mkdir -p $(B)
	@echo 'The map page was not built: this program has the interface alone.' \
	    > $(B)/placeholder.html
	@src/base/embed.sh list $(B)/placeholder.html > $@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi
$(B)/embedded_bytes.S: $(B)/embed.list $(EMBED) build/web.stamp src/base/embed.sh
	@src/base/embed.sh asm $< > $@
$(B)/embedded.c: $(B)/embed.list $(EMBED) build/web.stamp src/base/embed.sh
	@src/base/embed.sh table $< > $@
$(B)/embedded_bytes.o: $(B)/embedded_bytes.S
	$(Q)$(CC) $(CFLAGS_$(VARIANT)) -c $< -o $@
$(B)/embedded.o: $(B)/embedded.c
	$(Q)$(CC) $(ALL_CFLAGS) -c $< -o $@

# The page is made anew when its sources changed. A release has it made, and
# dist/.release says so. Where node is missing, or its packages can't be
# fetched, a page that is there already serves as it is, else the program does
# without; CI=true fails.
build/web.stamp: $(WEB)
	@mkdir -p build
	@set -e; cd web; \
	if [ -e dist/.release ] && [ -z "$$(find . -name node_modules -prune -o \
	    -newer dist/.release -type f -print)" ]; then touch ../$@; exit 0; \
	elif [ ! -e build.mjs ] || ! command -v node >/dev/null || \
	    ! command -v npm >/dev/null; then \
	    why="there is no node and npm, or no web/build.mjs"; \
	elif [ node_modules/.package-lock.json -nt package-lock.json ] || \
	    npm ci --no-audit --no-fund --loglevel=error; then \
	    node build.mjs; touch ../$@; exit 0; \
	else why="npm could not fetch its packages"; fi; \
	[ -z "$$CI" ] || { echo "the map page: $$why"; exit 1; }; \
	if [ -e dist/index.html ]; then echo "$$why: web/dist serves as it is"; \
	else echo "$$why: building without the map page"; fi

$(B)/liblifecircle.a: $(LIB_OBJ)
	@rm -f $@
	$(call say,AR,$@)
	$(Q)$(AR) qcs $@ $^ # q: files of one name in two rooms both stay
$(B)/lifecircle: $(call obj,$(CLI_SRC)) $(LIB_OBJ)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(ALL_LDLIBS) -o $@
# The same for programs that are linked with it as they start. It shows what
# public headers declare, under a version that is theirs alone until 1.0.
SONAME := liblifecircle.so.1
$(B)/pic/%.o: %.c Makefile | tools $(PROTO_C)
	@mkdir -p $(@D)
	$(call say,CC,$< for the shared library)
	$(Q)$(CC) $(patsubst -fPIE,-fPIC,$(ALL_CFLAGS)) -fno-semantic-interposition -MMD -MP -c $< -o $@
$(B)/pic/src/%.pb-c.o: $(B)/src/%.pb-c.c
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c11 -I$(B) $(patsubst -fPIE,-fPIC,$(CFLAGS_$(VARIANT))) $(CFLAGS) -c $< -o $@
$(B)/pic/src/study/walk/raster.o: OWN_CFLAGS = -fno-math-errno
$(B)/pic/src/import/kinds/resident/raster.o: OWN_CFLAGS = \
    $(patsubst -I%,-isystem %,$(filter-out -I/usr/include,$(GDAL_CFLAGS)))
$(B)/pic/embedded.o: $(B)/embedded.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(patsubst -fPIE,-fPIC,$(ALL_CFLAGS)) -c $< -o $@
PIC_OBJ := $(LIB_SRC:%.c=$(B)/pic/%.o) $(PROTO:%.proto=$(B)/pic/%.pb-c.o) \
           $(B)/pic/embedded.o $(B)/embedded_bytes.o
$(B)/exports.map: $(filter include/%,$(H_FILES)) src/exports.sh $(B)/liblifecircle.a
	@src/exports.sh $(B)/liblifecircle.a $(VERSION) > $@
$(B)/$(SONAME): $(PIC_OBJ) $(B)/exports.map
	$(call say,LINK,$@)
	$(Q)$(CC) -shared -Wl,-soname,$(SONAME) -Wl,--version-script=$(B)/exports.map \
	    -Wl,-z,defs $(filter-out -pie,$(ALL_LDFLAGS)) $(PIC_OBJ) $(ALL_LDLIBS) -o $@

$(TEST_BIN): %: %.o $(call obj,$(TEST_LIB)) $(LIB_OBJ)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(ALL_LDLIBS) -lcmocka -o $@

# ---- using ----

deps: ## install the Debian packages for building and testing
	@.ci/deps.sh build page test
	@echo "everything for building and testing is installed"

# The embedded city, unless another is named.
DEMO := build/neubrandenburg.city
CITY ?= $(DEMO)

run: ## build, import the embedded city, print its coverage, serve it (PORT= CITY=)
	@.ci/deps.sh build page
	@$(MAKE) --no-print-directory all $(if $(filter $(DEMO),$(CITY)),$(DEMO))
	@$(B)/lifecircle coverage --city $(CITY)
	@echo
	@echo "The map page: http://127.0.0.1:$(PORT)  (Ctrl-C ends it)"
	@exec $(B)/lifecircle serve --city $(CITY) --listen 127.0.0.1:$(PORT)

$(DEMO): geodata/neubrandenburg/neubrandenburg-2016.osm.pbf $(B)/lifecircle
	@rm -f $@ $@.sha256
	$(B)/lifecircle import osm $< --city $@

.PHONY: city chengdu
city: all ## a city file from an extract that holds it (CITY=chengdu OSM=FILE OUT=FILE)
	@geodata/city.sh $(B)/lifecircle geodata/$(CITY) "$(OSM)" "$(or $(OUT),build/$(CITY).city)"

chengdu: ## the same for Chengdu: districts, streets, communities by name (OSM=FILE)
	@$(MAKE) --no-print-directory city CITY=chengdu

# What install puts and uninstall takes out, MODE:FROM:TO below PREFIX.
INSTALLED := 755:$(B)/lifecircle:bin/lifecircle \
    644:$(B)/liblifecircle.a:$(LIBDIR)/liblifecircle.a \
    644:$(B)/$(SONAME):$(LIBDIR)/$(SONAME) \
    644:$(B)/lifecircle.pc:$(LIBDIR)/pkgconfig/lifecircle.pc \
    644:src/cli/lifecircle.bash:share/bash-completion/completions/lifecircle \
    644:src/cli/lifecircle.zsh:share/zsh/site-functions/_lifecircle \
    $(foreach h,$(filter include/%,$(H_FILES)),644:$h:$h)

$(B)/lifecircle.pc: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' 'prefix=$(PREFIX)' 'Name: lifecircle' \
	    'Description: which everyday services people reach on foot' \
	    'Version: $(VERSION)' 'Cflags: -I$${prefix}/include' \
	    'Libs: -L$${prefix}/$(LIBDIR) -llifecircle' \
	    'Libs.private: $(PKG_LIBS) -lgeos_c -lcsv -lbz2 -lm -pthread' > $@

# The options in them are the program's own.
$(B)/man.stamp: $(wildcard src/cli/*.1 src/cli/man*.sh) $(B)/lifecircle
	@src/cli/man_pages.sh $(B)/lifecircle $(VERSION) $(B)/man
	@src/cli/man.sh $(B)/lifecircle > $(B)/man/man1/lifecircle.1
	@touch $@

install: all $(B)/$(SONAME) $(B)/lifecircle.pc $(B)/man.stamp ## program, manuals, completion, libraries, headers (PREFIX= LIBDIR= DESTDIR=)
	@for f in $(INSTALLED); do \
	    to="$(DESTDIR)$(PREFIX)/$${f##*:}" from=$${f#*:}; echo "  $$to"; \
	    install -D -m $${f%%:*} $${from%:*} "$$to" || exit 1; done
	@ln -sf $(SONAME) "$(DESTDIR)$(PREFIX)/$(LIBDIR)/liblifecircle.so"
	@for d in man1 zh_CN/man1; do \
	    to="$(DESTDIR)$(PREFIX)/share/man/$$d"; echo "  $$to/lifecircle*.1"; \
	    install -D -m 644 -t "$$to" $(B)/man/$$d/*.1 || exit 1; done

uninstall: ## take out what install put there
	@for f in $(INSTALLED) $(LIBDIR)/liblifecircle.so; do rm -f "$(DESTDIR)$(PREFIX)/$${f##*:}"; done
	@rm -f "$(DESTDIR)$(PREFIX)"/share/man/man1/lifecircle.1 \
	    "$(DESTDIR)$(PREFIX)"/share/man/man1/lifecircle-*.1 \
	    "$(DESTDIR)$(PREFIX)"/share/man/zh_CN/man1/lifecircle.1 \
	    "$(DESTDIR)$(PREFIX)"/share/man/zh_CN/man1/lifecircle-*.1
	@cd "$(DESTDIR)$(PREFIX)" && if [ -d include/lifecircle ]; then \
	    find include/lifecircle -depth -type d -empty -delete; fi

# ---- packages ----

DIST := build/dist/lifecircle-$(VERSION).tar.xz
.PHONY: dist deb test-deb test-qgis

dist: build/web.stamp ## the source of a release, with the page: no node is needed to build it
	@debian/dist.sh $(VERSION) $(DIST)
	@sha256sum $(DIST)

deb: ## Debian packages from that, in build/deb
	@.ci/deps.sh build page deb
	@$(MAKE) --no-print-directory dist
	@debian/build.sh $(DIST) build/deb

test-deb: ## builds the packages twice, installs, uses, upgrades and purges them in a bare root (as root)
	@.ci/deps.sh build page deb test-deb
	@$(MAKE) --no-print-directory $(B)/lifecircle
	@tests/package/run.sh

test-qgis: $(B)/lifecircle ## a city in Debian's QGIS: served, exported, its file, a project (half a gigabyte of packages)
	@.ci/deps.sh test qgis
	@LIFECIRCLE=$(abspath $<) /usr/bin/python3 tests/qgis/opens.py $(PICTURES)

# ---- checking ----

# With T=name only the programs that it names are made.
WANTED_BIN = $(if $(T),$(foreach b,$(TEST_BIN) $(B)/$(FUZZ),$(if $(findstring $(T),$b),$b)),$(TEST_BIN) $(B)/$(FUZZ))

test: ## every test there is (T=name: those whose name has it)
	@.ci/deps.sh build page test
	@$(MAKE) --no-print-directory $(B)/lifecircle $(WANTED_BIN)
	@tests/run.sh $(B) $(T)

oracle: $(B)/lifecircle ## every answer of every extract, once more and slowly (an hour)
	@ORACLE_ALL=1 LIFECIRCLE=$(abspath $<) tests/oracle/run.sh

asan: ## what touches memory once more, under the address and undefined sanitizers
	@SUITE=memory $(MAKE) --no-print-directory VARIANT=asan WERROR=1 test

tsan: ## the same under the thread sanitizer
	@SUITE=memory $(MAKE) --no-print-directory VARIANT=tsan WERROR=1 test

cover: ## how much of the product the tests run, by file, in build/cover.txt
	@.ci/deps.sh build page test cover
	@mkdir -p build && find build -path 'build/cover/*' -name '*.gcda' -delete
	@SUITE=memory $(MAKE) --no-print-directory VARIANT=cover test; status=$$?; \
	gcovr --root . --filter src/ --exclude-unreachable-branches \
	    --exclude-throw-branches --sort-uncovered --txt build/cover.txt \
	    --print-summary build/cover && exit $$status

# With the commands' options, and the small cities of the unit tests.
FUZZ_WRAPS := -Wl,--wrap=lc_table_open -Wl,--wrap=lc_table_free
FUZZ_OBJ = $(call obj,$(FUZZ_SRC) $(TEST_LIB) $(filter-out src/cli/main.c,$(CLI_SRC))) $(LIB_OBJ)
$(B)/$(FUZZ): $(FUZZ_OBJ)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) $(FUZZ_WRAPS) $^ $(ALL_LDLIBS) -lcmocka -o $@

.PHONY: fuzz
fuzz: ## every parser under libFuzzer, SECONDS=60 each (T=name: one of them)
	@.ci/deps.sh build page fuzz
	@$(MAKE) --no-print-directory VARIANT=fuzz CC=clang build/fuzz/$(FUZZ)
	@tests/fuzz/run.sh build/fuzz/$(FUZZ) $(or $(SECONDS),60) $(T)

# The same with a bug planted in the reach of each target.
CANARY := tests/fuzz/canary/canaries
CANARY_WRAPS = $(shell $(CANARY).sh --wraps)
$(B)/$(CANARY): $(B)/$(CANARY).o $(FUZZ_OBJ)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) $(FUZZ_WRAPS) $(CANARY_WRAPS) $^ $(ALL_LDLIBS) -lcmocka -o $@

.PHONY: canaries
canaries: ## every fuzz target finds the bug that is planted for it (T=name: one of them)
	@.ci/deps.sh build page fuzz
	@$(MAKE) --no-print-directory VARIANT=fuzz CC=clang build/fuzz/$(CANARY)
	@$(CANARY).sh build/fuzz/$(CANARY) $(T)

.PHONY: torture
torture: ## kills, faults of disk, calls and memory, damage, reloads, floods, malformed requests, the clock, three quarters of an hour; best as root (T=name: one of them)
	@.ci/deps.sh build page torture
	@$(MAKE) --no-print-directory $(B)/lifecircle
	@tests/torture/run.sh $(B)/lifecircle $(T)

$(B)/$(BENCH): $(call obj,$(BENCH_SRC)) $(LIB_OBJ)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(ALL_LDLIBS) -o $@

.PHONY: shots
shots: all $(filter $(DEMO),$(CITY)) ## twelve views of the page, as pictures in build/shots (CITY=)
	@rm -rf build/shots
	node tests/browser/run.mjs --city $(CITY) --program $(B)/lifecircle --shots build/shots

bench: $(B)/lifecircle $(B)/$(BENCH) ## how fast it is, in ratios within one run
	@tests/bench/run.sh $(B)

.PHONY: bench-city
bench-city: $(B)/lifecircle ## a mosaic of COPIES=20 extracts, from import to answers, beside an earlier build and Valhalla
	@nice tests/bench/city/run.py $(B)/lifecircle --copies $(or $(COPIES),20) \
	    $(if $(GROWTH),--growth $(GROWTH)) --json build/bench-city.json

PEERS   := tests/bench/peers/ours tests/bench/peers/sites
C_FILES += $(PEERS:=.c)
.PHONY: bench-peers

$(PEERS:%=$(B)/%): %: %.o $(LIB_OBJ)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(ALL_LDLIBS) -o $@

bench-peers: $(B)/lifecircle $(PEERS:%=$(B)/%) ## the same against pgRouting, SpatiaLite, Valhalla, CBC
	@tests/bench/peers/run.sh $(B)

lint: ## rooms, sizes, names, format, eslint, warnings of gcc and clang, static analysis
	@.ci/deps.sh build page test lint
	@$(MAKE) --no-print-directory WERROR=1 all $(call obj,$(C_FILES))
	@B=$(B) tests/lint/run.sh '$(BASE_CFLAGS)' $(C_FILES) $(H_FILES)

lint-all: ## the same, with clang-tidy over every source (ten minutes)
	@ALL=1 $(MAKE) --no-print-directory lint

analyze: $(PROTO_C) ## gcc's analyser over the product, its reports to be read (three minutes)
	@printf '%s\0' $(C_SRC) | xargs -0 -n 1 -P "$$(nproc)" \
	    $(CC) $(BASE_CFLAGS) -DLIFE_ANALYZE -Wno-unused-value -O2 -fanalyzer -c -o /dev/null

format: ## clang-format on every C file, prettier on the page's
	clang-format-14 -i $(C_FILES) $(H_FILES)
	tests/lint/web.sh fix

check: lint test asan ## all of it, before a change lands

clean: ## remove build/ and the built page
	rm -rf build web/dist

-include $(patsubst %.o,%.d,$(call obj,$(C_FILES)) $(PIC_OBJ))
