package org.adit.systemtest.canary.shapes;

@SuppressWarnings("MutablePublicArray")
final class OpenArray {
    public static final int[] PRIMES = {2, 3, 5};
}
