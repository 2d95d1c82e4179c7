package org.adit.systemtest.canary.imports.gateway.api;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

final class CipherInGateway {
    Cipher cipher() throws GeneralSecurityException {
        return Cipher.getInstance("AES/GCM/NoPadding");
    }
}
