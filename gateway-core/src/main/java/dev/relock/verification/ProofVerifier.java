package dev.relock.verification;

import dev.relock.decision.DeviceEvidence;
import dev.relock.device.DeviceIdentity;
import dev.relock.device.DeviceState;
import dev.relock.device.DeviceStore;
import dev.relock.epoch.Epoch;
import dev.relock.gateway.Verification;
import dev.relock.gateway.Verification.Proven;
import dev.relock.gateway.Verification.Refused;
import dev.relock.proof.DeviceProof;
import dev.relock.proof.Refusal;
import dev.relock.protocol.DeviceId;
import dev.relock.protocol.Origin;
import dev.relock.store.Store;
import dev.relock.token.TokenContext;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The one place that verifies a proof, in the order of docs/protocol.md section 8: the window is marked last, so that
 * nobody can spend another's tokens.
 */
public final class ProofVerifier {
    private static final int THUMBPRINT_BYTES = 32;

    private final String realmId;
    private final Optional<Origin> keycloakOrigin;
    private final DeviceStore devices;
    private final Store<Epoch> epochs;

    public ProofVerifier(String realmId, Optional<Origin> keycloakOrigin, DeviceStore devices, Store<Epoch> epochs) {
        this.realmId = realmId;
        this.keycloakOrigin = keycloakOrigin;
        this.devices = devices;
        this.epochs = epochs;
    }

    /** What the request must satisfy beyond the token itself. */
    public interface Requirement {
        /** Why an epoch will not do, or empty when it will. */
        Optional<Refusal> check(Epoch epoch);
    }

    /** For what the token of an epoch may have been made. */
    public interface Contexts {
        /** Any of them will do; with none, none will. */
        List<TokenContext> of(Epoch epoch);
    }

    /** Verifies a proof whose token must be good for exactly {@code context}, and spends the token. */
    public Verification verify(DeviceProof proof, TokenContext context, Requirement requirement, long now) {
        return verify(proof, epoch -> List.of(context), requirement, now);
    }

    /**
     * Verifies a proof and spends its token.
     *
     * @param now seconds since 1970
     */
    public Verification verify(DeviceProof proof, Contexts contexts, Requirement requirement, long now) {
        while (true) {
            Optional<Epoch> found = epochs.get(proof.token().epochId())
                    .filter(e -> e.identity().realmId().equals(realmId));
            if (found.isEmpty() || found.get().isOver(now)) {
                return new Refused(explainAbsence(proof));
            }
            Epoch epoch = found.get();
            Optional<Refusal> refusal = check(proof, contexts, requirement, epoch);
            if (refusal.isPresent()) {
                return new Refused(refusal.get());
            }
            Optional<Epoch> spent = epoch.spend(proof.token(), now);
            if (spent.isEmpty()) {
                return new Refused(Refusal.REPLAYED);
            }
            Optional<DeviceState> device = devices.get(epoch.identity().key());
            if (device.isEmpty()) {
                return new Refused(Refusal.EPOCH_UNKNOWN);
            }
            if (device.get().hasEnded()) {
                return new Refused(Refusal.ENDED);
            }
            if (!device.get().hasEpoch(epoch.id())) {
                // Closed, or older than the device knows: such an entry may have come back from a node that was cut
                // off.
                return new Refused(Refusal.EPOCH_UNKNOWN);
            }
            if (epochs.replace(epoch.id(), epoch, spent.get())) {
                return new Proven(evidence(device.get(), epoch.id(), now));
            }
        }
    }

    /**
     * A device that has proven itself before, as it is now; empty when it has ended. The epoch of the proof may have ended
     * with its page: what was proven in it was proven.
     */
    public Optional<DeviceEvidence> recall(DeviceId device, String epochId, long provenAt) {
        return devices.get(DeviceIdentity.key(realmId, device))
                .filter(state -> !state.hasEnded())
                .map(state -> evidence(state, epochId, provenAt));
    }

    private Optional<Refusal> check(DeviceProof proof, Contexts contexts, Requirement requirement, Epoch epoch) {
        if (!epoch.session().equals(proof.session()) && !isKnownSession(proof.session())) {
            return Optional.of(Refusal.SESSION_UNKNOWN);
        }
        Optional<Refusal> unmet = requirement.check(epoch);
        if (unmet.isPresent()) {
            return unmet;
        }
        boolean isMadeForThis = contexts.of(epoch).stream().anyMatch(context -> epoch.isMacOf(proof.token(), context));
        if (!epoch.session().equals(proof.session()) || !isMadeForThis) {
            return Optional.of(Refusal.MAC);
        }
        if (!epoch.isSignatureOf(proof.token(), proof.signature())) {
            return Optional.of(Refusal.SIGNATURE);
        }
        return Optional.empty();
    }

    private Refusal explainAbsence(DeviceProof proof) {
        Optional<DeviceState> device = deviceOf(proof.session());
        if (device.isEmpty() || !device.get().isSession(proof.session())) {
            return Refusal.SESSION_UNKNOWN;
        }
        return device.get().hasEnded() ? Refusal.ENDED : Refusal.EPOCH_UNKNOWN;
    }

    private boolean isKnownSession(String session) {
        return deviceOf(session).filter(device -> device.isSession(session)).isPresent();
    }

    /** A session names its device by the thumbprint it begins with. */
    private Optional<DeviceState> deviceOf(String session) {
        byte[] thumbprint = Arrays.copyOf(HexFormat.of().parseHex(session), THUMBPRINT_BYTES);
        return devices.get(DeviceIdentity.key(realmId, DeviceId.ofThumbprint(thumbprint)));
    }

    private DeviceEvidence evidence(DeviceState device, String epochId, long provenAt) {
        DeviceIdentity identity = device.identity();
        return new DeviceEvidence(
                identity.id(),
                identity.publicKey(),
                identity.issuer(),
                identity.origin(),
                keycloakOrigin.filter(identity.origin()::equals).isPresent(),
                device.ratchet().lineage(),
                device.ratchet().version(),
                epochId,
                device.session(),
                Set.copyOf(device.owners()),
                provenAt);
    }
}
