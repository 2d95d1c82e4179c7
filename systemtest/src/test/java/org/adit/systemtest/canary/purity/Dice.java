package org.adit.systemtest.canary.purity;

import java.security.SecureRandom;

final class Dice {
    private final SecureRandom random = new SecureRandom();

    int roll() {
        return random.nextInt(6);
    }
}
