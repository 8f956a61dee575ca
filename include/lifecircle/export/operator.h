/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/export/operator.h - who answers for a site, as the foot of its
 * pages says it. In mainland China a public site must show the number under
 * which it is filed, and a public map the number of its approval.
 *
 * Layer:   export.
 * Errors:  those of the lc_buf.
 * Threads: pure.
 */
#ifndef LIFECIRCLE_EXPORT_OPERATOR_H
#define LIFECIRCLE_EXPORT_OPERATOR_H

#include "lifecircle/base/buf.h"
#include "lifecircle/base/error.h"
#include "lifecircle/base/lang.h"

/* Texts are the caller's, as they were given; NULL and "" are absent. */
typedef struct lc_operator {
    const char *name;
    const char *icp;    /* ICP备案号, "蜀ICP备12345678号-1" */
    const char *police; /* 公安备案号, "川公网安备51010702000001号" */
    const char *map_approval; /* 审图号, "GS(2023)1234号" */
} lc_operator;

/* LIFE_ERR_USAGE with the option's name: too long for a foot, no such number,
 * or not text. */
lc_status lc_operator_check(const lc_operator *o, lc_error *err);
/* <p class="operator">, escaped, the filed numbers as links to the registers
 * that have them; nothing where all is absent, or `o` is NULL. */
void lc_operator_put(lc_buf *out, const lc_operator *o, lc_lang lang);
/* <footer class="operator"> with that in both languages, marked as such, for a
 * page that changes its language by itself. */
void lc_operator_foot(lc_buf *out, const lc_operator *o);

#endif
