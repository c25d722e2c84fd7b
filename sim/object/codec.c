/*
 * codec.c - objects as MessagePack, by msgpack-c.
 */
#include "object/codec.h"

#include <limits.h>
#include <msgpack.h>
#include <stdlib.h>

#include "object/index.h"

static int pack(msgpack_packer *packer, const DR_Object *object);

static int pack_bytes(msgpack_packer *packer, const DR_Object *object)
{
    if (object->kind == DR_OBJECT_STRING)
        return msgpack_pack_str_with_body(packer, object->bytes, object->size);
    return msgpack_pack_bin_with_body(packer, object->bytes, object->size);
}

static int pack_items(msgpack_packer *packer, const DR_Object *object)
{
    int failed = object->kind == DR_OBJECT_MAP
                     ? msgpack_pack_map(packer, object->count / 2)
                     : msgpack_pack_array(packer, object->count);

    for (size_t i = 0; i < object->count && !failed; i++)
        failed = pack(packer, object->items[i]);
    return failed;
}

static int pack(msgpack_packer *packer, const DR_Object *object)
{
    if (dr_object_is_freed(object))
        return MPI_ERR_ARG;
    switch (DR_Object_kind(object)) {
    case DR_OBJECT_BOOL:
        return object->boolean ? msgpack_pack_true(packer)
                               : msgpack_pack_false(packer);
    case DR_OBJECT_INTEGER:
        return msgpack_pack_int64(packer, object->integer);
    case DR_OBJECT_UNSIGNED:
        return msgpack_pack_uint64(packer, object->natural);
    case DR_OBJECT_DOUBLE:
        return msgpack_pack_double(packer, object->real);
    case DR_OBJECT_STRING:
    case DR_OBJECT_BINARY:
        return pack_bytes(packer, object);
    case DR_OBJECT_ARRAY:
    case DR_OBJECT_MAP:
        return pack_items(packer, object);
    }
    return msgpack_pack_nil(packer);
}

/* Writes into a buffer until it holds as much as a message may. */
static int write_bounded(void *data, const char *bytes, size_t size)
{
    msgpack_sbuffer *buffer = data;

    if (size > INT_MAX - buffer->size)
        return MPI_ERR_COUNT;
    return msgpack_sbuffer_write(buffer, bytes, size) ? MPI_ERR_NO_MEM : 0;
}

int dr_object_encode(const DR_Object *object, char **bytes, size_t *size)
{
    msgpack_sbuffer buffer;
    msgpack_packer packer;
    int error;

    msgpack_sbuffer_init(&buffer);
    msgpack_packer_init(&packer, &buffer, write_bounded);
    error = pack(&packer, object);
    *size = error ? 0 : buffer.size;
    *bytes = error ? NULL : msgpack_sbuffer_release(&buffer);
    msgpack_sbuffer_destroy(&buffer);
    return error ? error : MPI_SUCCESS;
}

static DR_Object *unpack(const msgpack_object *from);

static DR_Object *unpack_array(const msgpack_object_array *from)
{
    DR_Object *array = DR_Object_array();

    for (uint32_t i = 0; i < from->size && array; i++) {
        if (DR_Object_append(array, unpack(&from->ptr[i]))) {
            DR_Object_free(array);
            array = NULL;
        }
    }
    return array;
}

static DR_Object *unpack_map(const msgpack_object_map *from)
{
    DR_Object *map = DR_Object_map();

    for (uint32_t i = 0; i < from->size && map; i++) {
        if (DR_Object_set_key(map, unpack(&from->ptr[i].key),
                              unpack(&from->ptr[i].val))) {
            DR_Object_free(map);
            map = NULL;
        }
    }
    return map;
}

static DR_Object *unpack(const msgpack_object *from)
{
    switch (from->type) {
    case MSGPACK_OBJECT_BOOLEAN:
        return DR_Object_bool(from->via.boolean);
    case MSGPACK_OBJECT_POSITIVE_INTEGER:
        return DR_Object_unsigned(from->via.u64);
    case MSGPACK_OBJECT_NEGATIVE_INTEGER:
        return DR_Object_integer(from->via.i64);
    case MSGPACK_OBJECT_FLOAT32:
    case MSGPACK_OBJECT_FLOAT64:
        return DR_Object_double(from->via.f64);
    case MSGPACK_OBJECT_STR:
        return dr_object_string(from->via.str.ptr, from->via.str.size);
    case MSGPACK_OBJECT_BIN:
        return DR_Object_binary(from->via.bin.ptr ? from->via.bin.ptr : "",
                                from->via.bin.size);
    case MSGPACK_OBJECT_ARRAY:
        return unpack_array(&from->via.array);
    case MSGPACK_OBJECT_MAP:
        return unpack_map(&from->via.map);
    default:
        return DR_Object_nil();
    }
}

DR_Object *dr_object_decode(const char *bytes, size_t size,
                            struct dr_object_fault *fault)
{
    msgpack_unpacked unpacked;
    DR_Object *object = NULL;

    *fault = dr_object_vet(bytes, size);
    if (fault->why)
        return NULL;
    msgpack_unpacked_init(&unpacked);
    if (msgpack_unpack_next(&unpacked, bytes, size, NULL) ==
        MSGPACK_UNPACK_SUCCESS)
        object = unpack(&unpacked.data);
    msgpack_unpacked_destroy(&unpacked);
    if (!object)
        *fault = (struct dr_object_fault){"memory is short", 0};
    return object;
}
