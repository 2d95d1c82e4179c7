/// The words of the audit trail: who did what to whom, one line each.
/// Not the log and not where the lines are kept (that is `store`). For the gateway only.
/// Start at [org.adit.gateway.audit.AuditLines].
@Pure
package org.adit.gateway.audit;

import org.adit.base.Pure;
