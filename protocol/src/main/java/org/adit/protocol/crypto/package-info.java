/// The cryptographic primitives of IKEv2 and ESP behind small interfaces, and their one implementation over JCA.
/// Not protocol: nothing here knows a payload. Everything above may use it; `java.security` and `javax.crypto` stay
/// here and in `pki`. RFC 7296 §2.13, 5282, 4868, 7427, 8420, 5903, 8031, FIPS 203.
/// Start at [org.adit.protocol.crypto.CryptoProvider].
@Pure
package org.adit.protocol.crypto;

import org.adit.base.Pure;
