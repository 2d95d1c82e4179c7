package org.adit.protocol.ike;

import org.adit.base.diagnosis.Failure;
import org.adit.protocol.exchange.Request;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.wire.IkeHeader;
import org.adit.protocol.wire.IkeMessage;

/// Where an IKE SA stands. Each phase knows what it waits for; [IkeSa] routes to it.
sealed interface Phase permits InitiatorOpening, ResponderOpening, Established, Phase.Ended {
    /// A fresh, authentic request. Answering it, now or later, is the phase's duty.
    void onRequest(Turn turn, IkeHeader header, Path path, Request request);

    /// The authentic response to our outstanding request.
    void onResponse(Turn turn, IkeMessage response);

    /// A response that was authentic but not well-formed, or our request was never answered.
    void onFailed(Turn turn, Failure why);

    /// Our request went unanswered for all its tries.
    void onUnanswered(Turn turn, int tries);

    /// For every timer but RETRANSMIT and KEEPALIVE.
    void onTimer(Turn turn, Timer timer);

    void onAnswer(Turn turn, QuestionId question, Answer answer);

    void onCommand(Turn turn, Command command);

    /// Nothing happens any more.
    record Ended() implements Phase {
        @Override
        public void onRequest(Turn turn, IkeHeader header, Path path, Request request) {}

        @Override
        public void onResponse(Turn turn, IkeMessage response) {}

        @Override
        public void onFailed(Turn turn, Failure why) {}

        @Override
        public void onUnanswered(Turn turn, int tries) {}

        @Override
        public void onTimer(Turn turn, Timer timer) {}

        @Override
        public void onAnswer(Turn turn, QuestionId question, Answer answer) {}

        @Override
        public void onCommand(Turn turn, Command command) {}
    }
}
