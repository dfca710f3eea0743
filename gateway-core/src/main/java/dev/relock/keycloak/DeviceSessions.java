package dev.relock.keycloak;

import dev.relock.decision.DeviceEvidence;
import dev.relock.device.DeviceState;
import dev.relock.device.EpochRef;
import dev.relock.device.SignedIn;
import dev.relock.gateway.GatewayProof;
import dev.relock.gateway.SignInOutcome;
import dev.relock.gateway.SignInRequest;
import dev.relock.gateway.SignedInOwner;
import dev.relock.handshake.ExchangeReplies;
import dev.relock.owner.Assurance;
import dev.relock.statement.Confirmation;
import dev.relock.statement.StatementType;
import dev.relock.statement.Statements;
import java.util.Optional;

/** What a device does once it has proven itself: sign in and out, close a tab, be erased. */
final class DeviceSessions {
    private static final String CLEARED = "cleared";

    private final RealmContext context;
    private final Ownership ownership;

    DeviceSessions(RealmContext context, Ownership ownership) {
        this.context = context;
        this.ownership = ownership;
    }

    SignInOutcome signIn(DeviceEvidence evidence, SignInRequest request) {
        Optional<DeviceSignIn.Identified> identified = new DeviceSignIn(
                        context.session(), context.realm(), context.origins(), context.settings())
                .identify(evidence, request);
        if (identified.isEmpty()) {
            return SignInOutcome.NOT_PROVEN;
        }
        SignedIn signedIn = identified.get().signedIn();
        if (context.devices()
                .update(context.key(evidence), state -> state.withSignedIn(signedIn))
                .isEmpty()) {
            return SignInOutcome.ENDED;
        }
        identified
                .get()
                .application()
                .ifPresent(application -> application.link(evidence.device().value()));
        identified
                .get()
                .user()
                .ifPresent(user -> ownership.bind(evidence, user, Assurance.AUTHENTICATED, context.policy()));
        return SignInOutcome.SIGNED_IN;
    }

    void signOut(DeviceEvidence evidence, boolean forget) {
        String key = context.key(evidence);
        Optional<SignedIn> before = context.devices().get(key).map(DeviceState::signedIn);
        // What an application merely said is nobody's id, and owns nothing.
        if (forget && before.isPresent() && !before.get().userSession().isEmpty()) {
            String userId = before.get().user();
            // First what may fail: whoever asks again must not hear that there is nothing left to forget.
            ownership.remove(userId, evidence.device(), DeviceEvents.FORGOTTEN);
            context.devices().update(key, state -> state.withoutOwner(userId));
        }
        context.devices().update(key, state -> state.withSignedIn(null));
    }

    boolean isAuthenticated(DeviceEvidence evidence) {
        return context.devices()
                .get(context.key(evidence))
                .filter(context.facts()::authenticated)
                .isPresent();
    }

    Optional<SignedInOwner> signedIn(DeviceEvidence evidence) {
        return context.devices()
                .get(context.key(evidence))
                .filter(context.facts()::authenticated)
                .map(DeviceState::signedIn)
                .filter(signedIn -> !signedIn.userSession().isEmpty())
                .map(signedIn -> context.session().users().getUserById(context.realm(), signedIn.user()))
                .map(user -> new SignedInOwner(user, ownership.owned(evidence, user, context.policy())));
    }

    Optional<GatewayProof> greet(DeviceEvidence evidence) {
        return context.epochs()
                .get(evidence.epochId())
                .map(new ExchangeReplies(context.issuer(), context.keys())::proof);
    }

    Optional<String> confirmation(DeviceEvidence evidence, Confirmation.Question question) {
        return context.epochs().get(evidence.epochId()).map(epoch -> {
            Confirmation confirmation = Confirmation.of(evidence, context.now() - epoch.openedAt());
            return new Statements(context.keys())
                    .sign(StatementType.CONFIRMATION, confirmation.claims(context.issuer(), question, context.now()));
        });
    }

    void clear(DeviceEvidence evidence) {
        String key = context.key(evidence);
        Optional<DeviceState> before = context.devices().get(key);
        if (context.devices().update(key, state -> state.end(CLEARED)).isEmpty()) {
            return;
        }
        before.ifPresent(state -> {
            state.epochs().stream().map(EpochRef::id).forEach(context.epochs()::remove);
            state.owners().forEach(owner -> ownership.remove(owner, evidence.device(), DeviceEvents.CLEARED));
        });
    }

    void closeTab(DeviceEvidence evidence) {
        context.devices().update(context.key(evidence), state -> state.withoutEpoch(evidence.epochId()));
        context.epochs().remove(evidence.epochId());
    }
}
