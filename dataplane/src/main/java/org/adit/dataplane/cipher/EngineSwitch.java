package org.adit.dataplane.cipher;

import java.util.Optional;

/// Which engine the operator wants: `auto`, or one by name.
public enum EngineSwitch {
    AUTO(Optional.empty()),
    IPSEC_MB(Optional.of(CipherEngine.IPSEC_MB)),
    LIBCRYPTO(Optional.of(CipherEngine.LIBCRYPTO)),
    CORRETTO(Optional.of(CipherEngine.CORRETTO)),
    JDK(Optional.of(CipherEngine.JDK));

    private final Optional<CipherEngine> forced;

    EngineSwitch(Optional<CipherEngine> forced) {
        this.forced = forced;
    }

    /// Taken for every suite that it has, whatever the measurement says.
    public Optional<CipherEngine> forced() {
        return forced;
    }

    @Override
    public String toString() {
        return forced.map(CipherEngine::toString).orElse("auto");
    }
}
