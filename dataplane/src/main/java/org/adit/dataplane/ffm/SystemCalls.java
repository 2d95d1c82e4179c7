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
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;

    /// All of them in one shape. The JVM generates classes for each shape, at every start, for no cache holds them.
    /// And where we run, x86-64 and AArch64, a function takes its first six words from registers, leaves alone
    /// those that it does not know, and of an `int` looks at the low half only.
    private static final FunctionDescriptor SIX_WORDS = FunctionDescriptor.of(WORD, WORD, WORD, WORD, WORD, WORD, WORD);

    private static final int PRIO_PROCESS = 0;
    private static final int CALLER = 0;
    private static final int LEAST_FAVOURED = 19;

    private static final MethodHandle OPEN = variadic("open");
    private static final MethodHandle CLOSE = plain("close");
    private static final MethodHandle READ = plain("read");
    private static final MethodHandle WRITE = plain("write");
    private static final MethodHandle IOCTL = variadic("ioctl");
    private static final MethodHandle SOCKET = plain("socket");
    private static final MethodHandle BIND = plain("bind");
    private static final MethodHandle CONNECT = plain("connect");
    private static final MethodHandle GETSOCKNAME = plain("getsockname");
    private static final MethodHandle SETSOCKOPT = plain("setsockopt");
    private static final MethodHandle GETSOCKOPT = plain("getsockopt");
    private static final MethodHandle RECV = plain("recv");
    private static final MethodHandle SEND = plain("send");
    private static final MethodHandle RECVMMSG = plain("recvmmsg");
    private static final MethodHandle SENDMMSG = plain("sendmmsg");
    private static final MethodHandle EPOLL_CREATE = plain("epoll_create1");
    private static final MethodHandle EPOLL_CTL = plain("epoll_ctl");
    private static final MethodHandle EPOLL_WAIT = plain("epoll_wait");
    private static final MethodHandle EVENTFD = plain("eventfd");
    private static final MethodHandle GETEUID = plain("geteuid");
    private static final MethodHandle SETPRIORITY = plain("setpriority");
    private static final MethodHandle SYSCALL = variadic("syscall");

    private final MemorySegment captured = Arena.ofAuto().allocate(CAPTURED);

    public int open(long path, int flags) {
        return number(OPEN, path, flags, 0);
    }

    public int close(int fd) {
        return number(CLOSE, fd, 0, 0);
    }

    public long read(int fd, long address, long length) {
        return octets(READ, fd, address, length, 0);
    }

    public long write(int fd, long address, long length) {
        return octets(WRITE, fd, address, length, 0);
    }

    public int ioctl(int fd, long request, long argument) {
        return number(IOCTL, fd, request, argument);
    }

    public int socket(int domain, int type, int protocol) {
        return number(SOCKET, domain, type, protocol);
    }

    public int bind(int fd, long address, int length) {
        return number(BIND, fd, address, length);
    }

    public int connect(int fd, long address, int length) {
        return number(CONNECT, fd, address, length);
    }

    /// `length` is the address of an `int` that holds the room and afterwards the length.
    public int getsockname(int fd, long address, long length) {
        return number(GETSOCKNAME, fd, address, length);
    }

    public int setsockopt(int fd, int level, int option, long value, int length) {
        return number(SETSOCKOPT, fd, level, option, value, length);
    }

    /// `length` is the address of an `int` that holds the room and afterwards the length.
    public int getsockopt(int fd, int level, int option, long value, long length) {
        return number(GETSOCKOPT, fd, level, option, value, length);
    }

    public long recv(int fd, long address, long length, int flags) {
        return octets(RECV, fd, address, length, flags);
    }

    public long send(int fd, long address, long length, int flags) {
        return octets(SEND, fd, address, length, flags);
    }

    /// Messages received into the `count` `mmsghdr`s at `messages`.
    public int recvmmsg(int fd, long messages, int count, int flags) {
        return number(RECVMMSG, fd, messages, count, flags, 0);
    }

    /// Messages sent of the `count` `mmsghdr`s at `messages`; an error only if the first was not sent.
    public int sendmmsg(int fd, long messages, int count, int flags) {
        return number(SENDMMSG, fd, messages, count, flags, 0);
    }

    public int epollCreate(int flags) {
        return number(EPOLL_CREATE, flags, 0, 0);
    }

    public int epollControl(int epoll, int operation, int fd, long event) {
        return number(EPOLL_CTL, epoll, operation, fd, event, 0);
    }

    public int epollWait(int epoll, long events, int room, int timeoutMillis) {
        return number(EPOLL_WAIT, epoll, events, room, timeoutMillis, 0);
    }

    public int eventfd(int initial, int flags) {
        return number(EVENTFD, initial, flags, 0);
    }

    /// `attributes` is the address of a `bpf_attr` of that length.
    public long bpf(int command, long attributes, int length) {
        return octets(SYSCALL, Abi.Bpf.CALL, command, attributes, length);
    }

    public int effectiveUser() {
        return number(GETEUID, 0, 0, 0);
    }

    /// The calling thread alone yields to all others (Linux gives each thread a nice value of its own).
    public int yieldToOthers() {
        return number(SETPRIORITY, PRIO_PROCESS, CALLER, LEAST_FAVOURED);
    }

    private int number(MethodHandle function, long first, long second, long third) {
        return number(function, first, second, third, 0, 0);
    }

    /// Of functions that return an `int`: of the word only that half is theirs.
    private int number(MethodHandle function, long first, long second, long third, long fourth, long fifth) {
        int returned = (int) call(function, first, second, third, fourth, fifth);
        return returned == -1 ? -errno() : returned;
    }

    private long octets(MethodHandle function, long first, long second, long third, long fourth) {
        long returned = call(function, first, second, third, fourth, 0);
        return returned == -1 ? -errno() : returned;
    }

    private long call(MethodHandle function, long first, long second, long third, long fourth, long fifth) {
        try {
            return (long) function.invokeExact(captured, first, second, third, fourth, fifth, 0L);
        } catch (Throwable impossible) {
            throw new AssertionError("a system call's handle does not fit its use", impossible);
        }
    }

    private int errno() {
        return captured.get(ValueLayout.JAVA_INT, ERRNO);
    }

    private static MethodHandle plain(String name) {
        return LINKER.downcallHandle(symbol(name), SIX_WORDS, Linker.Option.captureCallState("errno"));
    }

    /// As [#plain], for what C declares with `...` behind one argument or two.
    private static MethodHandle variadic(String name) {
        return LINKER.downcallHandle(
                symbol(name), SIX_WORDS, Linker.Option.captureCallState("errno"), Linker.Option.firstVariadicArg(1));
    }

    private static MemorySegment symbol(String name) {
        return LINKER.defaultLookup()
                .find(name)
                .orElseThrow(() -> new UnsupportedOperationException("the C library has no " + name));
    }
}
