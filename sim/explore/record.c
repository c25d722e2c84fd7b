/*
 * record.c - what a branch tells the supervisor of one finished schedule.
 */
#include "explore/record.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static json_t *strings(const struct dr_choices *list, size_t each)
{
    json_t *array = json_array();

    for (int i = 0; i < list->count; i++) {
        size_t length = list->lines[i].length;

        json_array_append_new(
            array, json_stringn_nocheck(dr_text_string(&list->lines[i]),
                                        length < each ? length : each));
    }
    return array;
}

static char *dump(const struct dr_record *record, size_t each)
{
    json_t *object = json_object();
    char *text;

    json_object_set_new(object, "verdict", json_integer(record->verdict));
    json_object_set_new(object, "status", json_integer(record->status));
    json_object_set_new(object, "signature",
                        json_string_nocheck(record->signature));
    json_object_set_new(object, "report", json_string_nocheck(record->report));
    json_object_set_new(object, "choices", strings(&record->choices, SIZE_MAX));
    json_object_set_new(object, "races", strings(&record->races, SIZE_MAX));
    json_object_set_new(object, "outputs", strings(&record->outputs, each));
    text = json_dumps(object, JSON_COMPACT);
    json_decref(object);
    return text;
}

char *dr_record_encode(const struct dr_record *record, size_t most,
                       size_t *length)
{
    size_t each = most / 2;
    char *text = dump(record, each);

    while (text && strlen(text) > most && each > 0) {
        free(text);
        each /= 4;
        text = dump(record, each);
    }
    *length = text ? strlen(text) : 0;
    return text;
}

static void read_strings(struct dr_choices *list, json_t *array)
{
    size_t i;
    json_t *value;

    json_array_foreach(array, i, value)
        dr_choices_add(list, json_string_value(value));
}

static char *string_of(json_t *object, const char *key)
{
    const char *value = json_string_value(json_object_get(object, key));

    return dr_strdup(value ? value : "");
}

bool dr_record_decode(struct dr_record *record, const char *bytes,
                      size_t length)
{
    json_t *object = json_loadb(bytes, length, JSON_ALLOW_NUL, NULL);

    if (!object)
        return false;
    *record = (struct dr_record){
        .verdict = (int)json_integer_value(json_object_get(object, "verdict")),
        .status = (int)json_integer_value(json_object_get(object, "status")),
        .signature = string_of(object, "signature"),
        .report = string_of(object, "report")};
    read_strings(&record->choices, json_object_get(object, "choices"));
    read_strings(&record->races, json_object_get(object, "races"));
    read_strings(&record->outputs, json_object_get(object, "outputs"));
    json_decref(object);
    return true;
}

void dr_record_end(struct dr_record *record)
{
    free(record->signature);
    free(record->report);
    dr_choices_end(&record->choices);
    dr_choices_end(&record->races);
    dr_choices_end(&record->outputs);
    *record = (struct dr_record){0};
}
