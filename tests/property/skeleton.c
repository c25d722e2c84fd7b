/*
 * skeleton.c - skeletons from and to text.
 */
#include "skeleton.h"

#include <stdio.h>
#include <string.h>

bool skeleton_is(char kind, const char *set)
{
    return kind && strchr(set, kind);
}


/* A digit below `end`, or a star. */
static bool parse_number(char c, int end, bool may_be_any, int *number)
{
    *number = c == '*' ? SKELETON_ANY : c - '0';
    return c == '*' ? may_be_any : *number >= 0 && *number < end;
}


static bool parse_op(struct op *op, const char *word)
{
    bool receives = skeleton_is(word[0], "rqtmcpP");
    size_t length = strlen(word);

    *op = (struct op){.kind = word[0], .request = -1};
    if (skeleton_is(op->kind, "anB"))
        return length == 1;
    if (skeleton_is(op->kind, "wWok"))
        return length == 2 &&
               parse_number(word[1], SKELETON_OPS, false, &op->request);
    return (receives || skeleton_is(op->kind, "sSyiIj")) && length == 4 &&
           word[2] == '.' &&
           parse_number(word[1], SKELETON_RANKS, receives, &op->peer) &&
           parse_number(word[3], SKELETON_TAGS, receives, &op->tag);
}


bool skeleton_parse(struct skeleton *s, const char *text)
{
    char copy[SKELETON_TEXT], *word, *rest = NULL;
    int requests = 0;

    *s = (struct skeleton){.ranks = 1};
    if (strlen(text) >= sizeof copy)
        return false;
    strcpy(copy, text);
    for (word = strtok_r(copy, " ", &rest); word;
         word = strtok_r(NULL, " ", &rest)) {
        int r = s->ranks - 1;

        if (strcmp(word, "/") == 0) {
            if (s->ranks++ == SKELETON_RANKS)
                return false;
            requests = 0;
            continue;
        }
        struct op *op = &s->op[r][s->ops[r]];
        if (s->ops[r]++ == SKELETON_OPS || !parse_op(op, word))
            return false;
        if (skeleton_is(op->kind, "iIjq"))
            op->request = requests++;
    }
    for (int r = 0; r < s->ranks; r++)
        for (int i = 0; i < s->ops[r]; i++)
            if (s->op[r][i].peer >= s->ranks)
                return false;
    return true;
}


static char print_number(int number)
{
    return (char)(number == SKELETON_ANY ? '*' : '0' + number);
}


void skeleton_print(const struct skeleton *s, char *text)
{
    char *end = text;

    *end = 0;
    for (int r = 0; r < s->ranks; r++) {
        if (r > 0)
            end += sprintf(end, " / ");
        for (int i = 0; i < s->ops[r]; i++) {
            const struct op *op = &s->op[r][i];

            end += sprintf(end, "%s%c", i > 0 ? " " : "", op->kind);
            if (skeleton_is(op->kind, "wWok"))
                end += sprintf(end, "%d", op->request);
            else if (!skeleton_is(op->kind, "anB"))
                end += sprintf(end, "%c.%c", print_number(op->peer),
                               print_number(op->tag));
        }
    }
}
