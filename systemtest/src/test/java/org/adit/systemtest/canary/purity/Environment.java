package org.adit.systemtest.canary.purity;

final class Environment {
    String home() {
        return System.getenv("HOME");
    }
}
