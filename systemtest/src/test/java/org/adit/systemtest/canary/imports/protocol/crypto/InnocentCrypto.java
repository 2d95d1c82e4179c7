package org.adit.systemtest.canary.imports.protocol.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

final class InnocentCrypto {
    Cipher cipher() throws GeneralSecurityException {
        return Cipher.getInstance("AES/GCM/NoPadding");
    }
}
