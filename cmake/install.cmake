# An installation that may be moved: everything finds everything relatively.

install(TARGETS launcher drycc RUNTIME DESTINATION bin)
install(CODE [[file(CREATE_LINK drycc
  "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/bin/dryc++" SYMBOLIC)]])
install(TARGETS dryrun LIBRARY DESTINATION lib)
install(FILES ${kit}/start.o ${kit}/libdryrun.so
  sim/start/memory.s sim/start/memory.specs DESTINATION lib/dryrun)
install(FILES sim/include/mpi.h ${public}
  DESTINATION include/dryrun)
install(FILES ${backend} ${public} DESTINATION share/dryrun/mpi)
install(DIRECTORY sim/object DESTINATION share/dryrun/mpi)
install(FILES sim/cli/dryrun-gdb.py DESTINATION share/dryrun)
install(DIRECTORY platforms/ DESTINATION share/dryrun/platforms
  FILES_MATCHING PATTERN "*.xml" PATTERN "*.md")

configure_file(cmake/dryrun.pc.in dryrun.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/dryrun.pc DESTINATION lib/pkgconfig)

include(CMakePackageConfigHelpers)
write_basic_package_version_file(DryrunConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES cmake/DryrunConfig.cmake
  ${PROJECT_BINARY_DIR}/DryrunConfigVersion.cmake DESTINATION lib/cmake/Dryrun)
