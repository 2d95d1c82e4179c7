package org.adit.systemtest.canary.names;

final class StoreImpl {}
