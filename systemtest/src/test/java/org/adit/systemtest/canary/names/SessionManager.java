package org.adit.systemtest.canary.names;

final class SessionManager {}
