package org.adit.protocol.ipsec;

import org.adit.base.secret.Secret;

/// The keys of one direction: `encryption` with the salt behind the key, `integrity` empty for AEADs. Whoever holds
/// them last wipes them.
public record EspKeys(Secret encryption, Secret integrity) implements AutoCloseable {
    public EspKeys copy() {
        return new EspKeys(encryption.copy(), integrity.copy());
    }

    @Override
    public void close() {
        encryption.close();
        integrity.close();
    }
}
