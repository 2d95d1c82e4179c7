package org.adit.systemtest.canary.names;

sealed class AbstractThing {
    static final class Child extends AbstractThing {}
}
