package dev.relock.flow.claims;

import java.util.Arrays;
import java.util.List;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The settings that both mappers have. */
final class MapperSettings {
    static final String DEVICE_ID = "deviceId";
    static final String SALT = "pairwiseSalt";

    static final List<ProviderConfigProperty> ALL = ProviderConfigurationBuilder.create()
            .property()
            .name(DEVICE_ID)
            .label("relockSettingDeviceId")
            .helpText("relockSettingDeviceIdHelp")
            .type(ProviderConfigProperty.LIST_TYPE)
            .options(Arrays.stream(DeviceAlias.values()).map(DeviceAlias::id).toList())
            .defaultValue(DeviceAlias.DEVICE.id())
            .add()
            .property()
            .name(SALT)
            .label("relockSettingPairwiseSalt")
            .helpText("relockSettingPairwiseSaltHelp")
            .type(ProviderConfigProperty.STRING_TYPE)
            .add()
            .build();

    private MapperSettings() {}

    /** Draws the salt where one is needed and none is given. */
    static void complete(ProtocolMapperModel mapper) {
        boolean pairwise = DeviceAlias.PAIRWISE.id().equals(mapper.getConfig().get(DEVICE_ID));
        String salt = mapper.getConfig().get(SALT);
        if (pairwise && (salt == null || salt.isBlank())) {
            mapper.getConfig().put(SALT, SecretGenerator.getInstance().randomString());
        }
    }
}
