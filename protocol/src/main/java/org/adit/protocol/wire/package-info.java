/// IKEv2 octets: header, payloads, messages, fragments, and the codecs between octets and records.
/// Not meaning: which payloads an exchange needs, and what they say, is decided above.
/// For `negotiate`, `auth`, `exchange` and `ike`; others see only the names of registered values.
/// RFC 7296 §2.5 and §3, RFC 7383, RFC 5282 §5.
/// Start at [org.adit.protocol.wire.IkeMessage] and [org.adit.protocol.wire.SealedReader].
@Pure
package org.adit.protocol.wire;

import org.adit.base.Pure;
