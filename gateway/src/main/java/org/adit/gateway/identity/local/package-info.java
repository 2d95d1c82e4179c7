/// People kept in the gateway's own store. Not a remote directory. For `daemon` only.
/// Start at [org.adit.gateway.identity.local.LocalDirectory].
@Adapter
package org.adit.gateway.identity.local;

import org.adit.base.Adapter;
