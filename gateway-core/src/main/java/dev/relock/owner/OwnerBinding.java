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
 * @param signedInAt when the user last signed in on it with more than the device itself; seconds since 1970, exact to an
 *     hour
 * @param expiresAt seconds since 1970
 * @param circumstances what the trust rests on besides the key, as it was at the last second factor
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
        long signedInAt,
        long expiresAt,
        Circumstances circumstances) {

    public boolean isSuspended() {
        return !suspended.isEmpty();
    }

    /**
     * As used just now.
     *
     * @param fully whether the user has shown more than the device itself
     */
    public OwnerBinding used(boolean fully, long version, long now) {
        return copy(
                assurance,
                suspended,
                lineage,
                Math.max(lastVersion, version),
                label,
                now,
                fully ? now : signedInAt,
                expiresAt,
                circumstances);
    }

    /** As suspended; it stays visible to its owner, with the reason. */
    public OwnerBinding suspendedFor(String reason) {
        return copy(assurance, reason, lineage, lastVersion, label, lastUsedAt, signedInAt, expiresAt, circumstances);
    }

    /** As it was before it was suspended. */
    public OwnerBinding restored() {
        return copy(assurance, "", lineage, lastVersion, label, lastUsedAt, signedInAt, expiresAt, circumstances);
    }

    /** Under another name. */
    public OwnerBinding named(String newLabel) {
        return copy(
                assurance, suspended, lineage, lastVersion, newLabel, lastUsedAt, signedInAt, expiresAt, circumstances);
    }

    /** As resting on something else than before. */
    public OwnerBinding under(Circumstances newCircumstances) {
        return copy(
                assurance, suspended, lineage, lastVersion, label, lastUsedAt, signedInAt, expiresAt, newCircumstances);
    }

    /**
     * As bound again, under the chain of key agreements of now. Whoever is less sure than before changes nothing: a
     * sign-in without a second factor must neither extend a binding nor bring back one that waits for a second factor.
     */
    public OwnerBinding renewed(
            Assurance by, String newLineage, long version, long now, long until, Circumstances newCircumstances) {
        return by.atLeast(assurance)
                ? copy(by, suspended, newLineage, version, label, now, now, until, newCircumstances)
                : this;
    }

    private OwnerBinding copy(
            Assurance newAssurance,
            String reason,
            String newLineage,
            long version,
            String newLabel,
            long usedAt,
            long fullyAt,
            long until,
            Circumstances newCircumstances) {
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
                fullyAt,
                until,
                newCircumstances);
    }
}
