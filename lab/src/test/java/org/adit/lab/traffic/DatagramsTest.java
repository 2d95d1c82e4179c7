package org.adit.lab.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.adit.lab.process.LabFault;
import org.junit.jupiter.api.Test;

final class DatagramsTest {
    @Test
    void whatReachedASocketCountsReadOrNot() {
        assertThat(Datagrams.arrived("""
                        Tcp: RtoAlgorithm
                        Tcp: 1
                        Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors
                        Udp: 1000 5 30 7 30
                        UdpLite: InDatagrams RcvbufErrors
                        UdpLite: 9 9
                        """)).isEqualTo(1030);
    }

    @Test
    void aKernelThatCountsOtherwiseIsAFault() {
        assertThatThrownBy(() -> Datagrams.arrived("Tcp: RtoAlgorithm\nTcp: 1\n"))
                .isInstanceOf(LabFault.class);
        assertThatThrownBy(() -> Datagrams.arrived("Udp: NoPorts\nUdp: 1\n")).isInstanceOf(LabFault.class);
    }
}
