/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * workers.h: each task is run or refused, once; slow ones leave a worker free;
 * nobody waits for long.
 */

/* cmocka.h wants these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "src/http/net/workers.h"

#include <stdatomic.h>
#include <time.h>

#define MANY 200
/* More than a machine has workers, and no more than fit a lane. */
#define SLOW  70
#define HOLDS 70

typedef struct job {
    lc_task task; /* first */
    atomic_int run, refused;
} job;

static atomic_bool held; /* tasks don't end while it is true */
static atomic_int running;

static void pause_ms(long ms)
{
    const struct timespec t = {ms / 1000, ms % 1000 * 1000000};

    nanosleep(&t, NULL);
}

static void run(lc_task *task, bool refused)
{
    job *j = (job *)task;

    if (refused) {
        atomic_fetch_add(&j->refused, 1);
        return;
    }
    atomic_fetch_add(&running, 1);
    while (atomic_load(&held))
        pause_ms(1);
    atomic_fetch_sub(&running, 1);
    atomic_fetch_add(&j->run, 1);
}

static lc_workers *start(bool hold)
{
    lc_workers *w;

    atomic_store(&held, hold);
    assert_int_equal(lc_workers_start(&w, NULL), LIFE_OK);
    return w;
}

/* Until so many are at it: threads may begin late. 10 s at most. */
static void await_running(int n)
{
    for (int i = 0; i < 10000 && atomic_load(&running) < n; i++)
        pause_ms(1);
    assert_true(atomic_load(&running) >= n);
}

/* Until a job is run or refused, 10 s at most. */
static void await(job *j)
{
    for (int i = 0; i < 10000; i++) {
        if (atomic_load(&j->run) + atomic_load(&j->refused))
            return;
        pause_ms(1);
    }
    fail_msg("neither run nor refused");
}

static void runs_each_task_once(void **state)
{
    static job jobs[MANY];
    lc_workers *w = start(false);

    (void)state;
    for (int i = 0; i < MANY; i++) {
        jobs[i].task.run = run;
        while (!lc_workers_add(w, &jobs[i].task, i % LIFE_LANES))
            pause_ms(1); /* a full lane */
    }
    for (int i = 0; i < MANY; i++)
        await(&jobs[i]);
    for (int i = 0; i < MANY; i++) {
        assert_int_equal(atomic_load(&jobs[i].run), 1);
        assert_int_equal(atomic_load(&jobs[i].refused), 0);
    }
    lc_workers_free(w);
}

/* However many slow ones there are, one of another kind is run beside them;
 * one that waits too long is refused while all workers are held. */
static void slow_ones_leave_room(void **state)
{
    static job slow[SLOW], medium, late;
    lc_workers *w = start(true);
    lc_worker_counts n;
    int ran = 0, refused = 0;

    (void)state;
    for (size_t i = 0; i < SLOW; i++) {
        slow[i].task.run = run;
        assert_true(lc_workers_add(w, &slow[i].task, LIFE_LANE_SLOW));
    }
    pause_ms(100);
    lc_workers_count(w, &n);
    assert_int_equal(atomic_load(&running), n.running);
    assert_true(n.running >= 1);
    assert_int_equal(n.waiting, SLOW - n.running);
    medium.task.run = late.task.run = run;
    assert_true(lc_workers_add(w, &medium.task, LIFE_LANE_MEDIUM));
    for (int i = 0; i < 1000 && atomic_load(&running) == (int)n.running; i++)
        pause_ms(1);
    assert_int_equal(atomic_load(&running), n.running + 1);
    assert_true(
        lc_workers_add(w, &late.task, LIFE_LANE_MEDIUM)); /* all are held now */
    await(&late);
    assert_int_equal(atomic_load(&late.refused), 1);
    atomic_store(&held, false);
    for (size_t i = 0; i < SLOW; i++) {
        await(&slow[i]);
        ran += atomic_load(&slow[i].run);
        refused += atomic_load(&slow[i].refused);
    }
    await(&medium);
    assert_int_equal(atomic_load(&medium.run), 1);
    assert_int_equal(ran, SLOW); /* slow ones wait longer than `late` did */
    assert_int_equal(refused, 0);
    lc_workers_count(w, &n);
    assert_int_equal(n.refused, refused + 1);
    lc_workers_free(w);
}

static void a_lane_has_an_end(void **state)
{
    static job jobs[MANY];
    lc_workers *w = start(true);
    int taken = 0;

    (void)state;
    for (int i = 0; i < MANY; i++) {
        jobs[i].task.run = run;
        taken += lc_workers_add(w, &jobs[i].task, LIFE_LANE_MEDIUM);
    }
    assert_true(taken < MANY);
    assert_true(taken > 2);
    atomic_store(&held, false);
    lc_workers_stop(w, 60000);
    for (int i = 0; i < MANY; i++) /* those that weren't taken: neither */
        assert_true(atomic_load(&jobs[i].run) + atomic_load(&jobs[i].refused) ==
                    (i < taken));
    lc_workers_free(w);
}

/* Any number, however long they wait: the client of each has begun to read. */
static void pieces_wait(void **state)
{
    static job holds[HOLDS], pieces[MANY];
    lc_workers *w = start(true);
    int held_up = 0;

    (void)state;
    for (size_t i = 0; i < HOLDS; i++) {
        holds[i].task.run = run;
        held_up += lc_workers_add(w, &holds[i].task, LIFE_LANE_MEDIUM);
    }
    for (int i = 0; i < MANY; i++) {
        pieces[i].task.run = run;
        assert_true(lc_workers_add(w, &pieces[i].task, LIFE_LANE_PIECE));
    }
    pause_ms(4500); /* the others that wait are refused, and these late */
    for (int i = 0; i < MANY; i++)
        assert_int_equal(
            atomic_load(&pieces[i].run) + atomic_load(&pieces[i].refused), 0);
    atomic_store(&held, false);
    for (int i = 0; i < MANY; i++) {
        await(&pieces[i]);
        assert_int_equal(atomic_load(&pieces[i].run), 1);
    }
    for (int i = 0; i < held_up; i++)
        await(&holds[i]);
    lc_workers_free(w);
}

/* The same ones wait no longer where all is to end. */
static void pieces_are_refused_at_the_end(void **state)
{
    static job holds[HOLDS], pieces[MANY];
    lc_workers *w = start(true);
    int held_up = 0, done = 0;

    (void)state;
    for (size_t i = 0; i < HOLDS; i++) {
        holds[i].task.run = run;
        held_up += lc_workers_add(w, &holds[i].task, LIFE_LANE_MEDIUM);
    }
    for (int i = 0; i < MANY; i++) {
        pieces[i].task.run = run;
        assert_true(lc_workers_add(w, &pieces[i].task, LIFE_LANE_PIECE));
    }
    await_running(2);
    assert_false(lc_workers_stop(w, 1)); /* what runs is held */
    for (int i = 0; i < MANY; i++)
        done += atomic_load(&pieces[i].refused);
    assert_int_equal(done, MANY);
    atomic_store(&held, false);
    for (int i = 0; i < held_up; i++)
        await(&holds[i]);
    lc_workers_free(w);
}

static void stops_with_tasks_waiting(void **state)
{
    static job slow[2], medium, never;
    lc_workers *w = start(true);

    (void)state;
    slow[0].task.run = slow[1].task.run = run;
    medium.task.run = never.task.run = run;
    for (int i = 0; i < 2; i++)
        assert_true(lc_workers_add(w, &slow[i].task, LIFE_LANE_SLOW));
    pause_ms(50);
    lc_workers_end_slow(w); /* what runs goes on; with two cores one waits */
    assert_false(lc_workers_add(w, &never.task, LIFE_LANE_SLOW));
    atomic_store(&held, false);
    assert_true(lc_workers_add(w, &medium.task, LIFE_LANE_MEDIUM));
    await(&slow[0]);
    await(&slow[1]);
    await(&medium);
    assert_int_equal(atomic_load(&slow[0].run), 1);
    assert_int_equal(atomic_load(&medium.run), 1);
    lc_workers_stop(w, 60000);
    assert_false(lc_workers_add(w, &never.task, LIFE_LANE_MEDIUM));
    assert_int_equal(atomic_load(&never.run) + atomic_load(&never.refused), 0);
    lc_workers_free(w);
    lc_workers_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_each_task_once),
        cmocka_unit_test(slow_ones_leave_room),
        cmocka_unit_test(a_lane_has_an_end),
        cmocka_unit_test(pieces_wait),
        cmocka_unit_test(pieces_are_refused_at_the_end),
        cmocka_unit_test(stops_with_tasks_waiting),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
