package org.adit.systemtest.canary.names;

record Login(String user, String password) {}
