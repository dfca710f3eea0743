package dev.relock.keycloak;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.TrustPolicy;
import dev.relock.device.DeviceState;
import dev.relock.device.DeviceStore;
import dev.relock.limit.EnrolmentLimits;
import dev.relock.limit.Limits;
import dev.relock.metrics.Meters;
import dev.relock.owner.Assurance;
import dev.relock.owner.OwnerBinding;
import dev.relock.owner.RelockDeviceCredential;
import dev.relock.protocol.DeviceId;
import dev.relock.simulation.SimulatedAgent;
import dev.relock.simulation.SimulatedGateway;
import dev.relock.token.TokenContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialModel;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakSessionTask;
import org.keycloak.models.KeycloakTransaction;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.models.UserSessionProvider;

/**
 * A realm of Keycloak in memory, for what no real one shows at will: a request that is overtaken by another, a commit that
 * fails, time that passes. Users are made when they are asked for; their credentials are stored by value.
 */
final class FakeRealm {
    static final TrustPolicy POLICY = new TrustPolicy(86_400, 0, 10, Assurance.MFA);

    final SimulatedGateway gateway = new SimulatedGateway();
    final List<Told> events = new ArrayList<>();
    final List<String> mails = new ArrayList<>();
    final List<KeycloakTransaction> afterCompletion = new ArrayList<>();
    final Map<String, Map<String, String>> singleUse = new HashMap<>();
    private final Map<String, UserModel> users = new HashMap<>();

    private final RealmModel realm = Fake.of(RealmModel.class, new Realm());
    private final KeycloakContext keycloakContext = Fake.of(KeycloakContext.class, new Context());
    private final KeycloakSession session = Fake.of(KeycloakSession.class, new Session());

    final RealmContext context = new RealmContext(
            session,
            realm,
            gateway.devices(),
            gateway.epochs,
            new Limits(32, DeviceState.MAX_OWNERS, new EnrolmentLimits(1, 1)),
            new RealmSettings(realm),
            null,
            null,
            null,
            () -> "generation",
            inSession -> new Recorder(),
            this::inNewTransaction,
            new Stopwatch(Meters.NONE),
            SimulatedGateway.ISSUER);

    UserModel user(String id) {
        return users.computeIfAbsent(id, name -> Fake.of(UserModel.class, new User(name)));
    }

    /** A browser that has enrolled and proven itself. */
    DeviceEvidence enrolled(SimulatedAgent agent) {
        gateway.enrol(agent);
        return gateway.verify(SimulatedGateway.proof(agent, TokenContext.none()), TokenContext.none())
                .proven()
                .map(this::now)
                .orElseThrow();
    }

    /** The simulated gateway has its own clock. */
    private DeviceEvidence now(DeviceEvidence evidence) {
        return new DeviceEvidence(
                evidence.device(),
                evidence.publicKey(),
                evidence.issuer(),
                evidence.origin(),
                evidence.keycloakOrigin(),
                evidence.lineage(),
                evidence.version(),
                evidence.epochId(),
                evidence.session(),
                evidence.owners(),
                Time.currentTimeSeconds());
    }

    /** Binds as after a second factor: entry and credential. */
    OwnerBinding own(DeviceEvidence evidence, String userId) {
        devices().update(context.key(evidence), state -> state.withOwner(userId));
        return OwnerBindings.of(user(userId))
                .bind(
                        evidence,
                        Assurance.MFA,
                        POLICY,
                        "Browser",
                        context.account().at(user(userId), false),
                        Time.currentTimeSeconds());
    }

    DeviceStore devices() {
        return gateway.devices();
    }

    Optional<DeviceState> device(DeviceEvidence evidence) {
        return devices().get(context.key(evidence));
    }

    boolean isSuspended(DeviceEvidence evidence, String userId) {
        return OwnerBindings.of(user(userId))
                .find(evidence.device())
                .orElseThrow()
                .isSuspended();
    }

    /** What Keycloak does with what was enlisted. */
    void commit() {
        List<KeycloakTransaction> enlisted = List.copyOf(afterCompletion);
        afterCompletion.clear();
        enlisted.forEach(transaction -> {
            transaction.begin();
            transaction.commit();
        });
    }

    private void inNewTransaction(KeycloakSessionTask job) {
        job.run(session);
    }

    /** Answers by method name; see {@link Fake}. */
    public static final class Realm {
        public String getId() {
            return SimulatedGateway.REALM;
        }

        public String getName() {
            return "demo";
        }

        public Map<String, String> getSmtpConfig() {
            return Map.of("host", "localhost");
        }
    }

    /** A request. */
    public final class Context {
        public RealmModel getRealm() {
            return realm;
        }

        public Locale resolveLocale(UserModel user) {
            return Locale.ENGLISH;
        }

        public org.keycloak.common.ClientConnection getConnection() {
            return Fake.of(org.keycloak.common.ClientConnection.class, new Connection());
        }
    }

    /** Where the request comes from. */
    public static final class Connection {
        public String getRemoteHost() {
            return "192.0.2.1";
        }
    }

    /** Keycloak's session. */
    public final class Session {
        public KeycloakContext getContext() {
            return keycloakContext;
        }

        public UserProvider users() {
            return Fake.of(UserProvider.class, new Users());
        }

        public UserSessionProvider sessions() {
            return Fake.of(UserSessionProvider.class, new Object());
        }

        public SingleUseObjectProvider singleUseObjects() {
            return Fake.of(SingleUseObjectProvider.class, new SingleUse());
        }

        public KeycloakTransactionManager getTransactionManager() {
            return Fake.of(KeycloakTransactionManager.class, new Transactions());
        }

        public <T> T getProvider(Class<T> type) {
            return type == EmailTemplateProvider.class
                    ? type.cast(Fake.of(EmailTemplateProvider.class, new Mailer()))
                    : null;
        }

        public RealmProvider realms() {
            return Fake.of(RealmProvider.class, new Realms());
        }

        public KeycloakSessionFactory getKeycloakSessionFactory() {
            return Fake.of(KeycloakSessionFactory.class, new Sessions());
        }
    }

    /**
     * An event.
     *
     * @param name what was told
     */
    record Told(String name, String userId, String deviceId, String more) {}

    private final class Recorder implements DeviceEvents {
        @Override
        public void bound(UserModel user, DeviceId device, Assurance assurance, Optional<Assurance> former) {
            // Nothing that these tests are about.
        }

        @Override
        public void linkSent(UserModel user, DeviceId device) {
            // Nothing that these tests are about.
        }

        @Override
        public void removed(UserModel user, OwnerBinding binding, String reason) {
            // Nothing that these tests are about.
        }

        @Override
        public void replayed(DeviceId device) {
            // Nothing that these tests are about.
        }

        @Override
        public void suspended(UserModel user, OwnerBinding binding, String reason, List<String> sessions) {
            events.add(new Told("suspended", user.getId(), binding.device().value(), reason));
        }

        @Override
        public void restored(UserModel user, OwnerBinding binding, String reason) {
            // Nothing that these tests are about.
        }

        @Override
        public void notBound(UserModel user, DeviceId device) {
            events.add(new Told("not bound", user.getId(), device.value(), ""));
        }

        @Override
        public void staleProofSeen(UserModel user, DeviceId device, String address, long seenAt) {
            events.add(new Told("stale", user.getId(), device.value(), address));
        }
    }

    /** Realms: this one. */
    public final class Realms {
        public RealmModel getRealm(String id) {
            return realm;
        }
    }

    /** Another session is this one again. */
    public final class Sessions {
        public KeycloakSession create() {
            return session;
        }
    }

    /** Mail. */
    public final class Mailer {
        private String address;

        public EmailTemplateProvider setRealm(RealmModel of) {
            return Fake.of(EmailTemplateProvider.class, this);
        }

        public EmailTemplateProvider setUser(UserModel user) {
            address = user.getEmail();
            return Fake.of(EmailTemplateProvider.class, this);
        }

        public void send(String subject, String template, Map<String, Object> attributes) {
            mails.add(address + ": " + subject);
        }
    }

    /** Transactions. */
    public final class Transactions {
        public void enlistAfterCompletion(KeycloakTransaction transaction) {
            afterCompletion.add(transaction);
        }

        public boolean isActive() {
            return true;
        }
    }

    /** Objects with a lifespan; it never ends here. */
    public final class SingleUse {
        public void put(String key, long lifespan, Map<String, String> notes) {
            singleUse.put(key, notes);
        }

        public Map<String, String> get(String key) {
            return singleUse.get(key);
        }

        public Map<String, String> remove(String key) {
            return singleUse.remove(key);
        }

        public boolean putIfAbsent(String key, long lifespan) {
            return singleUse.putIfAbsent(key, Map.of()) == null;
        }
    }

    /** Users. */
    public final class Users {
        public UserModel getUserById(RealmModel of, String id) {
            return users.get(id);
        }
    }

    /** A user. */
    public static final class User {
        private final String id;
        private final SubjectCredentialManager credentials = Fake.of(SubjectCredentialManager.class, new Credentials());

        User(String id) {
            this.id = id;
        }

        public String getId() {
            return id;
        }

        public String getEmail() {
            return id + "@example.org";
        }

        public SubjectCredentialManager credentialManager() {
            return credentials;
        }
    }

    /** Credentials, by value, as a database keeps them. */
    public static final class Credentials {
        private final Map<String, CredentialModel> stored = new LinkedHashMap<>();

        public Stream<CredentialModel> getStoredCredentialsStream() {
            return stored.values().stream().map(Credentials::copy).toList().stream();
        }

        public Stream<CredentialModel> getStoredCredentialsByTypeStream(String type) {
            return getStoredCredentialsStream().filter(c -> c.getType().equals(type));
        }

        public CredentialModel getStoredCredentialById(String id) {
            return Optional.ofNullable(stored.get(id)).map(Credentials::copy).orElse(null);
        }

        public CredentialModel createStoredCredential(CredentialModel credential) {
            CredentialModel made = copy(credential);
            made.setId(UUID.randomUUID().toString());
            stored.put(made.getId(), made);
            return copy(made);
        }

        public void updateStoredCredential(CredentialModel credential) {
            stored.put(credential.getId(), copy(credential));
        }

        public boolean removeStoredCredentialById(String id) {
            return stored.remove(id) != null;
        }

        private static CredentialModel copy(CredentialModel credential) {
            CredentialModel copy = new CredentialModel();
            copy.setId(credential.getId());
            copy.setType(RelockDeviceCredential.TYPE);
            copy.setUserLabel(credential.getUserLabel());
            copy.setCreatedDate(credential.getCreatedDate());
            copy.setCredentialData(credential.getCredentialData());
            copy.setSecretData(credential.getSecretData());
            return copy;
        }
    }
}
