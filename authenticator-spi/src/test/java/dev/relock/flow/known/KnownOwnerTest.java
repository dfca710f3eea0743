package dev.relock.flow.known;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.Endings;
import dev.relock.decision.TrustPolicy;
import dev.relock.decision.TrustState;
import dev.relock.flow.Evidence;
import dev.relock.flow.Fake;
import dev.relock.gateway.RelockGateway;
import dev.relock.owner.Assurance;
import dev.relock.owner.Circumstances;
import dev.relock.owner.OwnerBinding;
import dev.relock.protocol.DeviceId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.provider.Provider;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Whom a browser may name before anybody has typed a name. */
class KnownOwnerTest {
    private final Map<String, TrustState> bindings = new LinkedHashMap<>();
    private final Map<String, UserModel> users = new LinkedHashMap<>();
    private boolean reportOnly;
    private String loginHint;

    @Test
    void theOnlyOwnerWhoTrustsTheBrowserIsKnown() {
        owned("alice", TrustState.TRUSTED);

        assertThat(known()).contains("alice");
    }

    @Test
    void ofTwoOwnersNobodyIsKnown() {
        owned("alice", TrustState.TRUSTED);
        owned("bob", TrustState.TRUSTED);

        assertThat(known()).isEmpty();
    }

    @Test
    void whoIsNoOwnerAnyMoreDoesNotCount() {
        owned("alice", TrustState.TRUSTED);
        owned("bob", TrustState.TRUSTED);
        bindings.remove("bob");

        assertThat(known()).contains("alice");
    }

    @Test
    void whoIsDeletedDoesNotCount() {
        owned("alice", TrustState.TRUSTED);
        owned("bob", TrustState.TRUSTED);
        users.put("bob", null);

        assertThat(known()).contains("alice");
    }

    @Test
    void anOwnerWhoseTrustHasEndedIsNotKnown() {
        for (TrustState ended : TrustState.values()) {
            owned("alice", ended);

            assertThat(known().isPresent()).as(ended.id()).isEqualTo(ended == TrustState.TRUSTED);
        }
    }

    @Test
    void aDisabledOwnerIsNotKnown() {
        owned("alice", TrustState.TRUSTED);
        users.put("alice", user("alice", false));

        assertThat(known()).isEmpty();
    }

    @Test
    void whereTrustDoesNotCountNobodyIsKnown() {
        owned("alice", TrustState.TRUSTED);
        reportOnly = true;

        assertThat(known()).isEmpty();
    }

    @Test
    void whomTheApplicationNamesIsKnownByNameAndAddressAndNobodyElseIs() {
        owned("alice", TrustState.TRUSTED);

        for (String hint : new String[] {"ALICE", "alice@example.org"}) {
            loginHint = hint;
            assertThat(known()).contains("alice");
        }
        loginHint = "bob";
        assertThat(known()).isEmpty();
    }

    private void owned(String user, TrustState state) {
        users.put(user, user(user, true));
        bindings.put(user, state);
    }

    private Optional<String> known() {
        AuthenticationFlowContext context = Fake.of(AuthenticationFlowContext.class, new Login());
        DeviceEvidence evidence = Evidence.provenAt(1_800_000_000L);
        DeviceEvidence owned = new DeviceEvidence(
                evidence.device(),
                evidence.publicKey(),
                evidence.issuer(),
                evidence.origin(),
                evidence.keycloakOrigin(),
                evidence.lineage(),
                evidence.version(),
                evidence.epochId(),
                evidence.session(),
                users.keySet(),
                evidence.provenAt());
        return KnownOwner.of(context, owned).map(UserModel::getUsername);
    }

    private static UserModel user(String name, boolean enabled) {
        return Fake.of(UserModel.class, new User(name, enabled));
    }

    /** A user, whose id is the name. */
    public record User(String name, boolean enabled) {
        public String getUsername() {
            return name;
        }

        public String getEmail() {
            return name + "@example.org";
        }

        public boolean isEnabled() {
            return enabled;
        }
    }

    /** The login. */
    public final class Login {
        public KeycloakSession getSession() {
            return Fake.of(KeycloakSession.class, new Session());
        }

        public RealmModel getRealm() {
            return Fake.of(RealmModel.class, new Object());
        }

        public AuthenticationSessionModel getAuthenticationSession() {
            return Fake.of(AuthenticationSessionModel.class, this);
        }

        public String getClientNote(String name) {
            return name.equals("login_hint") ? loginHint : null;
        }
    }

    /** Keycloak's session. */
    public final class Session {
        public UserProvider users() {
            return Fake.of(UserProvider.class, this);
        }

        public UserModel getUserById(RealmModel realm, String id) {
            return users.get(id);
        }

        public <T extends Provider> T getProvider(Class<T> type) {
            return type.cast(Fake.of(RelockGateway.class, new Gateway()));
        }
    }

    /** A gateway at which the bindings are worth what the test says. */
    public final class Gateway {
        public Optional<OwnerBinding> binding(DeviceEvidence evidence, UserModel user) {
            return Optional.ofNullable(bindings.get(user.getUsername()))
                    .map(state -> bindingOf(user, evidence.device()));
        }

        public TrustState trust(Optional<DeviceEvidence> evidence, UserModel user, TrustPolicy policy) {
            return bindings.get(user.getUsername());
        }

        public TrustPolicy policy() {
            return new TrustPolicy(60, 0, 1, Assurance.MFA, true, true, reportOnly, false, Endings.DEFAULT);
        }

        private OwnerBinding bindingOf(UserModel user, DeviceId device) {
            return new OwnerBinding(
                    "id",
                    user.getUsername(),
                    device,
                    "{}",
                    "",
                    "",
                    Assurance.MFA,
                    "",
                    "",
                    1,
                    "",
                    0,
                    0,
                    0,
                    0,
                    Circumstances.UNKNOWN);
        }
    }
}
