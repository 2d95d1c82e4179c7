package org.adit.client.host;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class MemoryHostTest {
    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        return HostContract.checks().entrySet().stream()
                .map(check -> DynamicTest.dynamicTest(check.getKey(), () -> {
                    MemoryHost host = new MemoryHost();
                    check.getValue().accept(host, host);
                }));
    }
}
