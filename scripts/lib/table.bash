# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# A table of wrapped cells for a terminal.
#
#   table_begin WIDTH…     the width of each column, in characters
#   table_row CELL…        a cell may hold line breaks; long lines are wrapped at blanks
#   table_rule             a line across

declare -ga table_widths

table_begin() {
  table_widths=("$@")
}

table_rule() {
  local width line='+'
  for width in "${table_widths[@]}"; do
    line+=$(printf '%*s' $((width + 2)) '' | tr ' ' '-')+
  done
  printf '%s\n' "$line"
}

# The columns that a text takes on the screen: some letters take two.
table_columns() {
  if [[ $1 == *[!\ -~]* ]]; then
    wc -L <<<"$1"
  else
    echo ${#1}
  fi
}

# table_wrap WIDTH TEXT: sets the array `wrapped`. What continues a line is indented as the line is.
table_wrap() {
  local width=$1 line word current indent
  local -a words
  wrapped=()
  while IFS= read -r line; do
    indent=${line%%[! ]*}
    current=
    read -ra words <<<"$line"
    for word in "${words[@]}"; do
      while ((${#indent} + ${#word} > width)); do
        [ -z "$current" ] || wrapped+=("$current")
        current=
        wrapped+=("$indent${word:0:width - ${#indent}}")
        word=${word:width - ${#indent}}
      done
      if [ -n "$current" ] && (($(table_columns "$current $word") > width)); then
        wrapped+=("$current")
        current=$indent$word
      elif [ -n "$current" ]; then
        current+=" $word"
      else
        current=$indent$word
      fi
    done
    wrapped+=("$current")
  done <<<"$2"
}

table_row() {
  local -a lines wrapped starts=() counts=()
  local column row=0 tallest=0 text
  lines=()
  for column in "${!table_widths[@]}"; do
    table_wrap "${table_widths[column]}" "${*:column+1:1}"
    starts+=("${#lines[@]}")
    counts+=("${#wrapped[@]}")
    lines+=("${wrapped[@]}")
    ((${#wrapped[@]} <= tallest)) || tallest=${#wrapped[@]}
  done
  for ((row = 0; row < tallest; row++)); do
    printf '|'
    for column in "${!table_widths[@]}"; do
      text=
      ((row >= counts[column])) || text=${lines[starts[column] + row]}
      printf ' %s%*s |' "$text" $((table_widths[column] - $(table_columns "$text"))) ''
    done
    printf '\n'
  done
}
