package org.adit.dataplane.linux.sysctl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.adit.base.diagnosis.Result;
import org.adit.dataplane.linux.OsFailure;

/// One file below `/proc/sys`, of this network namespace.
record KernelSetting(Path file) {
    Result<String, OsFailure> read() {
        try {
            return Result.ok(Files.readString(file).strip());
        } catch (IOException trouble) {
            return Result.failed(refused("anything", trouble));
        }
    }

    Result<String, OsFailure> write(String value) {
        try {
            Files.writeString(file, value);
            return Result.ok(value);
        } catch (IOException trouble) {
            return Result.failed(refused(value, trouble));
        }
    }

    private OsFailure refused(String value, IOException trouble) {
        String why = trouble.getClass().getSimpleName() + " " + trouble.getMessage();
        return new OsFailure.KernelSettingRefused(file.toString(), value, why);
    }
}
