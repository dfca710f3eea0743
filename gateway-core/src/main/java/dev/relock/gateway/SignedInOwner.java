package dev.relock.gateway;

import org.keycloak.models.UserModel;

/**
 * Who is signed in on a device session, verified by Keycloak.
 *
 * @param standing what that user's ownership of the device is worth by itself: {@code weak} where it was bound without a
 *     second factor, as devices of applications are
 */
public record SignedInOwner(UserModel user, Standing standing) {}
