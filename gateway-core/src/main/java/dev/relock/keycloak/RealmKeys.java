package dev.relock.keycloak;

import dev.relock.protocol.Ed25519SigningKey;
import dev.relock.protocol.GatewayKeys;
import dev.relock.redirect.Transaction;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.component.ComponentModel;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyStatus;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.keys.KeyProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** The realm's own keys in Keycloak's key management: an Ed25519 key to sign with, AES keys to seal with. */
final class RealmKeys implements GatewayKeys {
    private static final String CURVE = "Ed25519";
    private static final int PUBLIC_KEY_BYTES = 32;

    private final KeycloakSession session;
    private final RealmModel realm;
    private KeyWrapper signingKey;
    /** Null unless the private key is known, not only usable. */
    private Ed25519SigningKey openKey;

    RealmKeys(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    @Override
    public String kid() {
        return signingKey().getKid();
    }

    /** The last 32 bytes of its SubjectPublicKeyInfo (RFC 8410 section 4). */
    @Override
    public byte[] publicKey() {
        byte[] encoded = signingKey().getPublicKey().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - PUBLIC_KEY_BYTES, encoded.length);
    }

    /** Over its 16 bytes and nothing else: the one signature without a label, as documented for redirects. */
    byte[] sign(Transaction transaction) {
        return sign(transaction.bytes());
    }

    @Override
    public byte[] sign(byte[] labelled) {
        if (openKey == null && signingKey().getPrivateKey() instanceof EdECPrivateKey key) {
            openKey = key.getBytes().map(Ed25519SigningKey::ofSeed).orElse(null);
        }
        return openKey != null ? openKey.sign(labelled) : signByProvider(labelled);
    }

    /** A key that its provider does not give away, such as one in hardware. */
    private byte[] signByProvider(byte[] labelled) {
        try {
            Signature signature = Signature.getInstance(CURVE);
            signature.initSign((PrivateKey) signingKey().getPrivateKey());
            signature.update(labelled);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String secretId() {
        return session.keys().getActiveKey(realm, KeyUse.ENC, Algorithm.AES).getKid();
    }

    @Override
    public Optional<byte[]> secret(String id) {
        return Optional.ofNullable(session.keys().getKey(realm, id, KeyUse.ENC, Algorithm.AES))
                .map(key -> key.getSecretKey().getEncoded());
    }

    private KeyWrapper signingKey() {
        if (signingKey == null) {
            signingKey = findSigningKey(session, realm).orElseGet(this::createSigningKey);
        }
        return signingKey;
    }

    /** Keycloak's own look-up would offer an Ed448 key, and would make a key of its own kind where there is none. */
    private static Optional<KeyWrapper> findSigningKey(KeycloakSession session, RealmModel realm) {
        return session.keys()
                .getKeysStream(realm)
                .filter(key -> key.getStatus() == KeyStatus.ACTIVE
                        && key.getUse() == KeyUse.SIG
                        && Algorithm.EdDSA.equals(key.getAlgorithm())
                        && CURVE.equals(key.getCurve())
                        && key.getPrivateKey() != null)
                .max(Comparator.comparingLong(KeyWrapper::getProviderPriority).thenComparing(KeyWrapper::getKid));
    }

    /** In a transaction of its own, since a request that only reads must not lose the key to a later roll-back. */
    private KeyWrapper createSigningKey() {
        return KeycloakModelUtils.runJobInTransactionWithResult(session.getKeycloakSessionFactory(), job -> {
            RealmModel jobRealm = job.realms().getRealm(realm.getId());
            job.getContext().setRealm(jobRealm);
            jobRealm.addComponentModel(signingKeyComponent(jobRealm));
            return findSigningKey(job, jobRealm)
                    .orElseThrow(() -> new IllegalStateException("no Ed25519 key could be made"));
        });
    }

    private static ComponentModel signingKeyComponent(RealmModel realm) {
        ComponentModel component = new ComponentModel();
        component.setName("relock-ed25519");
        component.setParentId(realm.getId());
        component.setProviderId("eddsa-generated");
        component.setProviderType(KeyProvider.class.getName());
        MultivaluedHashMap<String, String> config = new MultivaluedHashMap<>();
        config.putSingle("priority", "100");
        config.putSingle("enabled", "true");
        config.putSingle("active", "true");
        config.putSingle("eddsaEllipticCurveKey", CURVE);
        component.setConfig(config);
        return component;
    }
}
