/*
 * file_forms.h - every way to read and write a file, for file_forms.c, which
 * includes it once for each width of counts.
 *
 * FORM(name) is the function's name, THIS(name) one for this width, COUNT the
 * type of counts.
 */

/* Blocks of all ranks one after the other, by offset. */
static void THIS(at)(MPI_File file)
{
    COUNT count = BLOCK;
    MPI_Offset mine = (MPI_Offset)rank * BLOCK;
    MPI_Status status;
    MPI_Request request;

    settle(file);
    FORM(write_at)(file, mine, fill(1), count, MPI_INT, &status);
    check_file(file, 1, &status);
    FORM(iwrite_at)(file, mine, fill(2), count, MPI_INT, &request);
    MPI_Wait(&request, &status);
    check_file(file, 2, &status);
    FORM(write_at_all)(file, mine, fill(3), count, MPI_INT, &status);
    check_file(file, 3, &status);
    FORM(iwrite_at_all)(file, mine, fill(4), count, MPI_INT, &request);
    MPI_Wait(&request, &status);
    check_file(file, 4, &status);
    FORM(write_at_all_begin)(file, mine, fill(5), count, MPI_INT);
    MPI_File_write_at_all_end(file, data, &status);
    check_file(file, 5, &status);

    FORM(read_at)(file, mine, wipe(), count, MPI_INT, &status);
    check_data(5, &status);
    FORM(iread_at)(file, mine, wipe(), count, MPI_INT, &request);
    MPI_Wait(&request, &status);
    check_data(5, &status);
    FORM(read_at_all)(file, mine, wipe(), count, MPI_INT, &status);
    check_data(5, &status);
    FORM(iread_at_all)(file, mine, wipe(), count, MPI_INT, &request);
    MPI_Wait(&request, &status);
    check_data(5, &status);
    FORM(read_at_all_begin)(file, mine, wipe(), count, MPI_INT);
    MPI_File_read_at_all_end(file, data, &status);
    check_data(5, &status);
}

/* The same by the individual pointer, which each form moves on. */
static void THIS(own)(MPI_File file)
{
    COUNT count = BLOCK;
    MPI_Status status;
    MPI_Request request;

    rewind_own(file);
    FORM(write)(file, fill(6), count, MPI_INT, &status);
    check_file(file, 6, &status);
    rewind_own(file);
    FORM(iwrite)(file, fill(7), count, MPI_INT, &request);
    MPI_Wait(&request, &status);
    check_file(file, 7, &status);
    rewind_own(file);
    FORM(write_all)(file, fill(8), count, MPI_INT, &status);
    check_file(file, 8, &status);
    rewind_own(file);
    FORM(iwrite_all)(file, fill(9), count, MPI_INT, &request);
    MPI_Wait(&request, &status);
    check_file(file, 9, &status);
    rewind_own(file);
    FORM(write_all_begin)(file, fill(10), count, MPI_INT);
    MPI_File_write_all_end(file, data, &status);
    check_file(file, 10, &status);

    rewind_own(file);
    FORM(read)(file, wipe(), count, MPI_INT, &status);
    check_data(10, &status);
    rewind_own(file);
    FORM(iread)(file, wipe(), count, MPI_INT, &request);
    MPI_Wait(&request, &status);
    check_data(10, &status);
    rewind_own(file);
    FORM(read_all)(file, wipe(), count, MPI_INT, &status);
    check_data(10, &status);
    rewind_own(file);
    FORM(iread_all)(file, wipe(), count, MPI_INT, &request);
    MPI_Wait(&request, &status);
    check_data(10, &status);
    rewind_own(file);
    FORM(read_all_begin)(file, wipe(), count, MPI_INT);
    MPI_File_read_all_end(file, data, &status);
    check_data(10, &status);
}

/* Who comes first with the shared pointer, is open; ordered, it is not. */
static void THIS(shared)(MPI_File file)
{
    COUNT count = BLOCK;
    MPI_Status status;
    MPI_Request request;

    rewind_shared(file);
    FORM(write_shared)(file, fill(11), count, MPI_INT, &status);
    check_any_order(file, 11, &status);
    rewind_shared(file);
    FORM(iwrite_shared)(file, fill(12), count, MPI_INT, &request);
    MPI_Wait(&request, &status);
    check_any_order(file, 12, &status);
    rewind_shared(file);
    FORM(write_ordered)(file, fill(13), count, MPI_INT, &status);
    check_file(file, 13, &status);
    rewind_shared(file);
    FORM(write_ordered_begin)(file, fill(14), count, MPI_INT);
    MPI_File_write_ordered_end(file, data, &status);
    check_file(file, 14, &status);

    rewind_shared(file);
    FORM(read_ordered)(file, wipe(), count, MPI_INT, &status);
    check_data(14, &status);
    rewind_shared(file);
    FORM(read_ordered_begin)(file, wipe(), count, MPI_INT);
    MPI_File_read_ordered_end(file, data, &status);
    check_data(14, &status);
    rewind_shared(file);
    FORM(read_shared)(file, wipe(), count, MPI_INT, &status);
    check_somebodys(14, &status);
    rewind_shared(file);
    FORM(iread_shared)(file, wipe(), count, MPI_INT, &request);
    MPI_Wait(&request, &status);
    check_somebodys(14, &status);
}
