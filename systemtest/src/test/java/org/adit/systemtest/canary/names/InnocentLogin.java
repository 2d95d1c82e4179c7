package org.adit.systemtest.canary.names;

import org.adit.base.secret.Secret;

record InnocentLogin(String user, Secret password) {}
