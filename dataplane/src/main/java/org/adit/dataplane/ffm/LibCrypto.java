package org.adit.dataplane.ffm;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The system's libcrypto (OpenSSL 3 and newer, Apache-2.0), if there is one: its EVP ciphers and HMAC. Each function
/// returns whether the library did it. The caller answers for the lengths behind every address, and frees what it made.
public final class LibCrypto {
    /// The ciphers by the names that the library fetches them by.
    public enum Cipher {
        AES_128_GCM("AES-128-GCM"),
        AES_256_GCM("AES-256-GCM"),
        CHACHA20_POLY1305("ChaCha20-Poly1305"),
        AES_128_CBC("AES-128-CBC"),
        AES_256_CBC("AES-256-CBC");

        private final long handle;

        Cipher(String name) {
            this.handle = fetched(FETCH_CIPHER, name);
        }

        public boolean offered() {
            return handle != 0;
        }

        private boolean aead() {
            return switch (this) {
                case AES_128_GCM, AES_256_GCM, CHACHA20_POLY1305 -> true;
                case AES_128_CBC, AES_256_CBC -> false;
            };
        }
    }

    public enum Digest {
        SHA2_256("SHA2-256"),
        SHA2_384("SHA2-384"),
        SHA2_512("SHA2-512");

        private final long handle;

        Digest(String name) {
            this.handle = fetched(FETCH_DIGEST, name);
        }

        public boolean offered() {
            return handle != 0;
        }
    }

    private static final int VERSION_STRING = 6;
    private static final int CTRL_GET_TAG = 0x10;
    private static final int CTRL_SET_TAG = 0x11;
    private static final int TAG_OCTETS = 16;
    private static final int KEEP_DIRECTION = -1;

    private static final NativeLibrary LIBRARY = NativeLibrary.first("libcrypto.so.4", "libcrypto.so.3");
    private static final MethodHandle FETCH_CIPHER =
            slow("EVP_CIPHER_fetch", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle FETCH_DIGEST = slow("EVP_MD_fetch", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle VERSION = slow("OpenSSL_version", JAVA_LONG, JAVA_INT);
    private static final MethodHandle NEW = slow("EVP_CIPHER_CTX_new", JAVA_LONG);
    private static final MethodHandle FREE = slowVoid("EVP_CIPHER_CTX_free", JAVA_LONG);
    private static final MethodHandle SET_KEY =
            slow("EVP_CipherInit_ex", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT);
    private static final MethodHandle SET_PADDING = slow("EVP_CIPHER_CTX_set_padding", JAVA_INT, JAVA_LONG, JAVA_INT);
    private static final MethodHandle BEGIN =
            brief("EVP_CipherInit_ex", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT);
    private static final MethodHandle UPDATE =
            brief("EVP_CipherUpdate", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT);
    private static final MethodHandle FINISH = brief("EVP_CipherFinal_ex", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle CONTROL =
            brief("EVP_CIPHER_CTX_ctrl", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG);
    private static final MethodHandle HMAC_NEW = slow("HMAC_CTX_new", JAVA_LONG);
    private static final MethodHandle HMAC_FREE = slowVoid("HMAC_CTX_free", JAVA_LONG);
    private static final MethodHandle HMAC_KEY =
            slow("HMAC_Init_ex", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle HMAC_BEGIN =
            brief("HMAC_Init_ex", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle HMAC_UPDATE = brief("HMAC_Update", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle HMAC_FINISH = brief("HMAC_Final", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final LibraryState STATE = LIBRARY.missing().isEmpty()
            ? new LibraryState.Present(version())
            : new LibraryState.Absent(LIBRARY.missing().getFirst());

    private LibCrypto() {}

    public static LibraryState state() {
        return STATE;
    }

    /// A context of `cipher` with the key at `key`, which it copies; 0 if the library refused.
    public static long cipher(Cipher cipher, long key, boolean encrypting) {
        try {
            long context = (long) NEW.invokeExact();
            if (context != 0
                    && (int) SET_KEY.invokeExact(context, cipher.handle, 0L, key, 0L, encrypting ? 1 : 0) == 1
                    && (cipher.aead() || (int) SET_PADDING.invokeExact(context, 0) == 1)) {
                return context;
            }
            FREE.invokeExact(context); // of 0 is nothing
            return 0;
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    /// Wipes, too.
    public static void freeCipher(long context) {
        try {
            FREE.invokeExact(context);
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    /// The next packet, with the key and the direction that the context has.
    public static boolean begin(long context, long iv) {
        try {
            return (int) BEGIN.invokeExact(context, 0L, 0L, 0L, iv, KEEP_DIRECTION) == 1;
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    /// `target` 0 means associated data. `written` is the address of an `int`.
    public static boolean update(long context, long target, long written, long source, int length) {
        try {
            return (int) UPDATE.invokeExact(context, target, written, source, length) == 1;
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    /// When opening an AEAD, whether the tag was right. Nothing is written to `target` by the ciphers here.
    public static boolean finish(long context, long target, long written) {
        try {
            return (int) FINISH.invokeExact(context, target, written) == 1;
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    /// Writes the tag of 16 octets of what was sealed.
    public static boolean tag(long context, long tag) {
        try {
            return (int) CONTROL.invokeExact(context, CTRL_GET_TAG, TAG_OCTETS, tag) == 1;
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    /// Says which tag what is opened must have.
    public static boolean expect(long context, long tag) {
        try {
            return (int) CONTROL.invokeExact(context, CTRL_SET_TAG, TAG_OCTETS, tag) == 1;
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    /// A context of HMAC with the key at `key`, which it copies; 0 if the library refused.
    public static long hmac(Digest digest, long key, int keyOctets) {
        try {
            long context = (long) HMAC_NEW.invokeExact();
            if (context != 0 && (int) HMAC_KEY.invokeExact(context, key, keyOctets, digest.handle, 0L) == 1) {
                return context;
            }
            HMAC_FREE.invokeExact(context); // of 0 is nothing
            return 0;
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    /// Wipes, too.
    public static void freeHmac(long context) {
        try {
            HMAC_FREE.invokeExact(context);
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    /// The next message, with the key that the context has.
    public static boolean beginHmac(long context) {
        try {
            return (int) HMAC_BEGIN.invokeExact(context, 0L, 0, 0L, 0L) == 1;
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    public static boolean updateHmac(long context, long source, long length) {
        try {
            return (int) HMAC_UPDATE.invokeExact(context, source, length) == 1;
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    /// Writes all of the digest, up to 64 octets, and its length to the `int` at `written`.
    public static boolean finishHmac(long context, long target, long written) {
        try {
            return (int) HMAC_FINISH.invokeExact(context, target, written) == 1;
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    private static String version() {
        try {
            long text = (long) VERSION.invokeExact(VERSION_STRING);
            return MemorySegment.ofAddress(text).reinterpret(64).getString(0);
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    private static long fetched(MethodHandle fetch, String name) {
        if (STATE instanceof LibraryState.Absent) {
            return 0;
        }
        try (Arena arena = Arena.ofConfined()) {
            return (long) fetch.invokeExact(0L, arena.allocateFrom(name).address(), 0L);
        } catch (Throwable impossible) {
            throw bug(impossible);
        }
    }

    private static MethodHandle slow(String name, MemoryLayout result, MemoryLayout... parameters) {
        return LIBRARY.slow(name, FunctionDescriptor.of(result, parameters));
    }

    private static MethodHandle slowVoid(String name, MemoryLayout... parameters) {
        return LIBRARY.slow(name, FunctionDescriptor.ofVoid(parameters));
    }

    private static MethodHandle brief(String name, MemoryLayout result, MemoryLayout... parameters) {
        return LIBRARY.brief(name, FunctionDescriptor.of(result, parameters));
    }

    private static AssertionError bug(Throwable impossible) {
        return new AssertionError("a function's handle does not fit its use", impossible);
    }
}
