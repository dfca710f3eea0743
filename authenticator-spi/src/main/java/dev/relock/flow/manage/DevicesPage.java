package dev.relock.flow.manage;

import dev.relock.decision.TrustState;
import dev.relock.flow.credential.ShownDate;
import dev.relock.gateway.OwnedDevices;
import dev.relock.gateway.RelockGateway;
import dev.relock.owner.DeviceName;
import dev.relock.owner.OwnerBinding;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.forms.login.LoginFormsProvider;

/** The list of a user's devices. */
final class DevicesPage {
    private static final String TEMPLATE = "relock-devices.ftl";

    private DevicesPage() {}

    static void show(RequiredActionContext context, Outcome outcome) {
        LoginFormsProvider form = context.form();
        if (!outcome.message().isEmpty() && outcome.isSuccess()) {
            form.setSuccess(outcome.message());
        } else if (!outcome.message().isEmpty()) {
            form.setError(outcome.message());
        }
        List<Map<String, Object>> devices = devices(context);
        boolean isHere = devices.stream().anyMatch(device -> device.get("here").equals(true));
        context.challenge(form.setAttribute("relockOwned", devices)
                .setAttribute("relockHere", isHere)
                .setAttribute("relockNameLength", DeviceName.MAX_LENGTH)
                .createForm(TEMPLATE));
    }

    private static List<Map<String, Object>> devices(RequiredActionContext context) {
        OwnedDevices devices =
                context.getSession().getProvider(RelockGateway.class).ownedDevices();
        Locale locale = context.getSession().getContext().resolveLocale(context.getUser());
        Optional<String> here = ThisBrowser.of(context).deviceId();
        return devices.of(context.getUser()).stream()
                .map(binding -> device(binding, devices.standing(binding), here, locale))
                .toList();
    }

    private static Map<String, Object> device(
            OwnerBinding binding, TrustState standing, Optional<String> here, Locale locale) {
        return Map.of(
                "id", binding.id(),
                "label", binding.label(),
                "here", here.equals(Optional.of(binding.device().value())),
                "trusted", standing == TrustState.TRUSTED,
                "lastUsed", ShownDate.of(binding.lastUsedAt(), locale),
                "until", ShownDate.of(binding.expiresAt(), locale));
    }
}
