/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * src/http/net/sharing.c - see sharing.h: a list, as there are never more than
 * the lanes of the workers hold.
 */
#include "src/http/net/sharing.h"

#include <string.h>

/* One that has ended for want of anybody who waits is not joined any more, and
 * may stand beside a new one of its key. */
static lc_shared *find(const lc_sharing *s, const char *key)
{
    for (lc_shared *m = s->first; m; m = m->next)
        if (!strcmp(m->key, key) && lc_budget_join(m->budget))
            return m;
    return NULL;
}

bool lc_sharing_join(lc_sharing *s, lc_shared *mine, lc_sharer *who)
{
    lc_shared *m;

    if (!*mine->key)
        return false;
    pthread_mutex_lock(&s->lock);
    m = find(s, mine->key);
    if (m) {
        who->next = m->sharers;
        m->sharers = who;
        who->wait(who, m->budget);
    } else {
        mine->next = s->first;
        s->first = mine;
    }
    pthread_mutex_unlock(&s->lock);
    return m;
}

/* Also of one that was never put on the list, as it is shared with nobody. */
lc_sharer *lc_sharing_end(lc_sharing *s, lc_shared *mine)
{
    lc_sharer *waited;
    lc_shared **at = &s->first;

    pthread_mutex_lock(&s->lock);
    while (*at && *at != mine)
        at = &(*at)->next;
    if (*at)
        *at = mine->next;
    waited = mine->sharers;
    mine->sharers = NULL;
    pthread_mutex_unlock(&s->lock);
    return waited;
}
