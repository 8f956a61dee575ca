# Everything is built under build/$(VARIANT)/, so switching flavour never
# needs a clean. `make help` lists the targets.
VARIANT ?= release
B       := build/$(VARIANT)
DEPS    := sqlite3 spatialite proj libmicrohttpd jansson libprotobuf-c zlib expat nettle libxxhash

CFLAGS_release := -O2 -g
CFLAGS_debug   := -O0 -g3
CFLAGS_asan    := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
                  -fno-sanitize-recover=all
CFLAGS_tsan    := -O1 -g -fsanitize=thread
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
        -Wmissing-prototypes -Wpointer-arith -Wwrite-strings -Wvla -Wundef \
        -Wformat=2 $(if $(WERROR),-Werror)
ALL_CFLAGS  = -std=c11 -D_POSIX_C_SOURCE=200809L -Iinclude -I$(B) $(WARN) \
              $(CFLAGS_$(VARIANT)) $(shell pkg-config --cflags $(DEPS)) $(CFLAGS)
ALL_LDLIBS  = $(shell pkg-config --libs $(DEPS)) -lgeos_c -lcsv -lbz2 -lm -pthread $(LDLIBS)

LIB_SRC := $(wildcard src/base/*.c src/geo/*.c src/store/*.c src/graph/*.c src/analysis/*.c src/import/*.c src/export/*.c src/http/*.c)
CLI_SRC := $(wildcard src/cli/*.c)
PROTO   := $(wildcard src/*/*.proto)
PROTO_C := $(PROTO:%.proto=$(B)/%.pb-c.c)
EMBED   := $(sort $(wildcard geodata/*.csv geodata/*/*.csv))

obj = $(patsubst %.c,$(B)/%.o,$(1))

all: $(B)/lifecircle ## the library and the program

$(B)/%.o: %.c Makefile | $(PROTO_C)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c $< -o $@
$(B)/%.pb-c.c: %.proto
	@mkdir -p $(@D)
	protoc-c --proto_path=$(<D) --c_out=$(@D) $<
$(B)/%.pb-c.o: $(B)/%.pb-c.c
	$(CC) -std=c11 -O2 -g -c $< -o $@
$(B)/lifecircle: $(call obj,$(LIB_SRC) $(CLI_SRC)) $(PROTO_C:.c=.o)
	$(CC) $(ALL_CFLAGS) $^ $(ALL_LDLIBS) -o $@

-include $(patsubst %.o,%.d,$(call obj,$(LIB_SRC) $(CLI_SRC)))
