package org.adit.app.bench.load;

import java.util.function.BiConsumer;
import org.adit.base.Bytes;
import org.adit.protocol.ipsec.Path;

/// What carries the IKE messages of many clients.
public interface IkeLine {
    /// What does not fit the socket is lost: IKE retransmits.
    void send(Path path, Bytes message);

    void keepalive(Path path);

    /// Hands over what has come, after waiting at most so long for the first.
    void receive(long millis, BiConsumer<Path, Bytes> ike);
}
