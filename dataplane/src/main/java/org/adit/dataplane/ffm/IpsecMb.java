package org.adit.dataplane.ffm;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/// Intel's Multi-Buffer Crypto for IPsec (libIPSec_MB, BSD-3-Clause), if the system has it: AES-GCM and
/// ChaCha20-Poly1305 of one packet in one go, without a library's layers around. It says where its functions are only
/// in the structure of its manager. The offsets below hold for the versions named (measured with 1.3.0 and 2.0.0, the
/// ends of the row), any other version is not used; and what is found there must be a function of the right name.
///
/// The caller answers for the lengths behind every address. The parameters are the library's, one for one.
public final class IpsecMb {
    /// Octets of a prepared GCM key, the largest of the versions known.
    public static final int GCM_KEY_OCTETS = 1264;

    public static final int GCM_CONTEXT_OCTETS = 88;
    public static final int CHACHA_CONTEXT_OCTETS = 192;
    /// What prepared keys and contexts must be aligned to.
    public static final int ALIGNMENT = 64;

    private static final List<String> KNOWN_VERSIONS = List.of("1.3", "1.4", "1.5", "2.0");
    private static final List<String> INSTRUCTION_SETS = List.of(
            "sse",
            "avx",
            "avx_gen2",
            "avx2",
            "avx_gen4",
            "avx512",
            "fma_avx2",
            "fma_avx512",
            "vaes_avx2",
            "vaes_avx512");

    private static final int AT_GCM128_ENC = 256;
    private static final int AT_GCM256_ENC = 272;
    private static final int AT_GCM128_DEC = 280;
    private static final int AT_GCM256_DEC = 296;
    private static final int AT_GCM128_PRE = 448;
    private static final int AT_GCM256_PRE = 464;
    private static final int AT_CHACHA_INIT = 920;
    private static final int AT_CHACHA_ENC = 928;
    private static final int AT_CHACHA_DEC = 936;
    private static final int AT_CHACHA_FINISH = 944;
    private static final int MANAGER_OCTETS_READ = 952;

    private static final Map<String, Integer> GCM = Map.of(
            "aes_gcm_enc_128_", AT_GCM128_ENC,
            "aes_gcm_enc_256_", AT_GCM256_ENC,
            "aes_gcm_dec_128_", AT_GCM128_DEC,
            "aes_gcm_dec_256_", AT_GCM256_DEC,
            "aes_gcm_pre_128_", AT_GCM128_PRE,
            "aes_gcm_pre_256_", AT_GCM256_PRE);

    /// What the library takes where there is neither AVX-512 nor GFNI, and what it could take where there is VAES.
    /// Version 2 asks for GFNI too, which AES-GCM does not use and AMD's Zen 3 does not have: half as fast without.
    private static final String ONE_BLOCK = "avx_gen4";

    private static final String TWO_BLOCKS = "vaes_avx2";
    private static final List<String> FLAGS_OF_TWO_BLOCKS = List.of("avx2", "vaes", "vpclmulqdq");

    private static final FunctionDescriptor SEAL_OR_OPEN = FunctionDescriptor.ofVoid(
            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
            JAVA_LONG);
    private static final FunctionDescriptor PREPARE = FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG);
    private static final FunctionDescriptor FIVE =
            FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final FunctionDescriptor FINISH = FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, JAVA_LONG);

    private static final NativeLibrary LIBRARY = NativeLibrary.first("libIPSec_MB.so.2", "libIPSec_MB.so.1");
    private static final Found FOUND = find();
    private static final MethodHandle GCM128_ENC = NativeLibrary.briefAt(FOUND.at(AT_GCM128_ENC), SEAL_OR_OPEN);
    private static final MethodHandle GCM256_ENC = NativeLibrary.briefAt(FOUND.at(AT_GCM256_ENC), SEAL_OR_OPEN);
    private static final MethodHandle GCM128_DEC = NativeLibrary.briefAt(FOUND.at(AT_GCM128_DEC), SEAL_OR_OPEN);
    private static final MethodHandle GCM256_DEC = NativeLibrary.briefAt(FOUND.at(AT_GCM256_DEC), SEAL_OR_OPEN);
    private static final MethodHandle GCM128_PRE = NativeLibrary.briefAt(FOUND.at(AT_GCM128_PRE), PREPARE);
    private static final MethodHandle GCM256_PRE = NativeLibrary.briefAt(FOUND.at(AT_GCM256_PRE), PREPARE);
    private static final MethodHandle CHACHA_INIT = NativeLibrary.briefAt(FOUND.at(AT_CHACHA_INIT), FIVE);
    private static final MethodHandle CHACHA_ENC = NativeLibrary.briefAt(FOUND.at(AT_CHACHA_ENC), FIVE);
    private static final MethodHandle CHACHA_DEC = NativeLibrary.briefAt(FOUND.at(AT_CHACHA_DEC), FIVE);
    private static final MethodHandle CHACHA_FINISH = NativeLibrary.briefAt(FOUND.at(AT_CHACHA_FINISH), FINISH);

    private IpsecMb() {}

    /// The start of the manager, a copy; all zeros if the library is not used.
    private static final class Found {
        private final LibraryState state;
        private final long[] manager;

        Found(LibraryState state, long[] manager) {
            this.state = state;
            this.manager = manager;
        }

        long at(int offset) {
            return manager[offset / Long.BYTES];
        }
    }

    public static LibraryState state() {
        return FOUND.state;
    }

    /// Prepares the key at `key`, 16 octets or 32, for the packets to come.
    public static void gcmPrepare(boolean longKey, long key, long prepared) {
        try {
            if (longKey) {
                GCM256_PRE.invokeExact(key, prepared);
            } else {
                GCM128_PRE.invokeExact(key, prepared);
            }
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    /// Encrypts `length` octets and writes the tag of 16. The nonce has 12 octets.
    public static void gcmSeal(
            boolean longKey,
            long prepared,
            long context,
            long target,
            long source,
            long length,
            long nonce,
            long associated,
            long associatedLength,
            long tag) {
        try {
            if (longKey) {
                GCM256_ENC.invokeExact(
                        prepared, context, target, source, length, nonce, associated, associatedLength, tag, 16L);
            } else {
                GCM128_ENC.invokeExact(
                        prepared, context, target, source, length, nonce, associated, associatedLength, tag, 16L);
            }
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    /// Decrypts `length` octets and writes the tag that the packet should have: comparing is the caller's.
    public static void gcmOpen(
            boolean longKey,
            long prepared,
            long context,
            long target,
            long source,
            long length,
            long nonce,
            long associated,
            long associatedLength,
            long tag) {
        try {
            if (longKey) {
                GCM256_DEC.invokeExact(
                        prepared, context, target, source, length, nonce, associated, associatedLength, tag, 16L);
            } else {
                GCM128_DEC.invokeExact(
                        prepared, context, target, source, length, nonce, associated, associatedLength, tag, 16L);
            }
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    public static void chaChaBegin(long key, long context, long nonce, long associated, long associatedLength) {
        try {
            CHACHA_INIT.invokeExact(key, context, nonce, associated, associatedLength);
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    public static void chaChaSeal(long key, long context, long target, long source, long length) {
        try {
            CHACHA_ENC.invokeExact(key, context, target, source, length);
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    public static void chaChaOpen(long key, long context, long target, long source, long length) {
        try {
            CHACHA_DEC.invokeExact(key, context, target, source, length);
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    /// Writes the tag of what was sealed or opened.
    public static void chaChaTag(long context, long tag) {
        try {
            CHACHA_FINISH.invokeExact(context, tag, 16L);
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    private static Found find() {
        long[] nothing = new long[MANAGER_OCTETS_READ / Long.BYTES];
        MethodHandle versionOf = LIBRARY.slow("imb_get_version", FunctionDescriptor.of(JAVA_INT));
        MethodHandle allocate = LIBRARY.slow("alloc_mb_mgr", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));
        MethodHandle fill = LIBRARY.slow("init_mb_mgr_auto", FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG));
        MethodHandle errorOf = LIBRARY.slow("imb_get_errno", FunctionDescriptor.of(JAVA_INT, JAVA_LONG));
        MethodHandle free = LIBRARY.slow("free_mb_mgr", FunctionDescriptor.ofVoid(JAVA_LONG));
        if (!LIBRARY.missing().isEmpty()) {
            return new Found(new LibraryState.Absent(LIBRARY.missing().getFirst()), nothing);
        }
        try {
            int number = (int) versionOf.invokeExact();
            String version = (number >> 16) + "." + (number >> 8 & 0xff);
            if (!KNOWN_VERSIONS.contains(version)) {
                return new Found(new LibraryState.Absent("version " + version + " is not known here"), nothing);
            }
            long manager = (long) allocate.invokeExact(0L);
            if (manager == 0) {
                return new Found(new LibraryState.Absent("it could not make its manager"), nothing);
            }
            fill.invokeExact(manager, 0L);
            int error = (int) errorOf.invokeExact(manager);
            // The functions are the library's own: only its queues go with the manager, and we queue nothing.
            long[] copy = MemorySegment.ofAddress(manager)
                    .reinterpret(MANAGER_OCTETS_READ)
                    .toArray(ValueLayout.JAVA_LONG);
            free.invokeExact(manager);
            if (error != 0) {
                return new Found(new LibraryState.Absent("it does not run on this processor: error " + error), nothing);
            }
            if (!functionsAreThose(copy)) {
                return new Found(
                        new LibraryState.Absent("version " + version + " keeps its functions elsewhere"), nothing);
            }
            String whole = version + "." + (number & 0xff);
            return new Found(new LibraryState.Present(tookTwoBlocks(copy) ? whole + " with VAES" : whole), copy);
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    /// The initialiser of ChaCha20-Poly1305 has no name to be seen; its neighbours have.
    private static boolean functionsAreThose(long[] manager) {
        return GCM.entrySet().stream().allMatch(one -> isOneOf(one.getKey(), manager, one.getValue()))
                && isOneOf("update_enc_chacha20_poly1305_", manager, AT_CHACHA_ENC)
                && isOneOf("update_dec_chacha20_poly1305_", manager, AT_CHACHA_DEC)
                && isOneOf("finalize_chacha20_poly1305_", manager, AT_CHACHA_FINISH);
    }

    /// Whether `manager` has now other functions for AES-GCM than the library chose.
    private static boolean tookTwoBlocks(long[] manager) {
        if (!Processor.ofMachine().has(FLAGS_OF_TWO_BLOCKS)
                || !GCM.entrySet().stream()
                        .allMatch(one -> manager[one.getValue() / Long.BYTES] == address(one.getKey() + ONE_BLOCK)
                                && address(one.getKey() + TWO_BLOCKS) != 0)) {
            return false;
        }
        GCM.forEach((name, offset) -> manager[offset / Long.BYTES] = address(name + TWO_BLOCKS));
        return true;
    }

    /// 0 if the library has none of that name.
    private static long address(String name) {
        return LIBRARY.find(name).map(MemorySegment::address).orElse(0L);
    }

    private static boolean isOneOf(String name, long[] manager, int offset) {
        long function = manager[offset / Long.BYTES];
        LongPredicate same = address -> address == function;
        return INSTRUCTION_SETS.stream()
                .flatMap(set -> LIBRARY.find(name + set).stream())
                .mapToLong(MemorySegment::address)
                .anyMatch(same);
    }

    private static AssertionError bug(Throwable impossible) {
        return new AssertionError("a function's handle does not fit its use", impossible);
    }
}
