package org.adit.dataplane.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The system calls we make. Each returns what the call returned, or the negated errno if it failed: see [Errno].
/// Addresses are those of [NativeMemory]; the caller answers for their length. `EINTR` is not hidden.
///
/// An instance keeps the place where errno is captured, so it belongs to one thread at a time. The thread that calls
/// leaves the Java state (no `critical` calls), so a call may block without holding up the collector.
public final class SystemCalls {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
    private static final long ERRNO = CAPTURED.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private static final int PRIO_PROCESS = 0;
    private static final int CALLER = 0;
    private static final int LEAST_FAVOURED = 19;

    private static final MethodHandle OPEN = variadic("open", 2, INT, LONG, INT, INT);
    private static final MethodHandle CLOSE = plain("close", INT, INT);
    private static final MethodHandle READ = plain("read", LONG, INT, LONG, LONG);
    private static final MethodHandle WRITE = plain("write", LONG, INT, LONG, LONG);
    private static final MethodHandle IOCTL = variadic("ioctl", 2, INT, INT, LONG, LONG);
    private static final MethodHandle SOCKET = plain("socket", INT, INT, INT, INT);
    private static final MethodHandle BIND = plain("bind", INT, INT, LONG, INT);
    private static final MethodHandle CONNECT = plain("connect", INT, INT, LONG, INT);
    private static final MethodHandle GETSOCKNAME = plain("getsockname", INT, INT, LONG, LONG);
    private static final MethodHandle SETSOCKOPT = plain("setsockopt", INT, INT, INT, INT, LONG, INT);
    private static final MethodHandle GETSOCKOPT = plain("getsockopt", INT, INT, INT, INT, LONG, LONG);
    private static final MethodHandle RECV = plain("recv", LONG, INT, LONG, LONG, INT);
    private static final MethodHandle SEND = plain("send", LONG, INT, LONG, LONG, INT);
    private static final MethodHandle RECVMMSG = plain("recvmmsg", INT, INT, LONG, INT, INT, LONG);
    private static final MethodHandle SENDMMSG = plain("sendmmsg", INT, INT, LONG, INT, INT);
    private static final MethodHandle EPOLL_CREATE = plain("epoll_create1", INT, INT);
    private static final MethodHandle EPOLL_CTL = plain("epoll_ctl", INT, INT, INT, INT, LONG);
    private static final MethodHandle EPOLL_WAIT = plain("epoll_wait", INT, INT, LONG, INT, INT);
    private static final MethodHandle EVENTFD = plain("eventfd", INT, INT, INT);
    private static final MethodHandle GETEUID = plain("geteuid", INT);
    private static final MethodHandle SETPRIORITY = plain("setpriority", INT, INT, INT, INT);

    /// Linking takes time at each start, and most never need these.
    private static final class Seldom {
        static final MethodHandle SYSCALL = variadic("syscall", 1, LONG, LONG, INT, LONG, INT);

        private Seldom() {}
    }

    private final MemorySegment captured = Arena.ofAuto().allocate(CAPTURED);

    public int open(long path, int flags) {
        try {
            return outcome((int) OPEN.invokeExact(captured, path, flags, 0));
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    public int close(int fd) {
        try {
            return outcome((int) CLOSE.invokeExact(captured, fd));
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    public long read(int fd, long address, long length) {
        try {
            return outcome((long) READ.invokeExact(captured, fd, address, length));
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    public long write(int fd, long address, long length) {
        try {
            return outcome((long) WRITE.invokeExact(captured, fd, address, length));
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    public int ioctl(int fd, long request, long argument) {
        try {
            return outcome((int) IOCTL.invokeExact(captured, fd, request, argument));
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    public int socket(int domain, int type, int protocol) {
        try {
            return outcome((int) SOCKET.invokeExact(captured, domain, type, protocol));
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    public int bind(int fd, long address, int length) {
        try {
            return outcome((int) BIND.invokeExact(captured, fd, address, length));
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    public int connect(int fd, long address, int length) {
        try {
            return outcome((int) CONNECT.invokeExact(captured, fd, address, length));
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    /// `length` is the address of an `int` that holds the room and afterwards the length.
    public int getsockname(int fd, long address, long length) {
        try {
            return outcome((int) GETSOCKNAME.invokeExact(captured, fd, address, length));
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    public int setsockopt(int fd, int level, int option, long value, int length) {
        try {
            return outcome((int) SETSOCKOPT.invokeExact(captured, fd, level, option, value, length));
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    /// `length` is the address of an `int` that holds the room and afterwards the length.
    public int getsockopt(int fd, int level, int option, long value, long length) {
        try {
            return outcome((int) GETSOCKOPT.invokeExact(captured, fd, level, option, value, length));
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    public long recv(int fd, long address, long length, int flags) {
        try {
            return outcome((long) RECV.invokeExact(captured, fd, address, length, flags));
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    public long send(int fd, long address, long length, int flags) {
        try {
            return outcome((long) SEND.invokeExact(captured, fd, address, length, flags));
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    /// Messages received into the `count` `mmsghdr`s at `messages`.
    public int recvmmsg(int fd, long messages, int count, int flags) {
        try {
            return outcome((int) RECVMMSG.invokeExact(captured, fd, messages, count, flags, 0L));
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    /// Messages sent of the `count` `mmsghdr`s at `messages`; an error only if the first was not sent.
    public int sendmmsg(int fd, long messages, int count, int flags) {
        try {
            return outcome((int) SENDMMSG.invokeExact(captured, fd, messages, count, flags));
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    public int epollCreate(int flags) {
        try {
            return outcome((int) EPOLL_CREATE.invokeExact(captured, flags));
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    public int epollControl(int epoll, int operation, int fd, long event) {
        try {
            return outcome((int) EPOLL_CTL.invokeExact(captured, epoll, operation, fd, event));
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    public int epollWait(int epoll, long events, int room, int timeoutMillis) {
        try {
            return outcome((int) EPOLL_WAIT.invokeExact(captured, epoll, events, room, timeoutMillis));
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    public int eventfd(int initial, int flags) {
        try {
            return outcome((int) EVENTFD.invokeExact(captured, initial, flags));
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    /// `attributes` is the address of a `bpf_attr` of that length.
    public long bpf(int command, long attributes, int length) {
        try {
            return outcome((long) Seldom.SYSCALL.invokeExact(captured, Abi.Bpf.CALL, command, attributes, length));
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    public int effectiveUser() {
        try {
            return (int) GETEUID.invokeExact(captured);
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    /// The calling thread alone yields to all others (Linux gives each thread a nice value of its own).
    public int yieldToOthers() {
        try {
            return outcome((int) SETPRIORITY.invokeExact(captured, PRIO_PROCESS, CALLER, LEAST_FAVOURED));
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    private int outcome(int returned) {
        return returned == -1 ? -captured.get(INT, ERRNO) : returned;
    }

    private long outcome(long returned) {
        return returned == -1 ? -captured.get(INT, ERRNO) : returned;
    }

    private static MethodHandle plain(String name, MemoryLayout result, MemoryLayout... parameters) {
        return LINKER.downcallHandle(
                symbol(name), FunctionDescriptor.of(result, parameters), Linker.Option.captureCallState("errno"));
    }

    private static MethodHandle variadic(String name, int fixed, MemoryLayout result, MemoryLayout... parameters) {
        return LINKER.downcallHandle(
                symbol(name),
                FunctionDescriptor.of(result, parameters),
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(fixed));
    }

    private static MemorySegment symbol(String name) {
        return LINKER.defaultLookup()
                .find(name)
                .orElseThrow(() -> new UnsupportedOperationException("the C library has no " + name));
    }

    private static AssertionError bug(Throwable impossible) {
        return new AssertionError("a system call's handle does not fit its use", impossible);
    }
}
