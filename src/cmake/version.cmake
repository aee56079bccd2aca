# Generates OUTPUT from version.cpp.in with the git version of SOURCE; an unchanged file is left alone.
set(EMSURVEY_SOURCE "")
set(EMSURVEY_DATE "")
if(EXISTS ${SOURCE}/.git)
  execute_process(COMMAND git -C ${SOURCE} describe --always --dirty
                  OUTPUT_VARIABLE EMSURVEY_SOURCE OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  execute_process(COMMAND git -C ${SOURCE} log -1 --format=%cs
                  OUTPUT_VARIABLE EMSURVEY_DATE OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
else()
  # `git archive` replaces the placeholders of this file, so an archive knows its commit without git.
  file(STRINGS ${CMAKE_CURRENT_LIST_DIR}/archived_version.txt archived REGEX "^[0-9a-f]+ [0-9]+-[0-9]+-[0-9]+$")
  if(archived)
    string(REGEX REPLACE " .*" "" EMSURVEY_SOURCE "${archived}")
    string(REGEX REPLACE ".* " "" EMSURVEY_DATE "${archived}")
  endif()
endif()
configure_file(${CMAKE_CURRENT_LIST_DIR}/version.cpp.in ${OUTPUT})
