package dev.relock.flow.manage;

import dev.relock.flow.event.LoginEvents;
import dev.relock.owner.OwnerBinding;
import dev.relock.owner.RelockDeviceCredential;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;

/** What users do to their devices, as Keycloak tells of other credentials. */
final class DeviceEvents {
    private DeviceEvents() {}

    static void tell(RequiredActionContext context, EventType type, OwnerBinding binding) {
        context.getEvent()
                .clone()
                .event(type)
                .detail(Details.CREDENTIAL_TYPE, RelockDeviceCredential.TYPE)
                .detail(Details.CREDENTIAL_ID, binding.id())
                .detail(Details.CREDENTIAL_USER_LABEL, binding.label())
                .detail(LoginEvents.DEVICE, binding.device().value())
                .success();
    }
}
