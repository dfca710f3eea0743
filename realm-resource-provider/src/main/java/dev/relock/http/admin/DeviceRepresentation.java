package dev.relock.http.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.relock.decision.TrustState;
import dev.relock.owner.OwnerBinding;
import org.keycloak.models.UserModel;

/**
 * An owned device as administrators see it. Times are seconds since 1970.
 *
 * @param id of the credential
 * @param userId the owner
 * @param username the owner's name
 * @param deviceId thumbprint of the device's key, the same for all its owners
 * @param label the name that the owner sees
 * @param origin the web origin whose key it is
 * @param assurance how sure it was that it is the owner's
 * @param state what it is worth now
 * @param suspended why it is suspended, absent when it is not
 * @param createdAt when it became the owner's
 * @param lastUsedAt when it was last used, exact to an hour
 * @param expiresAt until when it is trusted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeviceRepresentation(
        String id,
        String userId,
        String username,
        String deviceId,
        String label,
        String origin,
        String assurance,
        String state,
        String suspended,
        long createdAt,
        long lastUsedAt,
        long expiresAt) {

    static DeviceRepresentation of(UserModel user, OwnerBinding binding, TrustState standing) {
        return new DeviceRepresentation(
                binding.id(),
                user.getId(),
                user.getUsername(),
                binding.device().value(),
                binding.label(),
                binding.origin(),
                binding.assurance().id(),
                standing.id(),
                binding.isSuspended() ? binding.suspended() : null,
                binding.createdAt(),
                binding.lastUsedAt(),
                binding.expiresAt());
    }
}
