package org.adit.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReportTest {
    private static final Measure UP = new Measure("up", "Gb/s");

    @Test
    void scriptsGetOneObjectOnOneLine() {
        Report report = new Report(
                "data-plane",
                new Machine("A Processor", 2, "Linux 6", "Vendor 25", Map.of("adit", "1", "wireguard-go", "2")),
                List.of(new Row("adit", UP, 2.5, 2, 3, 5)),
                List.of(new Ratio("adit", "plain", UP, 0.5)));
        assertThat(report.json()).isEqualTo("""
                        {"bench":"data-plane",\
                        "machine":{"cpu":"A Processor","cores":2,"kernel":"Linux 6","jdk":"Vendor 25",\
                        "versions":{"adit":"1","wireguard-go":"2"}},\
                        "rows":[{"subject":"adit","measure":"up","unit":"Gb/s","median":2.5,"min":2.0,"max":3.0,"runs":5}],\
                        "ratios":[{"of":"adit","to":"plain","measure":"up","value":0.5}]}""");
    }

    @Test
    void theProcessorIsNamedByTheKernelOrByItsArchitecture() {
        assertThat(Machine.model("processor\t: 0\nmodel name\t: Quick One\nprocessor\t: 1\nmodel name\t: Quick One\n"))
                .isEqualTo("Quick One");
        assertThat(Machine.model("processor\t: 0\n")).isEqualTo(System.getProperty("os.arch"));
    }

    @Test
    void thisMachineIsNamedWithThePeersThatTookPart() {
        Machine here = Machine.here(Map.of("wireguard-go", "2"));
        assertThat(here.cores()).isPositive();
        assertThat(here.versions()).containsEntry("wireguard-go", "2").containsKey("adit");
    }
}
