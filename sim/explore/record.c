/*
 * record.c - what a branch tells the supervisor of one finished schedule.
 */
#include "explore/record.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Programs may print anything: what is no UTF-8 goes byte by byte. */
static json_t *text_of(const char *bytes, size_t length)
{
    json_t *value = json_stringn(bytes, length);
    struct dr_text text = DR_TEXT_EMPTY;

    if (value)
        return value;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        char pair[2] = {(char)(0xc0 | byte >> 6), (char)(0x80 | (byte & 0x3f))};

        if (byte < 0x80)
            dr_text_add(&text, &bytes[i], 1);
        else
            dr_text_add(&text, pair, 2);
    }
    value = json_stringn(dr_text_string(&text), text.length);
    dr_text_end(&text);
    return value;
}

static void set_string(json_t *object, const char *key, const char *string)
{
    string = string ? string : "";
    json_object_set_new(object, key, text_of(string, strlen(string)));
}

static json_t *strings(const struct dr_choices *list, size_t each)
{
    json_t *array = json_array();

    for (int i = 0; i < list->count; i++) {
        size_t length = list->lines[i].length;

        json_array_append_new(array, text_of(dr_text_string(&list->lines[i]),
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
    json_object_set_new(object, "time", json_real(record->time_s));
    json_object_set_new(object, "eager",
                        json_integer((json_int_t)record->eager));
    set_string(object, "signature", record->signature);
    set_string(object, "finding", record->finding);
    set_string(object, "report", record->report);
    set_string(object, "json", record->json);
    json_object_set_new(object, "sends", strings(&record->sends, SIZE_MAX));
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
        .time_s = json_real_value(json_object_get(object, "time")),
        .eager = (uint64_t)json_integer_value(json_object_get(object, "eager")),
        .signature = string_of(object, "signature"),
        .finding = string_of(object, "finding"),
        .report = string_of(object, "report"),
        .json = string_of(object, "json")};
    read_strings(&record->sends, json_object_get(object, "sends"));
    read_strings(&record->choices, json_object_get(object, "choices"));
    read_strings(&record->races, json_object_get(object, "races"));
    read_strings(&record->outputs, json_object_get(object, "outputs"));
    json_decref(object);
    return true;
}

void dr_record_end(struct dr_record *record)
{
    free(record->signature);
    free(record->finding);
    free(record->report);
    free(record->json);
    dr_choices_end(&record->sends);
    dr_choices_end(&record->choices);
    dr_choices_end(&record->races);
    dr_choices_end(&record->outputs);
    *record = (struct dr_record){0};
}
