package org.adit.systemtest.canary.shapes;

sealed class InnocentSealed {
    static final class Child extends InnocentSealed {}
}
