/// People: their names in one form, their groups, whether they may sign in; and the port to where they are kept.
/// Not devices (those are in `store`) and not roles (those are in `access`). For the gateway only.
/// Start at [org.adit.gateway.identity.Directory].
@Pure
package org.adit.gateway.identity;

import org.adit.base.Pure;
