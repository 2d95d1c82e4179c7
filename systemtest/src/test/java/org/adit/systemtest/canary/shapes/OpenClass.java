package org.adit.systemtest.canary.shapes;

class OpenClass {}
