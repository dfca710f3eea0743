package dev.relock.flow.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.decision.TrustState;
import dev.relock.gateway.Standing;
import dev.relock.owner.Assurance;
import dev.relock.owner.Circumstances;
import dev.relock.owner.OwnerBinding;
import dev.relock.protocol.DeviceId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ProtocolMapperModel;

class DeviceClaimsTest {
    private static final DeviceId DEVICE = DeviceId.ofThumbprint(new byte[32]);
    private static final SignInNotes SIGNED_IN = new SignInNotes("trusted", DEVICE.value(), 1_800_000_000L);

    private static OwnerBinding binding() {
        return new OwnerBinding(
                "id",
                "user",
                DEVICE,
                "jwk",
                "iss",
                "origin",
                Assurance.MFA,
                "",
                "l",
                1,
                "label",
                17,
                18,
                18,
                19,
                Circumstances.UNKNOWN);
    }

    @Test
    void whatIsStoredNowIsToldBesideWhatWasAtTheSignIn() {
        Standing now = new Standing(TrustState.EXPIRED, Optional.of(binding()));

        assertThat(DeviceClaims.of(SIGNED_IN, now, Optional.of("name")))
                .isEqualTo(Map.of(
                        Claim.STATE, "expired",
                        Claim.LOGIN_STATE, "trusted",
                        Claim.DEVICE_ID, "name",
                        Claim.ASSURANCE, "mfa",
                        Claim.BOUND_AT, 17L,
                        Claim.PROVEN_AT, 1_800_000_000L));
    }

    @Test
    void withoutAProofThereIsNoDeviceToTellOf() {
        SignInNotes nothing = new SignInNotes("unproven", "", 0);

        assertThat(DeviceClaims.of(nothing, Standing.UNKNOWN, Optional.of("")))
                .isEqualTo(Map.of(Claim.STATE, "unproven", Claim.LOGIN_STATE, "unproven"));
    }

    @Test
    void aPairwiseIdNeedsASaltAndChangesWithIt() {
        Optional<String> one = alias("pairwise", "0123456789abcdef", "client");

        assertThat(one).isPresent().isEqualTo(alias("pairwise", "0123456789abcdef", "client"));
        assertThat(one).isNotEqualTo(alias("pairwise", "0123456789abcdef", "other"));
        assertThat(one).isNotEqualTo(alias("pairwise", "0123456789abcdeX", "client"));
        assertThat(alias("pairwise", "short", "client")).isEmpty();
        assertThat(alias("pairwise", "", "client")).isEmpty();
    }

    @Test
    void aSettingThatNobodyOffersTellsNoId() {
        assertThat(alias("everything", "", "client")).isEmpty();
        assertThat(alias("none", "", "client")).isEmpty();
        assertThat(alias("device", "", "client")).contains(DEVICE.value());
    }

    private static Optional<String> alias(String deviceId, String salt, String client) {
        ProtocolMapperModel mapper = new ProtocolMapperModel();
        mapper.setConfig(new HashMap<>(Map.of(MapperSettings.DEVICE_ID, deviceId, MapperSettings.SALT, salt)));
        return DeviceAlias.of(mapper).name(DEVICE.value(), client);
    }
}
