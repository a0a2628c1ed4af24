// SPDX-License-Identifier: MIT
/* A verdict in words, for a safeguarding lead at a terminal. */
#pragma once

#include "people.h"
#include "verdict.h"

/* Prints to standard output; FALSE when that fails. */
gboolean check_report(const Verdict *verdict, const People *people);
