/// Certificates: reading them within bounds, checking chains, building them. Pure: time and randomness are handed in,
/// nothing is fetched. Not identities on the wire (that is `auth`) and not key files (that is `gateway.ca`).
/// RFC 5280, 4945 §5. Start at [org.adit.protocol.pki.Certificate].
@Pure
package org.adit.protocol.pki;

import org.adit.base.Pure;
