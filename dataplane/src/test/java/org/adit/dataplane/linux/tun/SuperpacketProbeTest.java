package org.adit.dataplane.linux.tun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.adit.dataplane.ffm.Errno;
import org.junit.jupiter.api.Test;

class SuperpacketProbeTest {
    /// What `linux/virtio_net.h` calls them.
    private static final int TCP_V4 = 1;
    private static final int TCP_V6 = 4;
    private static final int UDP = 5;

    private static final int SHORTER_TCP_V4 = 10 + 20 + 20 + 32 + 16;

    private final List<Integer> types = new ArrayList<>();

    @Test
    void aKernelThatFindsNothingWrongIsAskedInBothFamiliesWithEqualSegmentsAndAShorterLast() {
        SuperpacketProbe probe = new SuperpacketProbe((from, _) -> {
            types.add((int) from.get(1));
            return -Errno.EIO; // what a device that is down says to a good header
        });
        assertThat(probe.whyNot(true)).isEmpty();
        assertThat(probe.whyNot(false)).isEmpty();
        assertThat(types).containsExactly(TCP_V4, TCP_V4, TCP_V6, TCP_V6, UDP, UDP, UDP, UDP);
    }

    @Test
    void aRefusalOfUdpIsNoneOfTcp() {
        SuperpacketProbe probe = new SuperpacketProbe((from, length) -> from.get(1) == UDP ? -Errno.EINVAL : length);
        assertThat(probe.whyNot(true)).isEmpty();
        assertThat(probe.whyNot(false)).contains("UDP superpackets", "V4", "EINVAL");
    }

    @Test
    void aRefusalOfAShorterLastSegmentOnlyIsFound() {
        SuperpacketProbe probe = new SuperpacketProbe((_, length) -> length == SHORTER_TCP_V4 ? -Errno.EINVAL : length);
        assertThat(probe.whyNot(true)).contains("shorter last segment");
    }
}
