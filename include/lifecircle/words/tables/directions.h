/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lifecircle/words/tables/directions.h - a way on foot, step by step, and how
 * far.
 */
#ifndef LIFECIRCLE_WORDS_TABLES_DIRECTIONS_H
#define LIFECIRCLE_WORDS_TABLES_DIRECTIONS_H

/* X(ID, Chinese, English); {0}, {1} ... stand for the parts.
 *
 * A step is put together: a gate, the turn, stairs, the street, how far.
 * Parts stand in this order in every language, so a new one must read well
 * so. */
/* clang-format off */
/* The turn of a step, by eight directions, or one of three at the ends: START
 * from a place off the street and DEPART on it, {0} a direction of the compass;
 * ARRIVE at {0}, the facility's name. They are heard on a phone as well, so a
 * turn comes before everything else that a step says. */
#define LIFE_WORDS_DIRECTIONS_TURNS(X) \
    X(TURN_STRAIGHT, "直行", "Go straight on") \
    X(TURN_SLIGHT_RIGHT, "向右前方走", "Bear right") \
    X(TURN_RIGHT, "右转", "Turn right") \
    X(TURN_SHARP_RIGHT, "向右后方转", "Turn sharp right") \
    X(TURN_ROUND, "掉头", "Turn round") \
    X(TURN_SHARP_LEFT, "向左后方转", "Turn sharp left") \
    X(TURN_LEFT, "左转", "Turn left") \
    X(TURN_SLIGHT_LEFT, "向左前方走", "Bear left") \
    X(TURN_START, "向{0}走到路边", "Walk {0} to the street") \
    X(TURN_DEPART, "向{0}出发", "Walk {0}") \
    X(TURN_ARRIVE, "到达{0}", "You are at {0}")

/* What comes before and behind the turn: a gate is a sentence of its own; ONTO
 * a street that is entered, ALONG one that is followed ({0} its name, or what
 * it is); HOW_FAR {0} a length.
 * Streets without a name are called by what they are, never "unnamed". */
#define LIFE_WORDS_DIRECTIONS_PARTS(X) \
    X(STEP_GATE_IN, "进大门，", "Go in through the gate. ") \
    X(STEP_GATE_OUT, "出大门，", "Go out through the gate. ") \
    X(STEP_ONTO, "，进入{0}", " onto {0}") \
    X(STEP_ALONG, "，沿{0}走", " along {0}") \
    X(STEP_STAIRS, "，走台阶", " on the steps") \
    X(STEP_HOW_FAR, "，{0}", ", {0}") \
    X(STEP_STREET, "街道", "the street") \
    X(STEP_PATH, "小路", "the path") \
    X(STEP_ROAD, "道路", "the road")

/* What is open at times alone on a way, {0} the hours as they are tagged: whole
 * sentences, below an answer. */
#define LIFE_WORDS_DIRECTIONS_CLOSINGS(X) \
    X(CLOSING_GATE, "这条路上有一道门限时开放：{0}。", \
      "On this way a gate has hours: {0}.") \
    X(CLOSING_WAY, "这条路上有一段限时开放：{0}。", \
      "A part of this way has hours: {0}.") \
    X(CLOSING_GATE_UNREAD, \
      "这条路上有一道门限时开放，但时间读不出，是否开放未知：{0}。", \
      "On this way a gate has hours that can't be read, so it isn't known " \
      "when it is open: {0}.") \
    X(CLOSING_WAY_UNREAD, \
      "这条路上有一段限时开放，但时间读不出，是否开放未知：{0}。", \
      "A part of this way has hours that can't be read, so it isn't known " \
      "when it is open: {0}.")

/* Clockwise from north, by 45 degrees: lc_words_compass() counts on the order.
 */
#define LIFE_WORDS_DIRECTIONS_COMPASS(X) \
    X(NORTH, "北", "north") \
    X(NORTH_EAST, "东北", "north-east") \
    X(EAST, "东", "east") \
    X(SOUTH_EAST, "东南", "south-east") \
    X(SOUTH, "南", "south") \
    X(SOUTH_WEST, "西南", "south-west") \
    X(WEST, "西", "west") \
    X(NORTH_WEST, "西北", "north-west")

/* A figure with its unit, rounded by whoever says it: metres to whole ones,
 * kilometres to tenths, minutes up, as a limit counts. */
#define LIFE_WORDS_DIRECTIONS_LENGTHS(X) \
    X(METRES, "{0} 米", "{0} m") \
    X(KILOMETRES, "{0} 公里", "{0} km") \
    X(MINUTES, "{0} 分钟", "{0} min") \
    X(GOING_AS, "{0}（{1}）", "{0} ({1})")

#define LIFE_WORDS_DIRECTIONS(X) \
    LIFE_WORDS_DIRECTIONS_TURNS(X) LIFE_WORDS_DIRECTIONS_PARTS(X) \
    LIFE_WORDS_DIRECTIONS_CLOSINGS(X) \
    LIFE_WORDS_DIRECTIONS_COMPASS(X) LIFE_WORDS_DIRECTIONS_LENGTHS(X)
/* clang-format on */

#endif
