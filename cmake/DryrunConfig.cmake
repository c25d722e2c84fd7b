# CMake package of dryrun.
#
#     find_package(Dryrun REQUIRED)
#     dryrun_add_program(ring ring.c)           a program that dryrun runs
#     target_link_libraries(halo Dryrun::mpi)   a library of such a program
#
# Variables: Dryrun_DRYRUN and Dryrun_DRYCC, the two commands.
get_filename_component(_dryrun_root "${CMAKE_CURRENT_LIST_DIR}/../../.."
  ABSOLUTE)
set(Dryrun_DRYRUN "${_dryrun_root}/bin/dryrun")
set(Dryrun_DRYCC "${_dryrun_root}/bin/drycc")

if(NOT TARGET Dryrun::mpi)
  add_library(Dryrun::mpi SHARED IMPORTED)
  set_target_properties(Dryrun::mpi PROPERTIES
    IMPORTED_LOCATION "${_dryrun_root}/lib/dryrun/libdryrun.so"
    IMPORTED_SONAME libdryrun.so.0
    INTERFACE_INCLUDE_DIRECTORIES "${_dryrun_root}/include/dryrun"
    INTERFACE_COMPILE_OPTIONS "-g;-fPIC;-fno-omit-frame-pointer;-fno-optimize-sibling-calls;-fno-crossjumping;-fno-tree-tail-merge;-fstack-clash-protection"
    INTERFACE_LINK_OPTIONS
      "SHELL:-Xlinker -rpath -Xlinker \"${_dryrun_root}/lib\"")

  add_library(Dryrun::start OBJECT IMPORTED)
  set_target_properties(Dryrun::start PROPERTIES
    IMPORTED_OBJECTS "${_dryrun_root}/lib/dryrun/start.o")
endif()

# A program is a shared object with an entry point, see drycc --help.
function(dryrun_add_program name)
  add_library(${name} MODULE ${ARGN} $<TARGET_OBJECTS:Dryrun::start>)
  target_link_libraries(${name} PRIVATE Dryrun::mpi)
  target_link_options(${name} PRIVATE -Wl,-e,dr_program_start -Wl,-Bsymbolic
    -Wl,-z,defs)
  set_target_properties(${name} PROPERTIES PREFIX "" SUFFIX "")
endfunction()

unset(_dryrun_root)
