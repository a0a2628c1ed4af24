// SPDX-License-Identifier: MIT
/* Every sentence that senders and the log are told, in one place, ready for
 * translation. Formats say in a comment what goes in. Refusals name nothing
 * that the sender did not write (policy, Refusals).
 */
#pragma once
