# Generates OUTPUT from version.cpp.in with the git version of SOURCE; an unchanged file is left alone.
execute_process(COMMAND git -C ${SOURCE} describe --always --dirty
                OUTPUT_VARIABLE EMSURVEY_SOURCE OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
configure_file(${CMAKE_CURRENT_LIST_DIR}/version.cpp.in ${OUTPUT})
