package dev.relock.keycloak;

import dev.relock.decision.TrustState;
import dev.relock.gateway.ExchangeReply;
import dev.relock.gateway.Verification;
import dev.relock.handshake.ExchangeOutcome;
import dev.relock.handshake.ExchangeOutcome.Accepted;
import dev.relock.handshake.ExchangeOutcome.Challenged;
import dev.relock.handshake.ExchangeOutcome.Collided;
import dev.relock.handshake.ExchangeOutcome.Contact;
import dev.relock.handshake.ExchangeOutcome.Ended;
import dev.relock.handshake.ExchangeOutcome.Limited;
import dev.relock.metrics.Meter;
import dev.relock.metrics.Meters;
import dev.relock.owner.Assurance;
import java.util.Map;
import java.util.function.Supplier;

/** Measures what one gateway does. Every label comes from one of the fixed sets here. */
final class Stopwatch {
    private static final Map<Contact, String> CONTACTS =
            Map.of(Contact.FRESH, "enrolled", Contact.KNOWN, "rotated", Contact.RESTARTED, "restarted");

    private final Meters meters;
    private String exchange = "failed";

    Stopwatch(Meters meters) {
        this.meters = meters;
    }

    /** Times a key agreement; {@link #saw} tells what came of it. */
    ExchangeReply exchange(Supplier<ExchangeReply> agreement) {
        long begin = System.nanoTime();
        exchange = "failed";
        try {
            ExchangeReply reply = agreement.get();
            if (exchange.equals("failed") && reply.status() < 500) {
                exchange = "refused";
            }
            return reply;
        } finally {
            meters.time(Meter.EXCHANGE, exchange, System.nanoTime() - begin);
        }
    }

    void saw(ExchangeOutcome outcome) {
        exchange = label(outcome);
        if (outcome instanceof Collided) {
            meters.count(Meter.COLLISION, "");
        }
    }

    private static String label(ExchangeOutcome outcome) {
        if (outcome instanceof Accepted accepted) {
            return CONTACTS.get(accepted.contact());
        }
        if (outcome instanceof Challenged) {
            return "challenged";
        }
        if (outcome instanceof Ended) {
            return "ended";
        }
        if (outcome instanceof Limited) {
            return "limited";
        }
        return outcome instanceof Collided ? "collided" : "full";
    }

    Verification verification(Supplier<Verification> verification) {
        long begin = System.nanoTime();
        Verification result = verification.get();
        String label = result instanceof Verification.Refused refused
                ? refused.refusal().id()
                : "proven";
        meters.time(Meter.VERIFICATION, label, System.nanoTime() - begin);
        return result;
    }

    TrustState decision(Supplier<TrustState> decision) {
        long begin = System.nanoTime();
        TrustState state = decision.get();
        meters.time(Meter.DECISION, state.id(), System.nanoTime() - begin);
        return state;
    }

    void bound(Assurance assurance) {
        meters.count(Meter.BINDING, assurance.id());
    }
}
