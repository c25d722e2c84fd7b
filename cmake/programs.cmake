# What drycc needs to build programs, laid out as in an installation.

set(kit ${PROJECT_BINARY_DIR}/lib/dryrun)
file(MAKE_DIRECTORY ${kit} ${PROJECT_BINARY_DIR}/bin
  ${PROJECT_BINARY_DIR}/include
  ${PROJECT_BINARY_DIR}/share/dryrun/mpi)
file(CREATE_LINK ${PROJECT_SOURCE_DIR}/sim/include
  ${PROJECT_BINARY_DIR}/include/dryrun SYMBOLIC)
file(CREATE_LINK ${PROJECT_SOURCE_DIR}/platforms
  ${PROJECT_BINARY_DIR}/share/dryrun/platforms SYMBOLIC)
file(CREATE_LINK ${PROJECT_SOURCE_DIR}/sim/cli/dryrun-gdb.py
  ${PROJECT_BINARY_DIR}/share/dryrun/dryrun-gdb.py SYMBOLIC)
file(CREATE_LINK drycc ${PROJECT_BINARY_DIR}/bin/dryc++ SYMBOLIC)

# dryrun.h and the functions behind it on a real MPI, without our mpi.h.
file(GLOB backend CONFIGURE_DEPENDS sim/mpi/*.[ch])
file(CREATE_LINK ${PROJECT_SOURCE_DIR}/sim/object
  ${PROJECT_BINARY_DIR}/share/dryrun/mpi/object SYMBOLIC)
set(public ${PROJECT_SOURCE_DIR}/sim/include/dryrun.h
  ${PROJECT_SOURCE_DIR}/sim/include/dryrun_object.h)
foreach(file ${backend} ${public})
  cmake_path(GET file FILENAME name)
  file(CREATE_LINK ${file} ${PROJECT_BINARY_DIR}/share/dryrun/mpi/${name}
    SYMBOLIC)
endforeach()

# start.o: the entry point of every program.
add_library(start OBJECT sim/start/start.c)
target_compile_options(start PRIVATE ${warnings} ${c_warnings})
add_custom_command(OUTPUT ${kit}/start.o
  COMMAND ${CMAKE_COMMAND} -E copy $<TARGET_OBJECTS:start> ${kit}/start.o
  DEPENDS $<TARGET_OBJECTS:start> COMMAND_EXPAND_LISTS VERBATIM)

# memory.s, memory.specs: what drycc -fdryrun-memory adds to the compiler.
foreach(name memory.s memory.specs)
  file(CREATE_LINK ${PROJECT_SOURCE_DIR}/sim/start/${name} ${kit}/${name}
    SYMBOLIC)
endforeach()

# lib/dryrun/libdryrun.so: the names libdryrun exports and nothing behind
# them.  Linked instead of libdryrun, whose own libraries have MPI_ symbols of
# SimGrid that a program must never get.
add_custom_command(OUTPUT ${kit}/libdryrun.so
  COMMAND ${PROJECT_SOURCE_DIR}/cmake/import-library.sh
    ${CMAKE_NM} ${CMAKE_C_COMPILER} $<TARGET_FILE:dryrun> ${kit}/libdryrun.so
  DEPENDS dryrun ${PROJECT_SOURCE_DIR}/cmake/import-library.sh VERBATIM)

# Everything that must be there before drycc can be used.
add_custom_target(kit ALL DEPENDS ${kit}/start.o ${kit}/libdryrun.so)
add_dependencies(kit drycc launcher)

# dryrun_program(OUTPUT SOURCES... [FLAGS ...])
#
# Builds one program with drycc, as a user would.
function(dryrun_program output)
  if(DRYRUN_BACKEND STREQUAL sim)
    set(needed kit ${kit}/start.o ${kit}/libdryrun.so)
  else()
    set(needed drycc)
  endif()
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" FLAGS)
  cmake_path(GET output FILENAME name)
  add_custom_command(OUTPUT ${output}
    COMMAND ${PROJECT_BINARY_DIR}/bin/drycc --backend=${DRYRUN_BACKEND}
      -O2 -Wall -Wextra ${arg_FLAGS} ${arg_UNPARSED_ARGUMENTS} -lm -o ${output}
    DEPENDS ${arg_UNPARSED_ARGUMENTS} ${needed}
      ${PROJECT_SOURCE_DIR}/sim/include/mpi.h
      ${public}
    COMMENT "drycc ${name}" VERBATIM)
endfunction()

# apps/NAME/NAME.c becomes apps/NAME in the build tree.
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/apps)
file(GLOB app_sources CONFIGURE_DEPENDS apps/*/*.c)
foreach(source ${app_sources})
  cmake_path(GET source STEM name)
  dryrun_program(${PROJECT_BINARY_DIR}/apps/${name} ${source})
  list(APPEND apps ${PROJECT_BINARY_DIR}/apps/${name})
endforeach()
add_custom_target(apps ALL DEPENDS ${apps})
