package dev.relock.owner;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.relock.protocol.DeviceId;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.credential.CredentialModel;

/** Reads and writes an {@link OwnerBinding} as a Keycloak credential. */
public final class RelockDeviceCredential {
    public static final String TYPE = "relock-device";

    private static final String TOLD = "told";

    private static final Logger LOG = Logger.getLogger("relock");

    private RelockDeviceCredential() {}

    /** The stored form; public data only, since realm exports are in clear. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    record Data(
            int format,
            String deviceId,
            String publicKey,
            String issuer,
            String origin,
            String assurance,
            String suspended,
            String lineage,
            long lastVersion,
            long lastUsedAt,
            long signedInAt,
            long expiresAt,
            Circumstances circumstances) {}

    /** A credential that cannot be read does not bind anything. */
    public static Optional<OwnerBinding> read(String userId, CredentialModel credential) {
        try {
            Data data = StrictJson.read(credential.getCredentialData().getBytes(StandardCharsets.UTF_8), Data.class);
            return Optional.of(new OwnerBinding(
                    credential.getId(),
                    userId,
                    DeviceId.parse(data.deviceId()),
                    data.publicKey(),
                    data.issuer(),
                    data.origin(),
                    Assurance.of(data.assurance()),
                    data.suspended() == null ? "" : data.suspended(),
                    data.lineage(),
                    data.lastVersion(),
                    credential.getUserLabel(),
                    credential.getCreatedDate() == null ? 0 : credential.getCreatedDate() / 1000,
                    data.lastUsedAt(),
                    data.signedInAt(),
                    data.expiresAt(),
                    data.circumstances() == null ? Circumstances.UNKNOWN : data.circumstances()));
        } catch (MalformedException | RuntimeException e) {
            LOG.warnf("A stored relock-device credential cannot be read and is ignored: %s", e.getClass());
            return Optional.empty();
        }
    }

    /** Whether the owner has been told, on a page, why the device no longer counts. */
    public static boolean isTold(CredentialModel credential) {
        return data(credential).path(TOLD).asBoolean(false);
    }

    /** Notes that the owner has been told; lasts until the binding is written anew. */
    public static void markTold(CredentialModel credential) {
        ObjectNode data = data(credential).put(TOLD, true);
        credential.setCredentialData(new String(StrictJson.write(data), StandardCharsets.UTF_8));
    }

    private static ObjectNode data(CredentialModel credential) {
        try {
            return (ObjectNode) StrictJson.object(
                    "credential", credential.getCredentialData().getBytes(StandardCharsets.UTF_8));
        } catch (MalformedException e) {
            throw new IllegalStateException("A stored relock-device credential cannot be read", e);
        }
    }

    /** Writes the binding into the credential; the id is Keycloak's to give. */
    public static void write(OwnerBinding binding, CredentialModel credential) {
        credential.setType(TYPE);
        credential.setUserLabel(binding.label());
        credential.setCreatedDate(binding.createdAt() * 1000);
        credential.setSecretData("{}");
        byte[] data = StrictJson.write(new Data(
                1,
                binding.device().value(),
                binding.publicKey(),
                binding.issuer(),
                binding.origin(),
                binding.assurance().id(),
                binding.suspended(),
                binding.lineage(),
                binding.lastVersion(),
                binding.lastUsedAt(),
                binding.signedInAt(),
                binding.expiresAt(),
                binding.circumstances()));
        credential.setCredentialData(new String(data, StandardCharsets.UTF_8));
    }
}
