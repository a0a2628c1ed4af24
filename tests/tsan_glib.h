// SPDX-License-Identifier: MIT
/* What the thread sanitizer must be told of GLib, which is not built with it:
 * whoever has a lock sees what others did under it, and whoever passes a
 * once-initialiser sees what it made. Included before every
 * file in the tsan preset, and in no other.
 */
#pragma once

#include <glib.h>
#include <sanitizer/tsan_interface.h>

static inline gboolean tsan_once_enter(gpointer location)
{
  if ((g_once_init_enter)(location)) return TRUE;
  __tsan_acquire(location);
  return FALSE;
}

static inline void tsan_once_leave(gpointer location, gsize result)
{
  __tsan_release(location);
  (g_once_init_leave)(location, result);
}

/* As g_once, of which it keeps the result only. */
static inline gpointer tsan_once(GOnce *once, GThreadFunc make, gpointer data)
{
  if (tsan_once_enter((gpointer)&once->retval)) tsan_once_leave((gpointer)&once->retval, (gsize)make(data));
  return once->retval;
}

static inline void tsan_lock(GMutex *mutex)
{
  (g_mutex_lock)(mutex);
  __tsan_acquire(mutex);
}

static inline void tsan_unlock(GMutex *mutex)
{
  __tsan_release(mutex);
  (g_mutex_unlock)(mutex);
}

#undef g_once_init_enter
#undef g_once_init_leave
#undef g_once
#define g_once_init_enter(location) tsan_once_enter((gpointer)(location))
#define g_once_init_leave(location, result) tsan_once_leave((gpointer)(location), (gsize)(result))
#define g_once(once, make, data) tsan_once((once), (make), (data))
#define g_mutex_lock(mutex) tsan_lock(mutex)
#define g_mutex_unlock(mutex) tsan_unlock(mutex)
