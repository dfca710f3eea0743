package dev.relock.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.protocol.DeviceId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keycloak.credential.CredentialModel;

class OwnerBindingTest {
    private static final Circumstances BEFORE = new Circumstances("p/1", Set.of("otp-1"), "mail", 0, "");
    private static final Circumstances AFTER = new Circumstances("p/2", Set.of("otp-2"), "mail", 4, "");

    private static OwnerBinding bound(Assurance assurance) {
        return new OwnerBinding(
                "id",
                "alice",
                DeviceId.ofThumbprint(new byte[32]),
                "{\"crv\":\"Ed25519\"}",
                "https://login.example.com/realms/demo",
                "https://login.example.com",
                assurance,
                "",
                "lineage-1",
                7,
                "Chrome on Linux",
                1_000,
                2_000,
                1_500,
                3_000,
                BEFORE);
    }

    @Test
    void aSecondFactorRenewsWhateverWasThere() {
        OwnerBinding renewed =
                bound(Assurance.AUTHENTICATED).renewed(Assurance.MFA, "lineage-2", 1, 5_000, 9_000, AFTER);
        assertThat(renewed.assurance()).isEqualTo(Assurance.MFA);
        assertThat(renewed.lineage()).isEqualTo("lineage-2");
        assertThat(renewed.lastVersion()).isEqualTo(1);
        assertThat(renewed.expiresAt()).isEqualTo(9_000);
        assertThat(renewed.circumstances()).isEqualTo(AFTER);
        assertThat(renewed.signedInAt()).isEqualTo(5_000);
    }

    @Test
    void aSignInWithoutASecondFactorNeitherExtendsNorBringsBackABinding() {
        OwnerBinding before = bound(Assurance.MFA);
        assertThat(before.renewed(Assurance.AUTHENTICATED, "lineage-2", 1, 5_000, 9_000, AFTER))
                .isEqualTo(before);
    }

    @Test
    void useNeverLowersTheLastVersion() {
        assertThat(bound(Assurance.MFA).used(true, 3, 5_000).lastVersion()).isEqualTo(7);
        assertThat(bound(Assurance.MFA).used(true, 9, 5_000).lastVersion()).isEqualTo(9);
    }

    @Test
    void onlyAFullSignInCountsAsOne() {
        assertThat(bound(Assurance.MFA).used(true, 7, 5_000).signedInAt()).isEqualTo(5_000);
        assertThat(bound(Assurance.MFA).used(false, 7, 5_000).signedInAt()).isEqualTo(1_500);
        assertThat(bound(Assurance.MFA).used(false, 7, 5_000).lastUsedAt()).isEqualTo(5_000);
    }

    @Test
    void aBindingOfWhichNothingWasTakenDownRestsOnNothing() {
        CredentialModel credential = new CredentialModel();
        RelockDeviceCredential.write(bound(Assurance.MFA), credential);
        credential.setCredentialData(credential.getCredentialData().replace("\"circumstances\"", "\"unknown\""));
        assertThat(RelockDeviceCredential.read("alice", credential)
                        .orElseThrow()
                        .circumstances())
                .isEqualTo(Circumstances.UNKNOWN);
    }

    @Test
    void aBindingSurvivesItsCredential() {
        OwnerBinding before = bound(Assurance.MFA).suspendedFor("collision");
        CredentialModel credential = new CredentialModel();
        RelockDeviceCredential.write(before, credential);
        credential.setId("id");
        assertThat(RelockDeviceCredential.read("alice", credential)).contains(before);
        assertThat(credential.getSecretData()).isEqualTo("{}");
    }

    @Test
    void aCredentialThatCannotBeReadBindsNothing() {
        CredentialModel credential = new CredentialModel();
        credential.setCredentialData("{\"deviceId\":\"not one\"}");
        assertThat(RelockDeviceCredential.read("alice", credential)).isEmpty();
        credential.setCredentialData(null);
        assertThat(RelockDeviceCredential.read("alice", credential)).isEmpty();
    }
}
