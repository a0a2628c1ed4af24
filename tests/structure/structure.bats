#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The house as HACKING.md draws it, checked: walls between rooms, headers that stand alone, sizes.
# CHAPERONE_BUILD is the build directory.

setup() {
  cd "$BATS_TEST_DIRNAME/../.." || return 1
  core=$CHAPERONE_BUILD/common/libchaperone_core.a
}

undefined_in() { nm --undefined-only --format=posix "$1" | awk 'NF >= 2 && $2 == "U" { print $1 }' | sort -u; }
defined_in() { nm --defined-only --extern-only --format=posix "$1" | awk 'NF >= 2 { print $1 }' | sort -u; }

# Fails and shows the text when there is any.
nothing() {
  [ -z "$1" ] && return
  printf '%s\n' "$1"
  return 1
}

c_files() { find common milter admin -name '*.c' -o -name '*.h' | sort; }

# One line a function: its length, file, line. .clang-format puts the braces of functions, and only theirs, at the
# beginning of a line.
function_lengths() {
  c_files | grep '\.c$' | xargs awk '/^{/ { start = FNR } /^}$/ && start { print FNR - start + 1, FILENAME, start; start = 0 }' |
    sort -n
}

@test "the pure core has no database, no milter, no clock, no file, no network, no output" {
  local wall='sqlite3_.*|smfi_.*|config_.*|csv_.*'
  wall+='|time|clock|clock_gettime|gettimeofday|ftime|g_get_(real|monotonic|current)_time|g_date_time_new_now.*'
  wall+='|g_date_set_time.*|g_timer_.*|(local|gm)time.*'
  wall+='|f?open(64)?|freopen(64)?|openat(64)?|creat(64)?|opendir|g_fopen|g_open|g_creat|g_file_(get|set|open|new)_.*'
  wall+='|g_mapped_file_.*|g_io_channel_.*|g_mime_stream_(fs|file|pipe|mmap)_.*|stat(64)?|unlink|mkstemp(64)?|remove'
  wall+='|socket|connect|sendto|recv|getaddrinfo|getenv|g_getenv|g_random_.*|rand|random|fork|exec.*|system|popen'
  wall+='|printf|puts|putchar|fprintf|fputs|fputc|vf?printf|g_print|g_printerr|syslog|vsyslog|__f?printf_chk'
  nothing "$(undefined_in "$core" | grep -xE "($wall)")"
}

@test "the pure core stands without the rooms around it" {
  local rooms
  rooms=$(for room in "$CHAPERONE_BUILD"/common/libchaperone_{config,store}.a; do defined_in "$room"; done | sort -u)
  nothing "$(comm -12 <(undefined_in "$core" | comm -23 - <(defined_in "$core")) <(echo "$rooms"))"
}

@test "common/ includes nothing of the two programs" {
  nothing "$(grep -rnE '#include +["<](\.\./)*(libmilter|milter|admin)/' common || true)"
}

@test "rules know no store, no milter and no settings file" {
  nothing "$(grep -rnE '#include +["<][^">]*(roster|journal|sqlite3|mfapi|settings_file)[^">]*[">]' common/rules || true)"
}

@test "the two programs include nothing of each other" {
  nothing "$(grep -rnE '#include +"[^"]*admin/' milter || true; grep -rnE '#include +"[^"]*milter/' admin || true)"
}

@test "every header compiles alone" {
  local flags
  flags=$(jq -r '.[] | select(.file | endswith("/common/policy.c")) | .command' "$CHAPERONE_BUILD/compile_commands.json" |
    sed -E 's/ -o .*//; s/^(ccache |[^ ]*\/ccache )?[^ ]+ //')
  # shellcheck disable=SC2086 # flags are words
  nothing "$(find common milter admin -name '*.h' -print0 | xargs -0 -P "$(nproc)" -I{} \
    sh -c 'echo "#include \"{}\"" | gcc '"$flags"' -iquote common -iquote milter -iquote admin -iquote . -fsyntax-only -x c - 2>&1')"
}

@test "no function is longer than 70 lines, and most are short" {
  local lengths count
  lengths=$(function_lengths)
  count=$(wc -l <<<"$lengths")
  [ "$count" -gt 100 ]
  awk -v count="$count" '
    { length_of[NR] = $1 }
    END {
      median = length_of[int((count + 1) / 2)]; ninetieth = length_of[int(count * 0.9)]
      printf "functions: %d, median %d lines, 90th percentile %d, longest %d\n", count, median, ninetieth, length_of[count]
      exit !(median <= 15 && ninetieth <= 40)
    }' <<<"$lengths" >&3
  nothing "$(awk '$1 > 70' <<<"$lengths")"
}

@test "no file is longer than 450 lines" {
  nothing "$(find common milter admin scripts tests conf sql -type f \
    \( -name '*.c' -o -name '*.h' -o -name '*.bash' -o -name '*.bats' -o -path 'scripts/*' \) -print0 |
    xargs -0 wc -l | awk '$2 != "total" && $1 > 450')"
}

@test "every source file names its licence" {
  nothing "$(find common milter admin scripts tests .ci -type f \
    \( -name '*.c' -o -name '*.h' -o -name '*.bash' -o -name '*.bats' -o -name CMakeLists.txt -o -path 'scripts/*' \) ! -name '*.md' -print0 |
    xargs -0 grep -L 'SPDX-License-Identifier: MIT')"
}

@test "README has the table of rules as the program prints it (scripts/readme-rules writes it anew)" {
  diff <(sed -n '/<!-- rules -->/,/<!-- \/rules -->/p' README.md | grep '^|') <("$CHAPERONE_BUILD/admin/chaperone" rules --markdown)
}

# The files of a folder that no word between backquotes in its README names; such a word may be a pattern.
unnamed_in() {
  local file word found
  for file in "$1"/*; do
    [ -f "$file" ] || continue
    file=${file##*/}
    found=
    # shellcheck disable=SC2016 # backquotes are meant
    for word in README.md CMakeLists.txt $(grep -oE '`[^` ]+`' "$1/README.md" | tr -d '`'); do
      # shellcheck disable=SC2053 # a pattern is meant
      [[ $file != $word ]] || found=yes
    done
    [ -n "$found" ] || echo "$1/README.md does not name $file"
  done
}

@test "each folder has a README that is the table of its files" {
  nothing "$(for folder in common common/rules milter admin conf sql scripts seeds seeds/messages tests/*/; do
    folder=${folder%/}
    [ -e "$folder/README.md" ] || { echo "$folder has no README"; continue; }
    unnamed_in "$folder"
  done)"
}
