# SPDX-License-Identifier: MIT
# cmake -DNAME=roster -DFILES="a.sql|b.sql" -DOUTPUT=roster_migrations.c -P embed.cmake
# Bytes as numbers: no quoting, no limit on the length of a string.
string(REPLACE "|" ";" FILES "${FILES}")
set(code "// Made from sql/${NAME}-*.sql by embed.cmake.\n#include \"store.h\"\n\n")
set(table "")
set(number 0)
foreach(file IN LISTS FILES)
  math(EXPR number "${number} + 1")
  # The number in the name is the schema's version: a gap or a double would shift all that follow.
  string(LENGTH "00${number}" digits)
  math(EXPR start "${digits} - 3")
  string(SUBSTRING "00${number}" ${start} 3 wanted)
  get_filename_component(base "${file}" NAME)
  if(NOT base MATCHES "^${NAME}-${wanted}-.+\\.sql$")
    message(FATAL_ERROR "${base}: the next migration of ${NAME} is ${NAME}-${wanted}-WHAT.sql")
  endif()
  file(READ "${file}" hex HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  string(APPEND code "static const char migration_${number}[] = {${bytes}0};\n")
  string(APPEND table "migration_${number}, ")
endforeach()
string(APPEND code "\nconst char *const ${NAME}_migrations[] = {${table}NULL};\n")
file(WRITE "${OUTPUT}" "${code}")
