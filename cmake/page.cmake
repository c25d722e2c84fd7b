# The timeline page, joined from sim/trace/page/, as it is before and after the
# data of a run.
#
#     cmake -D PAGE=sim/trace/page -D OUT=FOLDER -P page.cmake
#
# The scripts share one scope, in this order; words.js and model.js are used by
# all, main.js begins.
set(scripts words data model theme view raster lanes axis arrows stuck
  causes path draw overview hit describe panel table search place input main)

if(CMAKE_SCRIPT_MODE_FILE)
  file(READ ${PAGE}/style.css style)
  file(READ ${PAGE}/head.html head)
  string(REPLACE "@STYLE@\n" "${style}" head "${head}")
  file(WRITE ${OUT}/page_head.html "${head}")
  file(WRITE ${OUT}/page_tail.html "<script>\n'use strict';\n(() => {\n")
  foreach(script ${scripts})
    file(READ ${PAGE}/${script}.js text)
    file(APPEND ${OUT}/page_tail.html "${text}")
  endforeach()
  file(APPEND ${OUT}/page_tail.html "})();\n</script>\n")
  return()
endif()

list(TRANSFORM scripts PREPEND ${PROJECT_SOURCE_DIR}/sim/trace/page/)
list(TRANSFORM scripts APPEND .js)
set(page_files ${PROJECT_BINARY_DIR}/page_head.html
  ${PROJECT_BINARY_DIR}/page_tail.html)
add_custom_command(OUTPUT ${page_files}
  COMMAND ${CMAKE_COMMAND} -D PAGE=${PROJECT_SOURCE_DIR}/sim/trace/page
    -D OUT=${PROJECT_BINARY_DIR} -P ${CMAKE_CURRENT_LIST_FILE}
  DEPENDS ${scripts} ${PROJECT_SOURCE_DIR}/sim/trace/page/head.html
    ${PROJECT_SOURCE_DIR}/sim/trace/page/style.css ${CMAKE_CURRENT_LIST_FILE}
  COMMENT "Joining the timeline page" VERBATIM)
set(page_text ${PROJECT_SOURCE_DIR}/sim/trace/page_text.S)
set_source_files_properties(${page_text} PROPERTIES
  OBJECT_DEPENDS "${page_files}"
  COMPILE_DEFINITIONS "DRYRUN_PAGE_HEAD=\"${PROJECT_BINARY_DIR}/page_head.html\";DRYRUN_PAGE_TAIL=\"${PROJECT_BINARY_DIR}/page_tail.html\"")
