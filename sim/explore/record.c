/*
 * record.c - what a branch tells the supervisor of one finished schedule.
 */
#include "explore/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static void put_number(struct dr_text *bytes, uint64_t number)
{
    dr_text_add(bytes, (const char *)&number, sizeof number);
}

static void put_bytes(struct dr_text *bytes, const char *data, size_t length)
{
    put_number(bytes, length);
    dr_text_add(bytes, data, length);
}

static void put_string(struct dr_text *bytes, const char *string)
{
    put_bytes(bytes, string, string ? strlen(string) : 0);
}

static void put_list(struct dr_text *bytes, const struct dr_choices *list)
{
    put_number(bytes, (uint64_t)list->count);
    for (int i = 0; i < list->count; i++)
        put_bytes(bytes, dr_text_string(&list->lines[i]),
                  list->lines[i].length);
}

void dr_record_encode(struct dr_text *bytes, const struct dr_record *record)
{
    uint64_t time;

    memcpy(&time, &record->time_s, sizeof time);
    put_number(bytes, (uint64_t)record->verdict);
    put_number(bytes, (uint64_t)record->status);
    put_number(bytes, time);
    put_number(bytes, record->eager);
    put_string(bytes, record->signature);
    put_string(bytes, record->finding);
    put_string(bytes, record->report);
    put_string(bytes, record->json);
    put_list(bytes, &record->sends);
    put_list(bytes, &record->choices);
    put_list(bytes, &record->races);
    put_list(bytes, &record->outputs);
}

/* What is left to read; `bad` once it was too little. */
struct reader {
    const char *at;
    size_t left;
    bool bad;
};

static const char *get(struct reader *reader, size_t length)
{
    const char *at = reader->at;

    if (reader->bad || length > reader->left) {
        reader->bad = true;
        return NULL;
    }
    reader->at += length;
    reader->left -= length;
    return at;
}

static uint64_t get_number(struct reader *reader)
{
    uint64_t number = 0;
    const char *at = get(reader, sizeof number);

    if (at)
        memcpy(&number, at, sizeof number);
    return number;
}

static char *get_string(struct reader *reader)
{
    size_t length = get_number(reader);
    const char *at = get(reader, length);
    char *string = dr_zalloc(at ? length + 1 : 1, 1);

    if (at)
        memcpy(string, at, length);
    return string;
}

static void get_list(struct reader *reader, struct dr_choices *list)
{
    uint64_t count = get_number(reader);

    for (uint64_t i = 0; i < count && !reader->bad; i++) {
        char *string = get_string(reader);

        dr_choices_add(list, string);
        free(string);
    }
}

bool dr_record_decode(struct dr_record *record, const char *bytes,
                      size_t length)
{
    struct reader reader = {.at = bytes, .left = length};
    uint64_t time;

    *record = (struct dr_record){0};
    record->verdict = (int)get_number(&reader);
    record->status = (int)get_number(&reader);
    time = get_number(&reader);
    memcpy(&record->time_s, &time, sizeof time);
    record->eager = get_number(&reader);
    record->signature = get_string(&reader);
    record->finding = get_string(&reader);
    record->report = get_string(&reader);
    record->json = get_string(&reader);
    get_list(&reader, &record->sends);
    get_list(&reader, &record->choices);
    get_list(&reader, &record->races);
    get_list(&reader, &record->outputs);
    if (!reader.bad && reader.left == 0)
        return true;
    dr_record_end(record);
    return false;
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
