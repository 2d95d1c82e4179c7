/// Proof of identity in IKE_AUTH: the octets that AUTH covers, making and checking AUTH, binding identities to
/// certificates. Not the exchange itself. RFC 7296 §2.15 and §3.8, 7427, 4754, 8420, 4945 §3.
/// Start at [org.adit.protocol.auth.AuthVerifier].
@Pure
package org.adit.protocol.auth;

import org.adit.base.Pure;
