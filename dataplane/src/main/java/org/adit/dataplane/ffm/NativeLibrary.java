package org.adit.dataplane.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A shared library of the system that may not be there. What is absent becomes a handle that throws when it is called,
/// so that handles can be constants whatever the machine has. Stays open for the life of the process.
final class NativeLibrary {
    private static final Linker LINKER = Linker.nativeLinker();

    private final SymbolLookup symbols;
    private final List<String> missing = new ArrayList<>();

    private NativeLibrary(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    /// The first of `sonames` that loads. Never throws.
    static NativeLibrary first(String... sonames) {
        for (String soname : sonames) {
            Optional<SymbolLookup> symbols = open(soname);
            if (symbols.isPresent()) {
                return new NativeLibrary(symbols.get());
            }
        }
        NativeLibrary none = new NativeLibrary(_ -> Optional.empty());
        none.missing.add("none of " + String.join(", ", sonames) + " is installed");
        return none;
    }

    private static Optional<SymbolLookup> open(String soname) {
        try {
            return Optional.of(SymbolLookup.libraryLookup(soname, Arena.global()));
        } catch (IllegalArgumentException notHere) {
            return Optional.empty();
        }
    }

    /// Why it cannot be used; empty if all that was asked for is there.
    List<String> missing() {
        return List.copyOf(missing);
    }

    Optional<MemorySegment> find(String name) {
        return symbols.find(name);
    }

    /// A call that may take its time: it leaves the Java state.
    MethodHandle slow(String name, FunctionDescriptor type) {
        return function(name, type);
    }

    /// A call that is short and never blocks, for it holds up safepoints: no transition, a few nanoseconds.
    MethodHandle brief(String name, FunctionDescriptor type) {
        return function(name, type, Linker.Option.critical(false));
    }

    /// As [#brief], of a function whose address was read, not looked up; 0 if there is none.
    static MethodHandle briefAt(long address, FunctionDescriptor type) {
        return address == 0
                ? absent("function", type)
                : LINKER.downcallHandle(MemorySegment.ofAddress(address), type, Linker.Option.critical(false));
    }

    private MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
        Optional<MemorySegment> symbol = symbols.find(name);
        if (symbol.isEmpty()) {
            if (missing.isEmpty()) {
                missing.add("it has no " + name);
            }
            return absent(name, type);
        }
        return LINKER.downcallHandle(symbol.get(), type, options);
    }

    private static MethodHandle absent(String name, FunctionDescriptor type) {
        MethodType shape = type.toMethodType();
        MethodHandle thrower = MethodHandles.insertArguments(
                MethodHandles.throwException(shape.returnType(), UnsupportedOperationException.class),
                0,
                new UnsupportedOperationException("this machine has no " + name));
        return MethodHandles.dropArguments(thrower, 0, shape.parameterList());
    }
}
