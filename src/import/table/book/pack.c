/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/import/table/book/pack.c - the parts of an .xlsx: libzip unpacks, expat
 * reads.
 *
 * Such a file may be made to harm. libzip checks the packing; a part may not
 * unpack to more than a full sheet takes, nor to hundreds of times its size;
 * documents may not declare entities, nor nest or grow a tag without end.
 *
 * Parts are read as a stream and never held whole: shared texts of a large
 * workbook unpack to hundreds of megabytes.
 */
#include "src/import/table/book/pack.h"

#include <expat.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <zip.h>

#define PIECE_BYTES    65536
#define PART_BYTES_MAX ((uint64_t)2 << 30) /* a sheet of Excel's most rows */
#define BOMB_BYTES     ((uint64_t)32 << 20)
#define BOMB_RATIO     500 /* sheets pack to a fiftieth */
#define DEPTH_MAX      64
#define TOKEN_MAX      ((XML_Index)4 << 20)

struct lc_pack {
    const lc_reading *job;
    zip_t *zip;
};

lc_status lc_pack_open(const lc_reading *job, lc_pack **out, lc_error *err)
{
    lc_pack *p = lc_calloc(1, sizeof *p);
    zip_error_t why;
    int code = 0;
    lc_status st;

    *out = p;
    if (!p)
        return lc_no_memory(err, "the workbook");
    p->job = job;
    p->zip = zip_open(job->path, ZIP_RDONLY, &code);
    if (p->zip)
        return LIFE_OK;
    zip_error_init_with_code(&why, code);
    st = lc_read_fail(
        job,
        code == ZIP_ER_MEMORY ? LIFE_ERR_NOMEM
        : code == ZIP_ER_OPEN || code == ZIP_ER_READ || code == ZIP_ER_NOENT
            ? LIFE_ERR_IO
            : LIFE_ERR_PARSE,
        err, "can't be opened as a workbook: %s", zip_error_strerror(&why));
    zip_error_fini(&why);
    return st;
}

void lc_pack_close(lc_pack *p)
{
    if (!p)
        return;
    if (p->zip)
        zip_discard(p->zip);
    lc_free(p);
}

bool lc_pack_has(lc_pack *p, const char *part)
{
    return zip_name_locate(p->zip, part, ZIP_FL_NOCASE) >= 0;
}

/* ---- XML ---- */

/* One part while it is read. */
typedef struct reader {
    const lc_reading *job;
    const char *part;
    const lc_xml_sink *sink;
    XML_Parser parser;
    unsigned depth;
    lc_status st;
    lc_error *err;
} reader;

/* The first failure is the one that is told. */
static void stop(reader *r, lc_status st)
{
    r->st = st;
    XML_StopParser(r->parser, XML_FALSE);
}

/* Prefixes differ from program to program, and say nothing here. */
static const char *local(const char *name)
{
    const char *colon = strrchr(name, ':');

    return colon ? colon + 1 : name;
}

/* Depth is limited: expat itself doesn't mind. */
static void XMLCALL on_start(void *ctx, const char *name,
                             const char **attribute)
{
    reader *r = ctx;
    lc_status st;

    if (r->st)
        return;
    if (++r->depth > DEPTH_MAX) {
        stop(r, lc_read_fail(r->job, LIFE_ERR_LIMIT, r->err,
                             "%s is nested deeper than %d elements", r->part,
                             DEPTH_MAX));
        return;
    }
    st = r->sink->start(r->sink->ctx, local(name), attribute, r->err);
    if (st)
        stop(r, st);
}

/* Once something failed, nothing more is passed on. */
static void XMLCALL on_end(void *ctx, const char *name)
{
    reader *r = ctx;
    lc_status st;

    if (r->st)
        return;
    r->depth--;
    st = r->sink->end ? r->sink->end(r->sink->ctx, local(name), r->err)
                      : LIFE_OK;
    if (st)
        stop(r, st);
}

/* A text may come in several pieces. */
static void XMLCALL on_text(void *ctx, const char *s, int len)
{
    reader *r = ctx;

    if (!r->st && r->sink->text)
        r->sink->text(r->sink->ctx, s, (size_t)len);
}

/* Entities could unpack a small part to any size. */
static void XMLCALL on_doctype(void *ctx, const char *name, const char *system,
                               const char *public, int has_subset)
{
    reader *r = ctx;

    (void)name, (void)system, (void)public, (void)has_subset;
    stop(r, lc_read_fail(r->job, LIFE_ERR_PARSE, r->err,
                         "%s has a document type, which a workbook has not",
                         r->part));
}

/* One piece of the unpacked part. */
static lc_status feed(reader *r, const char *bytes, size_t len, bool last)
{
    if (XML_Parse(r->parser, bytes, (int)len, last) == XML_STATUS_OK || r->st)
        return r->st;
    return r->st =
               lc_read_fail(r->job,
                            XML_GetErrorCode(r->parser) == XML_ERROR_NO_MEMORY
                                ? LIFE_ERR_NOMEM
                                : LIFE_ERR_PARSE,
                            r->err, "%s is damaged: %s at line %lu", r->part,
                            XML_ErrorString(XML_GetErrorCode(r->parser)),
                            (unsigned long)XML_GetCurrentLineNumber(r->parser));
}

/* Until the part ends or something fails. */
static lc_status pump(reader *r, zip_file_t *file, char *room)
{
    uint64_t total = 0;
    zip_int64_t n;

    do {
        n = zip_fread(file, room, PIECE_BYTES);
        if (n < 0)
            return lc_read_fail(r->job, LIFE_ERR_PARSE, r->err,
                                "%s is damaged: %s", r->part,
                                zip_file_strerror(file));
        total += (uint64_t)n;
        if (total > PART_BYTES_MAX ||
            (XML_Index)total - XML_GetCurrentByteIndex(r->parser) > TOKEN_MAX)
            return lc_read_fail(r->job, LIFE_ERR_LIMIT, r->err,
                                "%s unpacks to too much", r->part);
        feed(r, room, (size_t)n, n == 0);
    } while (n > 0 && !r->st);
    return r->st;
}

/* By what the folder states; pump() counts what really comes. */
static lc_status check_size(reader *r, const zip_stat_t *info)
{
    if (!(info->valid & ZIP_STAT_SIZE) || !(info->valid & ZIP_STAT_COMP_SIZE))
        return LIFE_OK;
    if (info->size <= PART_BYTES_MAX &&
        (info->size <= BOMB_BYTES ||
         info->size / BOMB_RATIO <= info->comp_size))
        return LIFE_OK;
    return lc_read_fail(r->job, LIFE_ERR_LIMIT, r->err,
                        "%s would unpack from %" PRIu64 " bytes to %" PRIu64
                        ", which is too much",
                        r->part, (uint64_t)info->comp_size,
                        (uint64_t)info->size);
}

/* expat's own failures are told with the part's name. */
static lc_status run(reader *r, lc_pack *p, zip_int64_t at)
{
    char *room = lc_calloc(PIECE_BYTES, 1);
    zip_file_t *file = NULL;
    lc_status st = LIFE_OK;

    r->parser = XML_ParserCreate(NULL);
    if (!room || !r->parser)
        st = lc_no_memory(r->err, "the workbook");
    if (!st) {
        file = zip_fopen_index(p->zip, (zip_uint64_t)at, 0);
        if (!file)
            st = lc_read_fail(r->job, LIFE_ERR_PARSE, r->err,
                              "%s can't be unpacked: %s", r->part,
                              zip_strerror(p->zip));
    }
    if (!st) {
        XML_SetUserData(r->parser, r);
        XML_SetElementHandler(r->parser, on_start, on_end);
        XML_SetCharacterDataHandler(r->parser, on_text);
        XML_SetStartDoctypeDeclHandler(r->parser, on_doctype);
        st = pump(r, file, room);
    }
    if (file)
        zip_fclose(file);
    if (r->parser)
        XML_ParserFree(r->parser);
    lc_free(room);
    return st;
}

lc_status lc_pack_read(lc_pack *p, const char *part, const lc_xml_sink *sink,
                       lc_error *err)
{
    reader r = {.job = p->job, .part = part, .sink = sink, .err = err};
    zip_int64_t at = zip_name_locate(p->zip, part, ZIP_FL_NOCASE);
    zip_stat_t info;
    lc_status st;

    if (at < 0 || zip_stat_index(p->zip, (zip_uint64_t)at, 0, &info) != 0)
        return lc_read_fail(p->job, LIFE_ERR_PARSE, err,
                            "is no workbook: it has no part %s", part);
    st = check_size(&r, &info);
    return st ? st : run(&r, p, at);
}

const char *lc_pack_attribute(const char **attribute, const char *name)
{
    for (size_t i = 0; attribute[i]; i += 2)
        if (!strcmp(local(attribute[i]), name))
            return attribute[i + 1];
    return NULL;
}
