package org.adit.systemtest.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Rules 4 and 6: the shapes of types, their names, and where secrets live.
final class ShapeRules {
    private static final Pattern FORBIDDEN =
            Pattern.compile(".*(Manager|Helper|Utils?|Impl|Handler)|Abstract[A-Z].*|I(?!Pv)[A-Z][a-z].*");
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(password|passphrase|secret|privatekey|skeyseed)|psk|(?i)sk_?(d|ei|er|ai|ar|pi|pr)");
    private static final Set<String> OPEN_TYPES =
            Set.of("java.lang.String", "[B", "[C", "java.nio.ByteBuffer", "org.adit.base.Bytes");

    private ShapeRules() {}

    static List<HouseRule> all() {
        return List.of(
                new HouseRule("a sealed family lives in one package", ShapeRules::families, "shapes", List.of("Torn")),
                new HouseRule(
                        "a switch over a sealed family has no default",
                        ShapeRules::noDefault,
                        "shapes",
                        List.of("DefaultOverFamily")),
                new HouseRule("records hold no arrays", ShapeRules::noArrays, "shapes", List.of("ArrayRecord")),
                new HouseRule(
                        "there are no public mutable fields",
                        ShapeRules::noMutableFields,
                        "shapes",
                        List.of("OpenField", "OpenArray")),
                new HouseRule(
                        "classes are final unless sealed", ShapeRules::finalOrSealed, "shapes", List.of("OpenClass")),
                new HouseRule(
                        "no name says Manager, Helper, Util, Impl, Handler, Abstract… or I…",
                        ShapeRules::names,
                        "names",
                        List.of("SessionManager", "StringUtils", "AbstractThing", "IThing", "StoreImpl")),
                new HouseRule("secrets are held as Secret only", ShapeRules::secrets, "names", List.of("Login")));
    }

    private static ArchRule families(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(Conditions.haveNo(
                        "relatives elsewhere",
                        type -> ByteCode.of(type).permitted().stream()
                                .filter(permitted -> !packageOf(permitted).equals(type.getPackageName()))
                                .map(permitted -> "permits " + permitted)
                                .toList()));
    }

    private static ArchRule noDefault(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(Conditions.haveNo(
                        "default over a sealed family",
                        type -> ByteCode.of(type).typeSwitchesWithDefault().stream()
                                .filter(cases -> areOneFamily(type, cases))
                                .map(cases -> "a switch with default over " + cases)
                                .toList()));
    }

    /// Whether all cases are members of one sealed family.
    private static boolean areOneFamily(JavaClass type, List<String> cases) {
        Set<JavaClass> known = type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass())
                .filter(target -> cases.contains(target.getName()))
                .collect(Collectors.toSet());
        return known.stream()
                .flatMap(member -> member.getAllRawInterfaces().stream())
                .filter(family -> family.getPackageName().startsWith(HouseRule.PRODUCT))
                .filter(family -> ByteCode.of(family).isSealed())
                // a last case over the family itself, after one with a guard, is no default: it hands the value on
                // whole
                .filter(family -> !cases.contains(family.getName()))
                .anyMatch(family -> known.stream().allMatch(member -> member.isAssignableTo(family.getName())));
    }

    private static ArchRule noArrays(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .areRecords()
                .should(Conditions.haveNo(
                        "arrays",
                        type -> type.getFields().stream()
                                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                                .filter(field -> field.getRawType().isArray())
                                .map(JavaField::getName)
                                .toList()));
    }

    private static ArchRule noMutableFields(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(Conditions.haveNo(
                        "public mutable fields",
                        type -> type.getFields().stream()
                                .filter(field -> field.getModifiers().contains(JavaModifier.PUBLIC))
                                .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL)
                                        || field.getRawType().isArray())
                                .map(JavaField::getName)
                                .toList()));
    }

    private static ArchRule finalOrSealed(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(Conditions.haveNo(
                        "open classes",
                        type -> Conditions.isWrittenAsClass(type)
                                        && !type.getModifiers().contains(JavaModifier.FINAL)
                                        && !ByteCode.of(type).isSealed()
                                ? List.of("neither final nor sealed")
                                : List.of()));
    }

    private static ArchRule names(String root) {
        return classes().that().resideInAPackage(root + "..").should(Conditions.haveNo("forbidden name", type -> {
            String name = type.getSimpleName();
            return FORBIDDEN.matcher(name).matches() ? List.of("its name") : List.of();
        }));
    }

    /// Left out are the lab, whose keys and passwords are made for one test and are worth nothing, and the published
    /// values of the self-test.
    private static ArchRule secrets(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(root + ".lab..")
                .and()
                .haveNameNotMatching(".*\\.KnownAnswers\\b.*")
                .should(Conditions.haveNo(
                        "open secrets",
                        type -> type.getFields().stream()
                                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                                .filter(field ->
                                        SECRET_NAME.matcher(field.getName()).matches())
                                .filter(field ->
                                        OPEN_TYPES.contains(field.getRawType().getName()))
                                .map(field -> field.getName() + " is a "
                                        + field.getRawType().getSimpleName())
                                .toList()));
    }

    private static String packageOf(String className) {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }
}
