/// Agreement without state: proposals offered, chosen and checked; traffic selectors narrowed; NATs detected; cookies
/// made and checked. Functions only. RFC 7296 §2.6, 2.7, 2.9, 2.23, 3.3; policies of RFC 8247 and 8221.
/// Start at [org.adit.protocol.negotiate.Proposals].
@Pure
package org.adit.protocol.negotiate;

import org.adit.base.Pure;
