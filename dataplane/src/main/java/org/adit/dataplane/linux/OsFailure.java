package org.adit.dataplane.linux;

import org.adit.base.Bytes;
import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.FailureCode;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.dataplane.ffm.Errno;

/// Why the operating system did not do what was asked. Codes DP-001 to DP-029.
public sealed interface OsFailure extends Failure {
    /// Prevents `/dev/net/tun` from being opened: no such file, or no driver behind it.
    record NoTunDevice(String path, String errno) implements OsFailure {
        @Override
        public FailureCode code() {
            return dp(1);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "There is no TUN device on this system: " + path + " could not be opened (" + errno + ").",
                    "The kernel module tun is not loaded, or this container was not given the device.",
                    "Run `modprobe tun`; for a container add the device " + path + " (docker: --device " + path
                            + " --cap-add NET_ADMIN).");
        }
    }

    /// `capability` as in capabilities(7).
    record NotPermitted(String doing, String capability, String errno) implements OsFailure {
        @Override
        public FailureCode code() {
            return dp(2);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The system did not permit us to " + doing + " (" + errno + ").",
                    "This process lacks the capability " + capability + " in its network namespace.",
                    "Run it as root, or give the service the capability: AmbientCapabilities=" + capability
                            + " in its systemd unit.");
        }
    }

    record PortTaken(Endpoint local) implements OsFailure {
        @Override
        public FailureCode code() {
            return dp(3);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "UDP port " + local.port() + " is already taken (" + local + ").",
                    "Another program on this system has it open; often another IPsec service, such as strongSwan.",
                    "Find the program with `ss -lunp 'sport = :" + local.port()
                            + "'` as root and stop it, or set another port or address for one of the two.");
        }
    }

    record AddressNotAvailable(IpAddress address) implements OsFailure {
        @Override
        public FailureCode code() {
            return dp(4);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The address " + address + " cannot be used here.",
                    "No interface of this system has it, or it is IPv6 and still being checked for duplicates.",
                    "Compare with `ip address`, and correct the listening address or give it to an interface.");
        }
    }

    /// A route, address or rule exists already, and it is not ours to change.
    record AlreadyExists(String object) implements OsFailure {
        @Override
        public FailureCode code() {
            return dp(5);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "There is already a " + object + ".",
                    "Someone else made it: we only change what carries our mark.",
                    "Remove it, or choose another network in the settings, so that the two do not compete.");
        }
    }

    record NameTaken(String name) implements OsFailure {
        @Override
        public FailureCode code() {
            return dp(6);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The interface name " + name + " is taken.",
                    "Another program holds a TUN device of this name, or an interface of another kind has it.",
                    "See `ip -details link show " + name + "`; stop that program or choose another name.");
        }
    }

    record NoSuchLink(String name) implements OsFailure {
        @Override
        public FailureCode code() {
            return dp(7);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "There is no network interface " + name + ".",
                    "It was never made, or it was removed while we were using it.",
                    "See `ip link` for the interfaces there are, and correct the name in the settings.");
        }
    }

    record FamilyUnsupported(String doing) implements OsFailure {
        @Override
        public FailureCode code() {
            return dp(8);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "This system cannot " + doing + ": it does not support the address family.",
                    "IPv6 is not compiled into the kernel or is switched off (net.ipv6.conf.all.disable_ipv6).",
                    "Switch IPv6 on, or take the IPv6 addresses out of the settings.");
        }
    }

    /// The kernel does not reach the next hop, or the interface is down.
    record NotReachable(String doing, String errno) implements OsFailure {
        @Override
        public FailureCode code() {
            return dp(9);
        }

        @Override
        public Blame blame() {
            return Blame.NETWORK;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "It was not possible to " + doing + " (" + errno + ").",
                    "The interface is down or no route leads to the next hop.",
                    "See `ip address` and `ip route`; bring the interface up, or connect to a network first.");
        }
    }

    record TooManyOpenFiles(String doing, String errno) implements OsFailure {
        @Override
        public FailureCode code() {
            return dp(10);
        }

        @Override
        public Blame blame() {
            return Blame.OVERLOAD;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "It was not possible to " + doing + ": too many open files (" + errno + ").",
                    "The limit of this process, or of the whole system, is reached.",
                    "Raise LimitNOFILE= in the systemd unit (or `ulimit -n`), and fs.file-max for the system.");
        }
    }

    /// A reply of the kernel that does not follow the rules of netlink(7).
    record StrangeReply(String doing, String how, Bytes reply) implements OsFailure {
        @Override
        public FailureCode code() {
            return dp(11);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_BUG;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The kernel's answer to our request to " + doing + " could not be read: " + how + ".",
                    "This kernel speaks differently from those we know. The answer began with " + reply + ".",
                    "Report this with the output of `uname -a`.");
        }
    }

    /// The kernel's tables changed during each of several attempts to list them.
    record KeepsChanging(String doing, int attempts) implements OsFailure {
        @Override
        public FailureCode code() {
            return dp(12);
        }

        @Override
        public Blame blame() {
            return Blame.OVERLOAD;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "It was not possible to " + doing + " in " + attempts + " attempts.",
                    "Another program kept changing the list while it was being read.",
                    "Try again; if it stays, find the program with `ip monitor`.");
        }
    }

    record NoSuchProgram(String program, String debianPackage) implements OsFailure {
        @Override
        public FailureCode code() {
            return dp(13);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The program " + program + " was not found.",
                    "It is needed for what the settings ask for, and it is not installed or not in PATH.",
                    "Install the package " + debianPackage + ", or switch that setting off.");
        }
    }

    /// `said` is what the program printed, shortened.
    record ProgramFailed(String program, int exit, String said) implements OsFailure {
        @Override
        public FailureCode code() {
            return dp(14);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The program " + program + " ended with " + exit + ".",
                    said.isBlank() ? "It did not say why." : "It said: " + said,
                    "Check that this process has CAP_NET_ADMIN and that the kernel has nftables (`modprobe nf_tables`).");
        }
    }

    /// A file below `/proc/sys`.
    record KernelSettingRefused(String path, String value, String why) implements OsFailure {
        @Override
        public FailureCode code() {
            return dp(15);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The kernel setting " + path + " could not be read or set to " + value + ".",
                    "The system said: " + why + ". In containers /proc/sys is often read-only.",
                    "Set it yourself on the host: `sysctl -w "
                            + path.replaceFirst("^/proc/sys/", "").replace('/', '.') + "=" + value + "`.");
        }
    }

    /// `detail` is what the kernel said in words, or empty.
    record Unexpected(String doing, String errno, String detail) implements OsFailure {
        @Override
        public FailureCode code() {
            return dp(16);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_BUG;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "It was not possible to " + doing + " (" + errno + ").",
                    detail.isBlank()
                            ? "The kernel gave no more than this error, which we did not expect here."
                            : "The kernel said: " + detail,
                    "Look for a matching line in `dmesg`; report this with the output of `uname -a`.");
        }
    }

    /// A switch of the settings demands a feature that does not work here.
    record FeatureRefused(String setting, String why) implements OsFailure {
        @Override
        public FailureCode code() {
            return dp(17);
        }

        @Override
        public Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        @Override
        public Explanation explain() {
            return new Explanation(
                    "The settings demand " + setting + ", which does not work on this system.",
                    "What was found: " + why + ".",
                    "Set `" + setting + " = \"auto\"` in [data-plane], which does without it, or run another kernel.");
        }
    }

    /// For what any call may answer. `doing` completes "it was not possible to …".
    static OsFailure of(String doing, int errno) {
        return of(doing, errno, "");
    }

    /// With the kernel's own words.
    static OsFailure of(String doing, int errno, String detail) {
        String name = Errno.name(errno);
        return switch (errno) {
            case Errno.EPERM, Errno.EACCES -> new NotPermitted(doing, "CAP_NET_ADMIN", name);
            case Errno.EMFILE, Errno.ENFILE -> new TooManyOpenFiles(doing, name);
            case Errno.EAFNOSUPPORT -> new FamilyUnsupported(doing);
            case Errno.ENETDOWN, Errno.ENETUNREACH, Errno.EHOSTUNREACH -> new NotReachable(doing, name);
            default -> new Unexpected(doing, name, detail);
        };
    }

    private static FailureCode dp(int number) {
        return new FailureCode(FailureCode.Area.DP, number);
    }
}
