package org.adit.protocol.esp;

import org.adit.protocol.crypto.EspCipher;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.EspSuite;

/// Makes the cipher of one direction of one SA; in production by a `CryptoProvider`. Copies what it needs of the keys,
/// which the caller then wipes.
@FunctionalInterface
public interface EspCiphers {
    EspCipher cipher(EspSuite suite, EspKeys keys);
}
