package org.adit.systemtest.rules;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.adit.base.Bytes;
import org.adit.base.net.Endpoint;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpPrefix;

/// One value of a type: simple ones from a table, enums by their first constant, records from samples of their
/// components, sealed types by their first member that has a sample.
final class Samples {
    private static final Map<Class<?>, Object> KNOWN = Map.ofEntries(
            Map.entry(String.class, "sample"),
            Map.entry(int.class, 1),
            Map.entry(long.class, 1L),
            Map.entry(boolean.class, true),
            Map.entry(double.class, 1.0),
            Map.entry(Optional.class, Optional.empty()),
            Map.entry(OptionalInt.class, OptionalInt.empty()),
            Map.entry(OptionalLong.class, OptionalLong.empty()),
            Map.entry(List.class, List.of()),
            Map.entry(Set.class, Set.of()),
            Map.entry(Map.class, Map.of()),
            Map.entry(Path.class, Path.of("sample")),
            Map.entry(Duration.class, Duration.ofSeconds(1)),
            Map.entry(Instant.class, Instant.EPOCH),
            Map.entry(Bytes.class, Bytes.of((byte) 1)),
            Map.entry(IpAddress.class, IpAddress.of("192.0.2.1")),
            Map.entry(IpPrefix.class, IpPrefix.of("192.0.2.0/24")),
            Map.entry(Endpoint.class, new Endpoint(IpAddress.of("192.0.2.1"), 500)));

    private Samples() {}

    /// A value, or an exception that names the type for which the table above needs a line.
    static Object of(Class<?> type) throws ReflectiveOperationException {
        if (KNOWN.containsKey(type)) {
            return KNOWN.get(type);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isRecord()) {
            return record(type);
        }
        if (type.isSealed()) {
            for (Class<?> member : type.getPermittedSubclasses()) {
                try {
                    return of(member);
                } catch (ReflectiveOperationException _) {
                    // the next member may have one
                }
            }
        }
        throw new ReflectiveOperationException("no sample of " + type.getName());
    }

    private static Object record(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = new Object[types.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = of(types[i]);
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }
}
