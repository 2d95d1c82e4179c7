package org.adit.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.adit.base.diagnosis.Failure;
import org.adit.base.net.IpFamily;
import org.adit.gateway.store.StoreFailure;
import org.junit.jupiter.api.Test;

final class GatewayFailureTest {
    @Test
    void everyFailureHasACodeOfItsOwnAndThreeTexts() throws ReflectiveOperationException {
        List<Failure> all = new ArrayList<>();
        for (Class<?> family : List.of(GatewayFailure.class, StoreFailure.class)) {
            for (Class<?> record : family.getPermittedSubclasses()) {
                all.add((Failure) sample(record));
            }
        }
        assertThat(all).hasSize(26);
        assertThat(all).extracting(Failure::code).doesNotHaveDuplicates();
        assertThat(all).allSatisfy(failure -> {
            assertThat(failure.explain().what()).isNotBlank();
            assertThat(failure.explain().why()).isNotBlank();
            assertThat(failure.explain().remedy()).isNotBlank();
        });
    }

    private static Object sample(Class<?> record) throws ReflectiveOperationException {
        Class<?>[] types = Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(record.getRecordComponents())
                .map(GatewayFailureTest::value)
                .toArray();
        var constructor = record.getDeclaredConstructor(types);
        return constructor.newInstance(values);
    }

    private static Object value(RecordComponent component) {
        if (component.getType() == int.class) {
            return 3;
        }
        if (component.getType() == Duration.class) {
            return Duration.ofHours(12);
        }
        if (component.getType() == List.class) {
            return component.getName().equals("families") ? List.of(IpFamily.V4) : List.of("employees");
        }
        return "something";
    }
}
