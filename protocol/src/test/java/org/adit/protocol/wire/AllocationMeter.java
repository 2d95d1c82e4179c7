package org.adit.protocol.wire;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// How many octets the current thread has allocated. Reached by name, as the module under test does not read
/// `jdk.management`.
final class AllocationMeter {
    private static final MethodHandle ALLOCATED = find();

    private AllocationMeter() {}

    static long allocated() {
        try {
            return (long) ALLOCATED.invoke();
        } catch (Throwable broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static MethodHandle find() {
        try {
            Class<?> factory = Class.forName("java.lang.management.ManagementFactory");
            Object bean = factory.getMethod("getThreadMXBean").invoke(null);
            Class<?> type = Class.forName("com.sun.management.ThreadMXBean");
            AllocationMeter.class.getModule().addReads(type.getModule());
            return MethodHandles.lookup()
                    .findVirtual(type, "getCurrentThreadAllocatedBytes", MethodType.methodType(long.class))
                    .bindTo(bean);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
