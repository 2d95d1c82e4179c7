package org.adit.gateway.session;

import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.net.IpPrefix;
import org.adit.gateway.address.LeaseBook;
import org.adit.gateway.store.Kept;
import org.adit.gateway.store.StoreWrite;
import org.adit.protocol.ike.Answer;
import org.adit.protocol.ike.Command;
import org.adit.protocol.ike.QuestionId;
import org.adit.protocol.ike.SaId;
import org.adit.protocol.ipsec.Spi;

/// What the core wants done, in this order.
public sealed interface GatewayAction {
    record AnswerIke(SaId sa, QuestionId question, Answer answer) implements GatewayAction {}

    record OrderIke(SaId sa, Command command) implements GatewayAction {}

    /// Find the device with this certificate, and its user.
    record LookUp(SaId sa, QuestionId question, Bytes fingerprint) implements GatewayAction {}

    /// Find out where this site is, and start an IKE SA to it.
    record CallSite(String site) implements GatewayAction {}

    record Persist(List<StoreWrite> writes) implements GatewayAction {
        public Persist {
            writes = List.copyOf(writes);
        }
    }

    record ReadCounters(List<Spi> inbound) implements GatewayAction {
        public ReadCounters {
            inbound = List.copyOf(inbound);
        }
    }

    /// The network of a site goes into the tunnel. Pools have routes from the start.
    record AddRoute(IpPrefix network) implements GatewayAction {}

    record RemoveRoute(IpPrefix network) implements GatewayAction {}

    /// A line for the log, without secrets.
    record Log(String line) implements GatewayAction {}

    record Reply(GatewayInput.RequestId request, Said what) implements GatewayAction {}

    sealed interface Said {
        record Sessions(List<SessionView> sessions) implements Said {
            public Sessions {
                sessions = List.copyOf(sessions);
            }
        }

        record Pools(List<LeaseBook.Fill> pools) implements Said {
            public Pools {
                pools = List.copyOf(pools);
            }
        }

        record Attempts(List<Kept.Attempt> attempts) implements Said {
            public Attempts {
                attempts = List.copyOf(attempts);
            }
        }

        /// How many SAs get new keys; 0 if there is no such session.
        record Rekeying(int sas) implements Said {}

        /// How many sessions it ended.
        record Ended(int sessions) implements Said {}
    }

    /// A session for people.
    record SessionView(
            long number,
            String user,
            String device,
            String role,
            List<String> addresses,
            String peer,
            java.time.Instant since,
            Optional<String> suite,
            int children,
            long inboundOctets,
            long outboundOctets) {
        public SessionView {
            addresses = List.copyOf(addresses);
        }
    }
}
