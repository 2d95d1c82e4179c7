/// What the gateway keeps: users, devices, their certificates, leases, sessions, attempts, the audit trail.
/// Not how (that is `store.memory` and `store.embedded`) and not settings. For the gateway only. Every adapter passes
/// the one contract test. Start at [org.adit.gateway.store.Store].
@Pure
package org.adit.gateway.store;

import org.adit.base.Pure;
