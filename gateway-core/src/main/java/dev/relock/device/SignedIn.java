package dev.relock.device;

import org.infinispan.protostream.annotations.Proto;
import org.infinispan.protostream.annotations.ProtoField;

/**
 * Who is signed in on a device session.
 *
 * @param user the user's id; with assurance {@code asserted}, whatever the application said
 * @param userSession id of the Keycloak session that verified the user, empty for an assertion
 * @param assurance id of the {@link dev.relock.owner.Assurance}
 */
@Proto
public record SignedIn(
        @ProtoField(1) String user,
        @ProtoField(2) String userSession,
        @ProtoField(3) String assurance) {}
