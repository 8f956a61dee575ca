/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/export/values/rule.c - see rule.h.
 */
#include "src/export/values/rule.h"

static const lc_export_field fields[] = {LIFE_RULE_FIELDS(LIFE_FIELD_OF)};
const lc_fields lc_rule_fields = LIFE_FIELDS(fields);

void lc_rule_values(lc_row *r, const lc_rule *u)
{
    LIFE_RULE_FIELDS(LIFE_VALUE_OF)
}

static const lc_export_field origin[] = {
    LIFE_RULE_ORIGIN_FIELDS(LIFE_FIELD_OF)};
const lc_fields lc_rule_origin_fields = LIFE_FIELDS(origin);

void lc_rule_origin(lc_row *r, const lc_rule *u)
{
    LIFE_RULE_ORIGIN_FIELDS(LIFE_VALUE_OF)
}
