package org.adit.dataplane.linux.sysctl;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.adit.base.diagnosis.Result;
import org.adit.base.net.IpFamily;
import org.adit.dataplane.linux.OsFailure;

/// Routing between interfaces, switched on for as long as this is open. What was off before is off again after
/// [#close];
/// what was on is not touched. A process that is killed leaves it on.
///
/// With IPv6 forwarding the kernel ignores router advertisements, unless `accept_ra` of the interface is 2: a gateway
/// whose own IPv6 default route comes from them must set that.
public final class Forwarding implements AutoCloseable {
    private static final String ON = "1";
    private static final String OFF = "0";

    private final List<KernelSetting> switchedOn;

    private Forwarding(List<KernelSetting> switchedOn) {
        this.switchedOn = switchedOn;
    }

    public static Result<Forwarding, OsFailure> switchOn(Set<IpFamily> families) {
        return switchOn(families, Path.of("/proc/sys"));
    }

    static Result<Forwarding, OsFailure> switchOn(Set<IpFamily> families, Path root) {
        Forwarding forwarding = new Forwarding(new ArrayList<>());
        for (IpFamily family : families) {
            KernelSetting setting = setting(family, root);
            Result<String, OsFailure> before = setting.read();
            if (before instanceof Result.Ok<String, OsFailure>(String value) && value.equals(OFF)) {
                before = setting.write(ON);
                forwarding.switchedOn.add(setting);
            }
            if (before instanceof Result.Failed<String, OsFailure>(OsFailure failure)) {
                forwarding.close();
                return Result.failed(failure);
            }
        }
        return Result.ok(forwarding);
    }

    /// Whether it is on now, whoever switched it on.
    public static Result<Boolean, OsFailure> isOn(IpFamily family) {
        return setting(family, Path.of("/proc/sys")).read().map(value -> !value.equals(OFF));
    }

    @Override
    public void close() {
        switchedOn.forEach(setting -> setting.write(OFF));
        switchedOn.clear();
    }

    private static KernelSetting setting(IpFamily family, Path root) {
        return new KernelSetting(root.resolve(
                switch (family) {
                    case V4 -> "net/ipv4/ip_forward";
                    case V6 -> "net/ipv6/conf/all/forwarding";
                }));
    }
}
