package dev.relock.handshake;

import dev.relock.device.DeviceState;
import dev.relock.epoch.Epoch;
import java.util.Set;

/** What came of a well-formed, device-signed message. */
public sealed interface ExchangeOutcome {

    /**
     * The step was made or repeated and an epoch opened.
     *
     * @param answerMacKey MAC key of the root that the message builds on
     * @param contact what kind of contact it was
     * @param networkChanged whether the address prefix differs from the last contact's
     */
    record Accepted(
            DeviceState state, Epoch epoch, byte[] nonce, byte[] answerMacKey, Contact contact, boolean networkChanged)
            implements ExchangeOutcome {}

    /**
     * It does not fit, or nothing is held: prove freshness first.
     *
     * @param challenge 56 bytes
     * @param holdsOther whether the gateway holds another root, rather than none
     * @param restart whether the device must start over from the zero root
     */
    record Challenged(byte[] challenge, boolean holdsOther, boolean restart) implements ExchangeOutcome {}

    /** The device has ended for good. */
    record Ended(String reason) implements ExchangeOutcome {}

    /**
     * Two copies of the device exist; it has just been ended.
     *
     * @param before the device as it was
     * @param owners whoever is known to own it, from its entry and from the sealed cookie that came along
     */
    record Collided(DeviceState before, Set<String> owners) implements ExchangeOutcome {}

    /** A browser that nobody owns is not let in: there are as many as may be, or as many open pages. */
    record Full() implements ExchangeOutcome {}

    /** A browser that was never here is not taken in: too many came. */
    record Limited() implements ExchangeOutcome {}

    /** Kinds of contact, as the events tell them. */
    enum Contact {
        /** First contact ever. */
        FRESH,
        /** Known device, unbroken chain. */
        KNOWN,
        /** Known device, but the key agreement had to start over. */
        RESTARTED
    }
}
