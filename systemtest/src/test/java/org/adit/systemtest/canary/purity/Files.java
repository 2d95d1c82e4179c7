package org.adit.systemtest.canary.purity;

import java.io.File;

final class Files {
    boolean there() {
        return new File("/etc/passwd").exists();
    }
}
