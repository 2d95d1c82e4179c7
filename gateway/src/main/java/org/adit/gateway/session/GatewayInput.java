package org.adit.gateway.session;

import java.util.List;
import java.util.Map;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.gateway.access.AccessRules;
import org.adit.gateway.access.Admission;
import org.adit.gateway.identity.UserName;
import org.adit.protocol.ike.IkeEvent;
import org.adit.protocol.ike.QuestionId;
import org.adit.protocol.ike.SaId;
import org.adit.protocol.ipsec.SaCounters;
import org.adit.protocol.ipsec.Spi;

/// Everything that can happen to a [GatewayCore].
public sealed interface GatewayInput {
    /// The engine asks whether this peer may in.
    record Asked(SaId sa, QuestionId question, AdmitRequest request) implements GatewayInput {}

    record Happened(SaId sa, IkeEvent event) implements GatewayInput {}

    /// The answer to [GatewayAction.LookUp].
    record LookedUp(SaId sa, QuestionId question, Result<Admission.Known, Failure> known) implements GatewayInput {}

    /// The data plane is about to forget this pair; these were its last counters.
    record PairRemoved(SaId sa, Spi inbound, SaCounters last) implements GatewayInput {}

    /// The answer to [GatewayAction.ReadCounters]; pairs that are gone are missing.
    record Counted(Map<Spi, SaCounters> counters) implements GatewayInput {
        public Counted {
            counters = Map.copyOf(counters);
        }
    }

    /// The call that [GatewayAction.CallSite] wanted goes by this name; its events follow.
    record SiteCalled(String site, SaId sa) implements GatewayInput {}

    /// It could not even be begun.
    record SiteNotCalled(String site, Failure why) implements GatewayInput {}

    record Asks(RequestId request, Wanted what) implements GatewayInput {}

    /// New rules for peers to come; sessions that live stay as they are.
    record RulesChanged(AccessRules rules) implements GatewayInput {}

    record TimeReached() implements GatewayInput {}

    /// The gateway stops: all sessions end.
    record Stopping() implements GatewayInput {}

    /// Joins a reply to what was wanted.
    record RequestId(long number) {}

    /// What an administrator wants, after the store was changed where it had to be.
    sealed interface Wanted {
        record Sessions() implements Wanted {}

        record Pools() implements Wanted {}

        /// Attempts that are not in the store yet, newest first.
        record RecentAttempts() implements Wanted {}

        record Disconnect(long session, String who) implements Wanted {}

        /// New keys: for the IKE SA, or for the Child SAs.
        record Rekey(long session, boolean children) implements Wanted {}

        record DeviceRevoked(List<String> devices, String who) implements Wanted {
            public DeviceRevoked {
                devices = List.copyOf(devices);
            }
        }

        record UserDisabled(UserName user, String who) implements Wanted {}

        /// The settings took something away from these roles and sites: their sessions end, so that nobody keeps it.
        record Taken(List<String> roles, List<String> sites) implements Wanted {
            public Taken {
                roles = List.copyOf(roles);
                sites = List.copyOf(sites);
            }
        }

        record UserEnabled(UserName user) implements Wanted {}
    }
}
