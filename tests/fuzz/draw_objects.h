/*
 * draw_objects.h - objects and what is done with them, drawn.
 */
#ifndef TESTS_FUZZ_DRAW_OBJECTS_H
#define TESTS_FUZZ_DRAW_OBJECTS_H

#include <dryrun.h>
#include <math.h>

#include "draw.h"

enum {
    OBJECTS = 8,
    DEEP = 40
};

static DR_Object *objects[OBJECTS], *object_slots[OBJECTS];

static void make_objects(void)
{
    DR_Object *deep = DR_Object_array();

    objects[0] = DR_Object_nil();
    objects[1] = DR_Object_integer(-1);
    objects[2] = DR_Object_double(0.5);
    objects[3] = DR_Object_string("text");
    objects[4] = DR_Object_binary(drawn.room, 70000);
    objects[5] = DR_Object_array();
    objects[6] = DR_Object_map();
    for (int i = 0; i < drawn.size; i++)
        DR_Object_append(objects[5], DR_Object_integer(i));
    DR_Object_set(objects[6], "key", DR_Object_copy(objects[5]));
    for (int i = 0; i < DEEP; i++) {
        DR_Object *around = DR_Object_array();

        DR_Object_append(around, deep);
        deep = around;
    }
    objects[7] = deep;
}

static const DR_Object *draw_object(void)
{
    unsigned how = byte();

    if (!objects[0])
        make_objects();
    return how % 16 == 15 ? NULL : objects[how % OBJECTS];
}

/* A place for one, which may have one in it. */
static DR_Object **draw_object_slot(void)
{
    unsigned how = byte();
    const DR_Object *in_it = how & 16 ? draw_object() : NULL;

    if (how % 16 == 15)
        return NULL;
    object_slots[how % OBJECTS] = in_it ? DR_Object_copy(in_it) : NULL;
    return &object_slots[how % OBJECTS];
}

static DR_Object *take_left(DR_Object *left, DR_Object *right, void *data)
{
    (void)data;
    DR_Object_free(right);
    return left;
}

static DR_Object *take_none(DR_Object *left, DR_Object *right, void *data)
{
    (void)data;
    DR_Object_free(left);
    DR_Object_free(right);
    return NULL;
}

static DR_Reduce_function *draw_reduction(void)
{
    unsigned how = byte();

    return how % 16 == 15 ? NULL : how % 16 == 0 ? take_none : take_left;
}

static double draw_double(void)
{
    static const double odd[] = {NAN, INFINITY, -INFINITY, -1, 1e300, -0.0};
    unsigned how = byte();

    return how < 192 ? how * 1e-6 : odd[how % 6];
}

#endif
