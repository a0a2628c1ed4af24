// SPDX-License-Identifier: MIT
/* libmilter's callbacks: one connection of the MTA, one Message after the other.
 *
 * Only the end of a message is answered; everything before is taken in without a
 * reply (SMFIP_NR_*), and the body is skipped as soon as nothing in it can
 * matter. libmilter runs the callbacks of one session on changing threads, one
 * at a time.
 */
#pragma once

#include "service.h"

/* Registers the filter with libmilter. The service is borrowed and must outlive
 * every callback. FALSE when libmilter refuses. */
gboolean session_register(Service *service);
