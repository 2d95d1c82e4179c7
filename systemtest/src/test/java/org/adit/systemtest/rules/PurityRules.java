package org.adit.systemtest.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.classfile.Opcode;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Rule 1: what a package is, and what pure code stays away from.
final class PurityRules {
    private static final Set<String> EFFECTS = Set.of(
            "java.io.File",
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.io.FileReader",
            "java.io.FileWriter",
            "java.io.RandomAccessFile",
            "java.io.PrintStream",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.ProcessHandle",
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.security.SecureRandom",
            "java.time.Clock",
            "java.util.Timer",
            "java.util.concurrent.CompletableFuture",
            "java.util.concurrent.Executor",
            "java.util.concurrent.ExecutorService",
            "java.util.concurrent.Executors",
            "java.util.concurrent.ForkJoinPool",
            "java.util.concurrent.ScheduledExecutorService",
            "java.util.concurrent.ThreadLocalRandom");
    private static final List<String> PACKAGES_OF_EFFECTS = List.of(
            "java.net.",
            "java.nio.channels.",
            "java.nio.file.",
            "java.sql.",
            "java.util.concurrent.locks.",
            "java.util.logging.",
            "org.slf4j.");
    /// Calls that read the world behind the caller's back, as `type.method`.
    private static final Set<String> CALLS = Set.of(
            "java.lang.Runtime.getRuntime",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Math.random",
            "java.lang.Object.wait",
            "java.lang.Object.notify",
            "java.lang.Object.notifyAll",
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.util.UUID.randomUUID");

    private static final DescribedPredicate<JavaClass> PURE = describe("are pure", Conditions::isPure);

    private PurityRules() {}

    static List<HouseRule> all() {
        return List.of(
                new HouseRule(
                        "every package is marked either @Pure or @Adapter",
                        PurityRules::marked,
                        "marks",
                        List.of("Bare")),
                new HouseRule(
                        "pure code touches no sockets, files, threads, locks, clocks, randomness or loggers",
                        PurityRules::noEffects,
                        "purity",
                        List.of("Files", "Sockets", "Threads", "Locks", "Clocks", "Dice", "Loggers", "Environment")),
                new HouseRule(
                        "pure code is never synchronized",
                        PurityRules::notSynchronized,
                        "purity",
                        List.of("SynchronizedMethod", "SynchronizedBlock")));
    }

    private static ArchRule marked(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(Conditions.haveNo(
                        "package without exactly one mark",
                        type -> Conditions.isPure(type) == Conditions.isAdapter(type)
                                ? List.of("its package has not exactly one of @Pure and @Adapter")
                                : List.of()));
    }

    private static ArchRule noEffects(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and(PURE)
                .and()
                .areNotAssignableTo(SecureRandom.class) // hands Randomness on to the JDK, in the shape that it demands
                .should()
                .dependOnClassesThat(describe("have effects", PurityRules::hasEffects))
                .orShould()
                .accessTargetWhere(describe("reads the world", PurityRules::readsTheWorld));
    }

    private static boolean hasEffects(JavaClass type) {
        String name = type.getBaseComponentType().getName();
        return EFFECTS.contains(name) || PACKAGES_OF_EFFECTS.stream().anyMatch(name::startsWith);
    }

    private static boolean readsTheWorld(JavaAccess<?> access) {
        return CALLS.contains(
                access.getTargetOwner().getName() + "." + access.getTarget().getName());
    }

    private static ArchRule notSynchronized(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .and(PURE)
                .should(Conditions.haveNo("synchronized code", type -> {
                    List<String> faults = new ArrayList<>();
                    type.getMethods().stream()
                            .filter(method -> method.getModifiers().contains(JavaModifier.SYNCHRONIZED))
                            .forEach(method -> faults.add(method.getName() + " is synchronized"));
                    if (ByteCode.of(type).uses(Opcode.MONITORENTER)) {
                        faults.add("a synchronized block");
                    }
                    return faults;
                }));
    }
}
