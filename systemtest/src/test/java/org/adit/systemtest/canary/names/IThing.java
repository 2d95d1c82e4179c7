package org.adit.systemtest.canary.names;

interface IThing {}
