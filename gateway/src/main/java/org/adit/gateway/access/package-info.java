/// Who may in, with what: roles, what they reach, the decision about one peer, and every reason to say no.
/// Not the reading of settings (that is `config`) and not what lives afterwards (that is `session`). For the gateway
/// only. Start at [org.adit.gateway.access.Admission].
@Pure
package org.adit.gateway.access;

import org.adit.base.Pure;
