package dev.relock.flow.manage;

import dev.relock.flow.manage.Request.Done;
import dev.relock.flow.manage.Request.RemoveOthers;
import dev.relock.flow.manage.Request.Rename;
import dev.relock.flow.manage.Request.Unreadable;
import dev.relock.gateway.OwnedDevices;
import dev.relock.gateway.RelockGateway;
import dev.relock.owner.OwnerBinding;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Optional;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.authentication.requiredactions.util.CredentialDeleteHelper;
import org.keycloak.events.EventType;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Users name their trusted browsers, see which one is before them, and remove all others. First a page that submits itself
 * asks the browser for its proof; a browser that has none is merely not recognised.
 */
final class RelockDevicesAction implements RequiredActionProvider {
    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    /** Never by itself. */
    @Override
    public void evaluateTriggers(RequiredActionContext context) {}

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        if (ThisBrowser.of(context).isAsked()) {
            DevicesPage.show(context, Outcome.NOTHING);
        } else {
            ThisBrowser.ask(context);
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        if (!ThisBrowser.of(context).isAsked()) {
            ThisBrowser.answer(context);
            DevicesPage.show(context, Outcome.NOTHING);
            return;
        }
        Request request = Request.read(context.getHttpRequest().getDecodedFormParameters());
        if (request instanceof Done) {
            context.success();
        } else {
            DevicesPage.show(context, carryOut(context, request));
        }
    }

    private static Outcome carryOut(RequiredActionContext context, Request request) {
        if (request instanceof Rename rename) {
            return rename(context, rename);
        }
        if (request instanceof RemoveOthers) {
            return removeOthers(context);
        }
        return request instanceof Unreadable unreadable ? unreadable.outcome() : Outcome.NOTHING;
    }

    /** Looks among the user's own only, so that the id of another's names nothing. */
    private static Outcome rename(RequiredActionContext context, Rename rename) {
        OwnedDevices devices = devices(context);
        Optional<OwnerBinding> binding = devices.find(context.getUser(), rename.id());
        if (binding.isEmpty()) {
            return Outcome.GONE;
        }
        OwnerBinding renamed = devices.rename(context.getUser(), binding.get(), rename.name());
        DeviceEvents.tell(context, EventType.UPDATE_CREDENTIAL, renamed);
        return Outcome.RENAMED;
    }

    private static Outcome removeOthers(RequiredActionContext context) {
        Optional<String> here = ThisBrowser.of(context).deviceId();
        List<OwnerBinding> others = devices(context).of(context.getUser()).stream()
                .filter(binding -> !here.equals(Optional.of(binding.device().value())))
                .toList();
        try {
            others.forEach(other -> remove(context, other));
        } catch (WebApplicationException e) {
            // Keycloak's own rule: what was checked at a higher level is not removed at a lower one.
            return Outcome.NOT_REMOVED;
        }
        return Outcome.REMOVED;
    }

    private static void remove(RequiredActionContext context, OwnerBinding binding) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        AcrStore level = new AcrStore(context.getSession(), login);
        CredentialDeleteHelper.removeCredential(
                context.getSession(),
                context.getUser(),
                binding.id(),
                level::getLevelOfAuthenticationFromCurrentAuthentication);
        devices(context)
                .remove(
                        context.getUser(),
                        binding,
                        Optional.of(login.getParentSession().getId()));
        DeviceEvents.tell(context, EventType.REMOVE_CREDENTIAL, binding);
    }

    private static OwnedDevices devices(RequiredActionContext context) {
        return context.getSession().getProvider(RelockGateway.class).ownedDevices();
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
