package org.adit.dataplane.linux.netlink;

import java.util.ArrayList;
import java.util.List;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.dataplane.ffm.Abi;
import org.adit.dataplane.ffm.Descriptor;
import org.adit.dataplane.ffm.Errno;
import org.adit.dataplane.ffm.NativeMemory;
import org.adit.dataplane.ffm.SystemCalls;
import org.adit.dataplane.linux.OsFailure;

/// Request and answer over a netlink socket that is connected to the kernel, so that no process can answer for it.
final class NetlinkSocket implements AutoCloseable {
    /// What the kernel answered.
    sealed interface Answer {
        /// The messages of a dump or a query; none for what is only acknowledged.
        record Done(List<Reply> replies) implements Answer {}

        record Refused(int errno, String words) implements Answer {}

        record Broken(OsFailure failure) implements Answer {}
    }

    /// The kernel fills at most 32 KiB at a time.
    private static final int ROOM = 64 * 1024;

    private static final int DUMP_ATTEMPTS = 8;
    private static final int SHOWN_OF_STRANGE = 32;

    private final Descriptor descriptor;
    private final SystemCalls calls = new SystemCalls();
    private final NativeMemory memory = NativeMemory.allocate(ROOM);
    private final byte[] octets = new byte[ROOM];
    private int sequence;

    private NetlinkSocket(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    static Result<NetlinkSocket, OsFailure> open() {
        int opened = new SystemCalls()
                .socket(Abi.Socket.AF_NETLINK, Abi.Socket.SOCK_RAW | Abi.File.O_CLOEXEC, Abi.Netlink.NETLINK_ROUTE);
        if (opened < 0) {
            return Result.failed(OsFailure.of("open a netlink socket", -opened));
        }
        NetlinkSocket socket = new NetlinkSocket(Descriptor.of(opened));
        int ready = socket.setUp();
        if (ready < 0) {
            socket.close();
            return Result.failed(OsFailure.of("set up a netlink socket", -ready));
        }
        return Result.ok(socket);
    }

    private int setUp() {
        memory.putInt(0, 1);
        // Words beside error numbers, and no echo of our request: absent on kernels before 4.12, which is no harm.
        calls.setsockopt(
                descriptor.number(), Abi.Netlink.SOL_NETLINK, Abi.Netlink.EXT_ACK, memory.address(0), Integer.BYTES);
        calls.setsockopt(
                descriptor.number(), Abi.Netlink.SOL_NETLINK, Abi.Netlink.CAP_ACK, memory.address(0), Integer.BYTES);
        memory.zero(0, Abi.Netlink.ADDRESS_SIZE); // port 0: any for us, and the kernel's
        memory.putShort(0, Abi.Socket.AF_NETLINK);
        int bound = calls.bind(descriptor.number(), memory.address(0), Abi.Netlink.ADDRESS_SIZE);
        return bound < 0 ? bound : calls.connect(descriptor.number(), memory.address(0), Abi.Netlink.ADDRESS_SIZE);
    }

    /// Sends `request` and reads up to its end: the last message of a dump, else the acknowledgement.
    Answer ask(Request request) {
        for (int attempt = 0; attempt < DUMP_ATTEMPTS; attempt++) {
            int number = ++sequence;
            Answer answer = send(request, number) < 0 ? broken(request) : collect(request, number);
            if (!(answer instanceof Answer.Done(List<Reply> replies))
                    || replies.stream().noneMatch(this::interrupted)) {
                return answer;
            }
        }
        return new Answer.Broken(new OsFailure.KeepsChanging(request.doing(), DUMP_ATTEMPTS));
    }

    private int lastErrno;

    private long send(Request request, int number) {
        byte[] message = request.octets(number);
        memory.copyIn(0, message, 0, message.length);
        long sent;
        do {
            sent = calls.send(descriptor.number(), memory.address(0), message.length, 0);
        } while (sent == -Errno.EINTR);
        lastErrno = sent < 0 ? (int) -sent : 0;
        return sent;
    }

    private Answer collect(Request request, int number) {
        List<Reply> replies = new ArrayList<>();
        int length = 0;
        try {
            while (true) {
                length = receive();
                if (length < 0) {
                    return broken(request);
                }
                for (Reply reply : Reply.parse(octets, length)) {
                    if (reply.sequence() != number) {
                        continue; // of a request that was given up
                    }
                    if (reply.type() == Reply.ERROR || reply.type() == Reply.DONE) {
                        return last(reply, replies);
                    }
                    replies.add(reply);
                }
            }
        } catch (Reply.Malformed malformed) {
            Bytes seen = Bytes.of(octets, 0, Math.min(Math.max(length, 0), SHOWN_OF_STRANGE));
            return new Answer.Broken(new OsFailure.StrangeReply(request.doing(), malformed.how(), seen));
        }
    }

    private static Answer last(Reply reply, List<Reply> replies) throws Reply.Malformed {
        int errno = reply.errno();
        if (errno != 0) {
            return new Answer.Refused(errno, reply.type() == Reply.ERROR ? reply.errorText() : "");
        }
        replies.add(reply); // for its flags
        return new Answer.Done(replies);
    }

    private int receive() throws Reply.Malformed {
        long received;
        do {
            received = calls.recv(descriptor.number(), memory.address(0), ROOM, Abi.Socket.MSG_TRUNC);
        } while (received == -Errno.EINTR);
        lastErrno = received < 0 ? (int) -received : 0;
        if (received > ROOM) {
            throw new Reply.Malformed("a datagram of " + received + " octets");
        }
        if (received > 0) {
            memory.copyOut(0, octets, 0, (int) received);
        }
        return (int) received;
    }

    private Answer broken(Request request) {
        return new Answer.Broken(OsFailure.of(request.doing(), lastErrno));
    }

    private boolean interrupted(Reply reply) {
        return (reply.flags() & Reply.DUMP_INTERRUPTED) != 0;
    }

    @Override
    public void close() {
        if (!descriptor.isClosed()) {
            descriptor.close();
            memory.close();
        }
    }
}
