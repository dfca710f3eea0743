package dev.relock.owner;

import dev.relock.protocol.DeviceId;

/**
 * A user owns a device. Kept as a Keycloak credential of type {@link RelockDeviceCredential#TYPE}; holds nothing secret.
 *
 * @param id id of the credential
 * @param userId the owner
 * @param device the device
 * @param publicKey its public key, a canonical JWK
 * @param issuer the realm's issuer
 * @param origin the web origin whose key it is
 * @param assurance how sure it was
 * @param suspended why it no longer counts, or empty
 * @param lineage the chain of key agreements it was made under (hex)
 * @param lastVersion the version of the root when it was last used
 * @param label shown to the user
 * @param createdAt seconds since 1970
 * @param lastUsedAt seconds since 1970, exact to an hour
 * @param expiresAt seconds since 1970
 */
public record OwnerBinding(
        String id,
        String userId,
        DeviceId device,
        String publicKey,
        String issuer,
        String origin,
        Assurance assurance,
        String suspended,
        String lineage,
        long lastVersion,
        String label,
        long createdAt,
        long lastUsedAt,
        long expiresAt) {

    public boolean isSuspended() {
        return !suspended.isEmpty();
    }

    /** As used just now. */
    public OwnerBinding used(long version, long now) {
        return copy(assurance, suspended, lineage, Math.max(lastVersion, version), label, now, expiresAt);
    }

    /** As suspended; it stays visible to its owner, with the reason. */
    public OwnerBinding suspendedFor(String reason) {
        return copy(assurance, reason, lineage, lastVersion, label, lastUsedAt, expiresAt);
    }

    /** As it was before it was suspended. */
    public OwnerBinding restored() {
        return copy(assurance, "", lineage, lastVersion, label, lastUsedAt, expiresAt);
    }

    /** Under another name. */
    public OwnerBinding named(String newLabel) {
        return copy(assurance, suspended, lineage, lastVersion, newLabel, lastUsedAt, expiresAt);
    }

    /**
     * As bound again, under the chain of key agreements of now. Whoever is less sure than before changes nothing: a
     * sign-in without a second factor must neither extend a binding nor bring back one that waits for a second factor.
     */
    public OwnerBinding renewed(Assurance by, String newLineage, long version, long now, long until) {
        return by.atLeast(assurance) ? copy(by, suspended, newLineage, version, label, now, until) : this;
    }

    private OwnerBinding copy(
            Assurance newAssurance,
            String reason,
            String newLineage,
            long version,
            String newLabel,
            long usedAt,
            long until) {
        return new OwnerBinding(
                id,
                userId,
                device,
                publicKey,
                issuer,
                origin,
                newAssurance,
                reason,
                newLineage,
                version,
                newLabel,
                createdAt,
                usedAt,
                until);
    }
}
