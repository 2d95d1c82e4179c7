package org.adit.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class GatewayStatusTest {
    private static final String STATUS = """
            {"name":"vpn.example.org","since":"2026-11-26T03:15:35Z","ikeSas":3,
             "tunnel":{"in":{"packets":4200,"octets":6000000,"units":100},"out":{"packets":0,"octets":0,"units":0},
                       "refused":0},
             "network":{"in":{"packets":1,"octets":99,"units":1},"out":{"packets":1,"octets":99,"units":1},"refused":2},
             "drops":{"replayed":3,"not-authentic":0,"too-big":1},
             "features":[{"name":"tun-tcp","setting":"on","used":true,"why":""},
                         {"name":"udp-send","setting":"auto","used":false,"why":"the path refused (EIO)"}],
             "ciphers":{"setting":"auto","suites":[
                 {"suite":"AES_256_GCM_16","engine":"ipsec-mb","version":"1.3.0","nanos":{"64":49,"576":71,"1438":106}},
                 {"suite":"CHACHA20_POLY1305","engine":"jdk","version":"25"}],"notes":["corretto: it is not here"]}}
            """;

    private static String printed() {
        StringWriter out = new StringWriter();
        GatewayStatus.print(JsonMapper.builder().build().readTree(STATUS), new PrintWriter(out));
        return out.toString();
    }

    @Test
    void everyFeatureHasItsSettingItsStateAndItsReason() {
        assertThat(printed())
                .contains("tun-tcp   on       on")
                .contains("udp-send  auto     off  the path refused (EIO)");
    }

    @Test
    void trafficIsToldWithHowManyPacketsPassAtOnceAndDropsByReasonIfThereAreAny() {
        assertThat(printed())
                .contains("tunnel     6.0 MB (4,200 packets, 42.0 at once) in, 0 B (0 packets) out")
                .contains("99 B (1 packets, 1.0 at once) out, 2 refused by the kernel")
                .contains("dropped    replayed 3, too-big 1")
                .doesNotContain("not-authentic");
    }

    @Test
    void theEngineOfEachSuiteIsToldWithWhatWasMeasuredIfAnythingWas() {
        assertThat(printed())
                .containsPattern("AES_256_GCM_16 +ipsec-mb 1.3.0 +49 +71 +106")
                .containsPattern("CHACHA20_POLY1305 +jdk 25 +- +- +-")
                .contains("corretto: it is not here");
    }
}
