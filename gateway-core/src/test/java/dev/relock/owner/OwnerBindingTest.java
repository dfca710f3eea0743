package dev.relock.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.protocol.DeviceId;
import org.junit.jupiter.api.Test;
import org.keycloak.credential.CredentialModel;

class OwnerBindingTest {
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
                3_000);
    }

    @Test
    void aSecondFactorRenewsWhateverWasThere() {
        OwnerBinding renewed = bound(Assurance.AUTHENTICATED).renewed(Assurance.MFA, "lineage-2", 1, 5_000, 9_000);
        assertThat(renewed.assurance()).isEqualTo(Assurance.MFA);
        assertThat(renewed.lineage()).isEqualTo("lineage-2");
        assertThat(renewed.lastVersion()).isEqualTo(1);
        assertThat(renewed.expiresAt()).isEqualTo(9_000);
    }

    @Test
    void aSignInWithoutASecondFactorNeitherExtendsNorBringsBackABinding() {
        OwnerBinding before = bound(Assurance.MFA);
        assertThat(before.renewed(Assurance.AUTHENTICATED, "lineage-2", 1, 5_000, 9_000))
                .isEqualTo(before);
    }

    @Test
    void useNeverLowersTheLastVersion() {
        assertThat(bound(Assurance.MFA).used(3, 5_000).lastVersion()).isEqualTo(7);
        assertThat(bound(Assurance.MFA).used(9, 5_000).lastVersion()).isEqualTo(9);
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
