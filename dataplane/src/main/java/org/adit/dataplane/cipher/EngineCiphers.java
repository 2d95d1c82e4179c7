package org.adit.dataplane.cipher;

import org.adit.base.Randomness;
import org.adit.protocol.crypto.EspCipher;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.EspSuite;

/// Makes an engine's ciphers. Copies what it needs of the keys. The randomness is for the IVs of CBC.
@FunctionalInterface
interface EngineCiphers {
    EspCipher cipher(EspSuite suite, EspKeys keys, Randomness randomness);
}
