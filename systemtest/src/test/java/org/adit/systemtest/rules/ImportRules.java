package org.adit.systemtest.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Rules 2 and 3: who may import whom, and who may touch native memory and cryptography.
final class ImportRules {
    /// Modules that each module may import.
    private static final Map<String, List<String>> MODULES = Map.of(
            "base", List.of(),
            "protocol", List.of("base"),
            "dataplane", List.of("base", "protocol"),
            "simulation", List.of("base", "protocol"),
            "gateway", List.of("base", "protocol", "dataplane"),
            "client", List.of("base", "protocol", "dataplane"),
            "lab", List.of("base"),
            "app", List.of("base", "protocol", "dataplane", "gateway", "client", "lab"));

    /// Packages of `protocol` from the bottom up: each may import only those of lower rank.
    private static final Map<String, Integer> RANKS = Map.ofEntries(
            Map.entry("crypto", 0),
            Map.entry("ipsec", 1),
            Map.entry("wire", 2),
            Map.entry("pki", 2),
            Map.entry("esp", 2),
            Map.entry("negotiate", 3),
            Map.entry("auth", 3),
            Map.entry("eap", 3),
            Map.entry("exchange", 4),
            Map.entry("ike", 5));

    /// Packages of ports whose sub-packages are adapters.
    private static final List<String> PORTS = List.of("gateway.identity", "gateway.store", "client.host");

    private ImportRules() {}

    static List<HouseRule> all() {
        return List.of(
                new HouseRule(
                        "a module imports only modules below it; gateway and client do not know each other",
                        ImportRules::modules,
                        "imports",
                        List.of("GatewayKnowsClient", "ProtocolKnowsGateway")),
                new HouseRule(
                        "inside protocol a package imports only lower ranks; esp and ike do not know each other",
                        ImportRules::ranks,
                        "imports",
                        List.of("EspKnowsIke", "WireKnowsPki")),
                new HouseRule(
                        "pure code does not import adapters",
                        ImportRules::pureToAdapter,
                        "imports",
                        List.of("PureKnowsAdapter")),
                new HouseRule(
                        "nothing but app imports a daemon", ImportRules::daemons, "imports", List.of("ApiKnowsDaemon")),
                new HouseRule(
                        "only a daemon of gateway or client imports the data plane",
                        ImportRules::dataPlane,
                        "imports",
                        List.of("ApiKnowsDataPlane")),
                new HouseRule(
                        "adapters of one port do not know each other",
                        ImportRules::adapters,
                        "imports",
                        List.of("RadiusKnowsLdap")),
                new HouseRule(
                        "packages form no cycles",
                        root -> slices().matching(root + ".(**)").should().beFreeOfCycles(),
                        "cycles",
                        List.of("Hen", "Egg")),
                new HouseRule(
                        "java.lang.foreign is used in dataplane.ffm only",
                        ImportRules::foreign,
                        "imports",
                        List.of("ForeignInGateway")),
                new HouseRule(
                        "javax.crypto and java.security are used in protocol.crypto, protocol.pki, gateway.ca and"
                                + " protocol.eap only",
                        ImportRules::cryptography,
                        "imports",
                        List.of("CipherInGateway")));
    }

    private static ArchRule modules(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(notDepend("on a module that is not below", dependency -> {
                    String from = firstPart(dependency.getOriginClass(), root);
                    String to = firstPart(dependency.getTargetClass(), root);
                    return MODULES.containsKey(from)
                            && MODULES.containsKey(to)
                            && !from.equals(to)
                            && !MODULES.get(from).contains(to);
                }));
    }

    private static ArchRule ranks(String root) {
        return classes().that().resideInAPackage(root + ".protocol..").should(notDepend("upwards", dependency -> {
            String from = firstPart(dependency.getOriginClass(), root + ".protocol");
            String to = firstPart(dependency.getTargetClass(), root + ".protocol");
            return RANKS.containsKey(from)
                    && RANKS.containsKey(to)
                    && !from.equals(to)
                    && RANKS.get(from) <= RANKS.get(to);
        }));
    }

    private static ArchRule pureToAdapter(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and(describe("are pure", Conditions::isPure))
                .should()
                .dependOnClassesThat(describe("are adapters", Conditions::isAdapter));
    }

    private static ArchRule daemons(String root) {
        return classes().that().resideInAPackage(root + "..").should(notDepend("on a daemon", dependency -> {
            JavaClass from = dependency.getOriginClass();
            JavaClass to = dependency.getTargetClass();
            return Conditions.isIn(to, root, "gateway.daemon", "client.daemon")
                    && !Conditions.isIn(from, root, "app", "gateway.daemon", "client.daemon");
        }));
    }

    private static ArchRule dataPlane(String root) {
        return classes()
                .that()
                .resideInAnyPackage(root + ".gateway..", root + ".client..")
                .should(notDepend(
                        "on the data plane",
                        dependency -> Conditions.isIn(dependency.getTargetClass(), root, "dataplane")
                                && !Conditions.isIn(
                                        dependency.getOriginClass(),
                                        root,
                                        "gateway.daemon",
                                        "client.daemon",
                                        "client.host")));
    }

    private static ArchRule adapters(String root) {
        return CompositeArchRule.of(PORTS.stream()
                .map(port -> slices().matching(root + "." + port + ".(*)..")
                        .should()
                        .notDependOnEachOther()
                        .allowEmptyShould(true))
                .toList());
    }

    private static ArchRule foreign(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(root + ".dataplane.ffm..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign..");
    }

    private static ArchRule cryptography(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(
                        root + ".base.secret..", // MessageDigest.isEqual, the JDK's comparison in constant time
                        root + ".protocol.crypto..",
                        root + ".protocol.pki..",
                        root + ".gateway.ca..",
                        root + ".protocol.eap..")
                .should(notDepend("on cryptography", ImportRules::cryptographic));
    }

    /// A daemon may own the one SecureRandom behind its Randomness.
    private static boolean cryptographic(Dependency dependency) {
        String target = dependency.getTargetClass().getPackageName();
        boolean randomOfDaemon = dependency.getTargetClass().isEquivalentTo(SecureRandom.class)
                && dependency.getOriginClass().getPackageName().endsWith(".daemon");
        return (target.startsWith("javax.crypto") || target.startsWith("java.security")) && !randomOfDaemon;
    }

    /// The name below `root` that a class's package goes on with; empty if it lies elsewhere.
    private static String firstPart(JavaClass type, String root) {
        String name = type.getPackageName();
        return name.startsWith(root + ".") ? name.substring(root.length() + 1).split("\\.", 2)[0] : "";
    }

    private static ArchCondition<JavaClass> notDepend(String how, Predicate<Dependency> wrong) {
        return Conditions.haveNo(
                "dependency " + how,
                type -> type.getDirectDependenciesFromSelf().stream()
                        .filter(wrong)
                        .map(Dependency::getDescription)
                        .toList());
    }
}
