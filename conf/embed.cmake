# SPDX-License-Identifier: MIT
# cmake -DFILES="conf/a.words|conf/b-c.words" -DOUTPUT=words.c: word lists as C texts words_a, words_b_c.
# Bytes as numbers: no quoting, no limit on the length of a string.
string(REPLACE "|" ";" FILES "${FILES}")
set(code "// Made from conf/*.words by embed.cmake.\n#include \"words.h\"\n")
foreach(file IN LISTS FILES)
  get_filename_component(name "${file}" NAME_WE)
  string(REPLACE "-" "_" name "${name}")
  file(READ "${file}" hex HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  string(APPEND code "\nconst char words_${name}[] = {${bytes}0};\n")
endforeach()
file(WRITE "${OUTPUT}" "${code}")
