package org.adit.protocol.crypto;

import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import org.adit.base.Randomness;

/// The randomness that was handed in, in the shape that JCA wants. A source of nothing by itself.
final class HandedRandom extends SecureRandom {
    HandedRandom(Randomness randomness) {
        super(new Source(randomness), null);
    }

    @Override
    public String getAlgorithm() {
        return "handed in";
    }

    private static final class Source extends SecureRandomSpi {
        private final transient Randomness randomness;

        Source(Randomness randomness) {
            this.randomness = randomness;
        }

        @Override
        protected void engineSetSeed(byte[] seed) {
            // More entropy cannot be added to what was handed in.
        }

        @Override
        protected void engineNextBytes(byte[] octets) {
            randomness.fill(octets);
        }

        @Override
        protected byte[] engineGenerateSeed(int octets) {
            byte[] seed = new byte[octets];
            randomness.fill(seed);
            return seed;
        }
    }
}
