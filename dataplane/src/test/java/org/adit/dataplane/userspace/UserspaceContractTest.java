package org.adit.dataplane.userspace;

import org.adit.protocol.contract.DataPlaneContract;
import org.adit.protocol.contract.TwoDataPlanes;
import org.adit.protocol.ipsec.EspSuite;
import org.junit.jupiter.api.Nested;

/// The contract, with every cipher, outside over either family.
class UserspaceContractTest {
    @Nested
    class WithAesGcm extends DataPlaneContract {
        @Override
        protected EspSuite suite() {
            return RealCiphers.AES_GCM;
        }

        @Override
        protected TwoDataPlanes twoDataPlanes() {
            return TwoInMemory.overV4(RealCiphers.seeded(1));
        }
    }

    @Nested
    class WithShortSequenceNumbers extends DataPlaneContract {
        @Override
        protected EspSuite suite() {
            return RealCiphers.AES_GCM_SHORT;
        }

        @Override
        protected TwoDataPlanes twoDataPlanes() {
            return TwoInMemory.overV6(RealCiphers.seeded(2));
        }
    }

    @Nested
    class WithChaCha extends DataPlaneContract {
        @Override
        protected EspSuite suite() {
            return RealCiphers.CHACHA;
        }

        @Override
        protected TwoDataPlanes twoDataPlanes() {
            return TwoInMemory.overV6(RealCiphers.seeded(3));
        }
    }

    /// Half of its pairs belong to the worker that nothing comes to.
    @Nested
    class WithTwoWorkers extends DataPlaneContract {
        @Override
        protected EspSuite suite() {
            return RealCiphers.AES_GCM;
        }

        @Override
        protected TwoDataPlanes twoDataPlanes() {
            return TwoInMemory.withWorkers(RealCiphers.seeded(5), 2);
        }
    }

    @Nested
    class WithSixteenWorkers extends DataPlaneContract {
        @Override
        protected EspSuite suite() {
            return RealCiphers.CHACHA;
        }

        @Override
        protected TwoDataPlanes twoDataPlanes() {
            return TwoInMemory.withWorkers(RealCiphers.seeded(6), 16);
        }
    }

    @Nested
    class WithAesCbc extends DataPlaneContract {
        @Override
        protected EspSuite suite() {
            return RealCiphers.AES_CBC;
        }

        @Override
        protected TwoDataPlanes twoDataPlanes() {
            return TwoInMemory.overV4(RealCiphers.seeded(4));
        }
    }
}
