package org.adit.protocol.contract;

import java.util.List;
import org.adit.base.Bytes;
import org.adit.protocol.ipsec.DataPlane;
import org.adit.protocol.ipsec.DataPlaneEvent;
import org.adit.protocol.ipsec.Path;

/// Two data planes with a lossless network between them, as [DataPlaneContract] wants them.
public interface TwoDataPlanes extends AutoCloseable {
    DataPlane left();

    DataPlane right();

    /// From the left one to the right one. The other way is this one turned round.
    Path path();

    /// Hands a whole inner packet to the left data plane, for sending.
    void leftSends(Bytes inner);

    void rightSends(Bytes inner);

    /// Returns when everything ordered and sent so far has had its effect.
    void settle();

    /// The inner packets that came out on the left since last asked.
    List<Bytes> leftReceived();

    List<Bytes> rightReceived();

    /// The left one's events since last asked.
    List<DataPlaneEvent> leftEvents();

    List<DataPlaneEvent> rightEvents();

    @Override
    void close();
}
