package dev.relock.handshake;

import dev.relock.device.DeviceIdentity;
import dev.relock.device.DeviceState;
import dev.relock.device.DeviceStore;
import dev.relock.device.Ratchet.Fit;
import dev.relock.epoch.Epoch;
import dev.relock.handshake.ExchangeOutcome.Challenged;
import dev.relock.handshake.ExchangeOutcome.Collided;
import dev.relock.handshake.ExchangeOutcome.Contact;
import dev.relock.handshake.ExchangeOutcome.Ended;
import dev.relock.handshake.ExchangeOutcome.Full;
import dev.relock.handshake.ExchangeOutcome.Limited;
import dev.relock.message.ExchangeMessage;
import dev.relock.message.Purpose;
import dev.relock.protocol.GatewayKeys;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.Root;
import dev.relock.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Key agreement between a device and the gateway: the table of docs/protocol.md section 5. Every change is one
 * put-if-absent or one compare-and-set; a lost race is judged again from what is there then.
 */
public final class Handshake {
    /** Why a device ended that turned up twice. */
    public static final String COLLISION = "collision";

    private static final int MAX_EPOCHS = 32;

    private final String realmId;
    private final String issuer;
    private final DeviceStore devices;
    private final EpochOpener epochs;
    private final GatewayKeys keys;
    private final Seal seal;
    private final byte[] heldNone;
    private final BooleanSupplier mayEnrol;

    /**
     * A gateway's handshake.
     *
     * @param generation names the time since the stores were last empty; see {@link dev.relock.store.Generation}
     */
    public Handshake(
            String realmId,
            String issuer,
            DeviceStore devices,
            Store<Epoch> epochs,
            GatewayKeys keys,
            String generation) {
        this(realmId, issuer, devices, epochs, keys, generation, MAX_EPOCHS, () -> true);
    }

    /**
     * A gateway's handshake, within limits.
     *
     * @param generation names the time since the stores were last empty; see {@link dev.relock.store.Generation}
     * @param maxEpochs open epochs of one device; the oldest gives way
     * @param mayEnrol whether the sender, whom nothing shows to have been here before, may be taken in; asked once for each
     */
    public Handshake(
            String realmId,
            String issuer,
            DeviceStore devices,
            Store<Epoch> epochs,
            GatewayKeys keys,
            String generation,
            int maxEpochs,
            BooleanSupplier mayEnrol) {
        this.realmId = realmId;
        this.issuer = issuer;
        this.devices = devices;
        this.epochs = new EpochOpener(issuer, epochs, keys, maxEpochs);
        this.keys = keys;
        this.seal = new Seal(keys);
        this.heldNone = ("none " + generation).getBytes(StandardCharsets.UTF_8);
        this.mayEnrol = mayEnrol;
    }

    /**
     * Judges a message that its device has signed.
     *
     * @param sealedCookie what the browser keeps for us, or null
     * @param network address prefix of the sender
     * @param now seconds since 1970
     * @throws MalformedException when its step key is not valid
     */
    public ExchangeOutcome handle(ExchangeMessage message, String sealedCookie, String network, long now)
            throws MalformedException {
        ExchangeRequest request = new ExchangeRequest(message, identity(message), sealedCookie, network, now);
        while (true) {
            Optional<DeviceState> held = devices.get(request.identity().key());
            Optional<ExchangeOutcome> outcome = held.isPresent() ? onHeld(request, held.get()) : onNone(request);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
    }

    /** What the browser is to keep for us. */
    public String seal(DeviceState state, long now) {
        return seal.seal(state, now);
    }

    private DeviceIdentity identity(ExchangeMessage message) {
        return new DeviceIdentity(
                realmId,
                message.deviceKey().id().value(),
                message.deviceKey().canonicalJwk(),
                issuer,
                message.origin().value());
    }

    /** Empty when a race was lost. */
    private Optional<ExchangeOutcome> onHeld(ExchangeRequest request, DeviceState held) throws MalformedException {
        ExchangeMessage message = request.message();
        if (held.hasEnded()) {
            return Optional.of(new Ended(held.ended()));
        }
        if (!held.identity().equals(request.identity())) {
            // The same key under another origin or issuer: no honest agent does that, and nothing is told or changed.
            return Optional.of(challenge(request, heldNone, false));
        }
        Fit fit = isOurIssuer(message) ? held.ratchet().fit(message) : Fit.NOT;
        if (fit != Fit.NOT && held.owners().isEmpty() && epochs.isFull()) {
            return Optional.of(new Full());
        }
        if (fit != Fit.NOT) {
            return advance(request, held, fit, Contact.KNOWN);
        }
        byte[] heldRootId = Root.of(held.ratchet().root()).id();
        if (message.purpose() == Purpose.CONFLICT
                && isOurIssuer(message)
                && challengeOf(request, heldRootId).isGood(message.challenge(), request.now())) {
            return collide(request, held);
        }
        return Optional.of(challenge(request, heldRootId, false));
    }

    private Optional<ExchangeOutcome> onNone(ExchangeRequest request) throws MalformedException {
        ExchangeMessage message = request.message();
        Optional<SealedState> sealed = seal.open(request.sealedCookie(), request.identity());
        boolean resumable = isOurIssuer(message)
                && sealed.isPresent()
                && sealed.get().ratchet().fit(message) != Fit.NOT;
        boolean fromZero = message.n() == 0;
        if (message.purpose() != Purpose.ENROL
                || !isOurIssuer(message)
                || !challengeOf(request, heldNone).isGood(message.challenge(), request.now())
                || !(fromZero || resumable)) {
            return Optional.of(challenge(request, heldNone, !fromZero && !resumable));
        }
        List<String> owners = sealed.map(SealedState::owners).orElse(List.of());
        if (owners.isEmpty() && (devices.isFull() || epochs.isFull())) {
            return Optional.of(new Full());
        }
        if (sealed.isEmpty() && !mayEnrol.getAsBoolean()) {
            return Optional.of(new Limited());
        }
        if (resumable) {
            return create(request, sealed.get().resume(request.identity()), Contact.KNOWN);
        }
        boolean known = message.known() || sealed.isPresent();
        return create(
                request,
                DeviceState.create(request.identity(), owners, request.network()),
                known ? Contact.RESTARTED : Contact.FRESH);
    }

    /** Makes the entry as it is after its first step in one write, so that no entry without a step is ever seen. */
    private Optional<ExchangeOutcome> create(ExchangeRequest request, DeviceState from, Contact contact)
            throws MalformedException {
        Fit fit = from.ratchet().fit(request.message());
        if (fit == Fit.NOT) {
            return Optional.of(challenge(request, heldNone, true));
        }
        Opening opening = epochs.open(request, from, fit);
        if (!devices.create(opening.next())) {
            epochs.close(opening);
            return Optional.empty();
        }
        return Optional.of(opening.accepted(contact, from));
    }

    private Optional<ExchangeOutcome> advance(ExchangeRequest request, DeviceState held, Fit fit, Contact contact)
            throws MalformedException {
        Opening opening = epochs.open(request, held, fit);
        if (!devices.replace(held, opening.next())) {
            epochs.close(opening);
            return Optional.empty();
        }
        epochs.closeDropped(held, opening);
        return Optional.of(opening.accepted(contact, held));
    }

    private Optional<ExchangeOutcome> collide(ExchangeRequest request, DeviceState held) {
        Set<String> owners = new LinkedHashSet<>(held.owners());
        seal.open(request.sealedCookie(), request.identity())
                .map(SealedState::owners)
                .ifPresent(owners::addAll);
        if (!devices.replace(held, held.end(COLLISION, owners))) {
            return Optional.empty();
        }
        epochs.closeAll(held);
        return Optional.of(new Collided(held, owners));
    }

    private Challenged challenge(ExchangeRequest request, byte[] heldRootId, boolean restart) {
        return new Challenged(challengeOf(request, heldRootId).give(request.now()), heldRootId != heldNone, restart);
    }

    private Challenge challengeOf(ExchangeRequest request, byte[] heldRootId) {
        byte[] secret = keys.secret(keys.secretId()).orElseThrow();
        return new Challenge(
                secret,
                realmId,
                issuer,
                request.message().origin(),
                request.identity().id(),
                heldRootId);
    }

    /** A device that does not know the issuer yet may leave it out of its very first steps. */
    private boolean isOurIssuer(ExchangeMessage message) {
        return message.issuer().equals(issuer)
                || (message.issuer().isEmpty() && message.n() == 0 && message.purpose() == Purpose.STEP);
    }
}
