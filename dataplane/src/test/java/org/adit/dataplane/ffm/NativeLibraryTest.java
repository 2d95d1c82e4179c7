package org.adit.dataplane.ffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.junit.jupiter.api.Test;

final class NativeLibraryTest {
    private static final FunctionDescriptor INT_OF_LONG =
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG);

    @Test
    void aLibraryThatIsNotInstalledIsSaidToBeAbsentAndItsFunctionsThrow() {
        NativeLibrary none = NativeLibrary.first("libadit-none.so.2", "libadit-none.so.1");
        MethodHandle brief = none.brief("anything", INT_OF_LONG);
        MethodHandle slow = none.slow("anything", INT_OF_LONG);

        assertThat(none.missing()).containsExactly("none of libadit-none.so.2, libadit-none.so.1 is installed");
        assertThatThrownBy(() -> brief.invoke(1L)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> slow.invoke(1L)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> NativeLibrary.briefAt(0, INT_OF_LONG).invoke(1L))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aLibraryWithoutOneOfTheFunctionsSaysWhich() {
        NativeLibrary c = NativeLibrary.first("libadit-none.so.1", "libc.so.6");
        c.brief("labs", FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
        assertThat(c.missing()).isEmpty();
        c.brief("adit_none", INT_OF_LONG);
        assertThat(c.missing()).containsExactly("it has no adit_none");
    }
}
