package org.adit.protocol.esp;

import org.adit.protocol.crypto.EspCipher;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.EspSuite;

/// Makes the cipher of one direction of one SA. In production a `CryptoProvider`, which takes the keys over.
@FunctionalInterface
public interface EspCiphers {
    EspCipher cipher(EspSuite suite, EspKeys keys);
}
