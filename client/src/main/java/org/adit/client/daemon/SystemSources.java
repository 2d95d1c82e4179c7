package org.adit.client.daemon;

import java.security.SecureRandom;
import java.time.Instant;
import org.adit.base.Randomness;
import org.adit.base.time.Now;
import org.adit.base.time.Tick;

/// The one place where the client asks the system for the time and for randomness.
final class SystemSources implements Randomness {
    private final SecureRandom random = new SecureRandom();

    Now now() {
        return new Now(new Tick(System.nanoTime()), Instant.now());
    }

    @Override
    public void fill(byte[] target) {
        random.nextBytes(target);
    }
}
