/// IKEv2 octets: header, payloads, messages, fragments, and the two codecs between octets and records.
/// Not meaning: which payloads an exchange needs, and what they say, is decided above. RFC 7296 §3, RFC 7383.
/// Start at [org.adit.protocol.wire.IkeMessage] and [org.adit.protocol.wire.Payload].
@Pure
package org.adit.protocol.wire;

import org.adit.base.Pure;
