/// Time as a value. Pure code is told the time and never asks for it.
/// Not a clock: shells and simulations own those. Anyone may use it. Start at [org.adit.base.time.Now].
@Pure
package org.adit.base.time;

import org.adit.base.Pure;
