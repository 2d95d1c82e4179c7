package org.adit.systemtest.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.List;

/// What ArchUnit does not see: instructions, switches, permitted subclasses.
final class ByteCode {
    private final ClassModel model;

    private ByteCode(ClassModel model) {
        this.model = model;
    }

    static ByteCode of(JavaClass type) {
        try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            return new ByteCode(ClassFile.of().parse(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean uses(Opcode opcode) {
        return model.methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementList().stream())
                .anyMatch(element -> element instanceof Instruction one && one.opcode() == opcode);
    }

    boolean isSealed() {
        return model.findAttribute(Attributes.permittedSubclasses()).isPresent();
    }

    /// Full names of the permitted subclasses; empty if it is not sealed.
    List<String> permitted() {
        return model.findAttribute(Attributes.permittedSubclasses()).stream()
                .flatMap(attribute -> attribute.permittedSubclasses().stream())
                .map(entry -> entry.asInternalName().replace('/', '.'))
                .toList();
    }

    /// Switches over types that have a `default`: for each, the full names of its cases' types. A switch without one
    /// gets an unreachable default from the compiler, which throws MatchException.
    List<List<String>> typeSwitchesWithDefault() {
        List<List<String>> found = new ArrayList<>();
        for (MethodModel method : model.methods()) {
            method.code().ifPresent(code -> collect(code, found));
        }
        return found;
    }

    private static void collect(CodeModel code, List<List<String>> found) {
        List<CodeElement> elements = code.elementList();
        List<String> cases = List.of();
        for (CodeElement element : elements) {
            if (element instanceof InvokeDynamicInstruction call && call.name().equalsString("typeSwitch")) {
                cases = types(call);
            } else if (!cases.isEmpty() && defaultOf(element) != null) {
                addUnlessUnreachable(elements, defaultOf(element), cases, found);
                cases = List.of();
            }
        }
    }

    /// Where a switch instruction goes when no case matches; null if it is another instruction.
    private static Label defaultOf(CodeElement element) {
        return switch (element) {
            case TableSwitchInstruction table -> table.defaultTarget();
            case LookupSwitchInstruction lookup -> lookup.defaultTarget();
            default -> null;
        };
    }

    private static void addUnlessUnreachable(
            List<CodeElement> elements, Label target, List<String> cases, List<List<String>> found) {
        boolean reached = false;
        for (CodeElement element : elements) {
            reached |= element instanceof LabelTarget label && label.label().equals(target);
            if (reached && element instanceof Instruction first) {
                boolean unreachable = first instanceof NewObjectInstruction made
                        && made.className().asInternalName().equals("java/lang/MatchException");
                if (!unreachable) {
                    found.add(cases);
                }
                return;
            }
        }
    }

    private static List<String> types(InvokeDynamicInstruction call) {
        return call.bootstrapArgs().stream()
                .filter(ClassDesc.class::isInstance)
                .map(argument -> ((ClassDesc) argument).descriptorString())
                .map(name -> name.substring(1, name.length() - 1).replace('/', '.'))
                .toList();
    }
}
