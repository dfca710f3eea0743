package dev.relock.flow.bind;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.TrustState;
import dev.relock.flow.event.LoginEvents;
import dev.relock.flow.evidence.EvidenceNotes;
import dev.relock.flow.evidence.LoginEvidence;
import dev.relock.flow.evidence.NotedEvidence;
import dev.relock.flow.execution.Execution;
import dev.relock.flow.placement.IgnoredAlternatives;
import dev.relock.flow.trust.LoginGateway;
import dev.relock.gateway.RelockGateway;
import java.time.Duration;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.UserModel;

/** Makes the user who has just passed a second factor an owner of this browser. Whatever is missing, the login goes on. */
final class RelockBindAuthenticator implements Execution {
    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (IgnoredAlternatives.refused(context)) {
            return;
        }
        Optional<BindRule> rule = BindRule.of(context).filter(found -> isOfUse(context, found));
        if (rule.isPresent()) {
            BindPage.show(
                    context,
                    Duration.ofSeconds(rule.get().trust().lifetime()),
                    rule.get().byLink());
        } else {
            context.success();
        }
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        Optional<DeviceEvidence> fresh = BindPage.answer(context);
        Optional<BindRule> rule = BindRule.of(context).filter(found -> found.allows(context));
        if (fresh.isPresent() && rule.isPresent()) {
            bind(context, fresh.get(), rule.get());
        }
        LoginEvents.tell(context);
        context.success();
    }

    private static boolean isOfUse(AuthenticationFlowContext context, BindRule rule) {
        return noted(context).isPresent()
                && LoginGateway.of(context.getSession())
                        .trust(LoginEvidence.of(context), context.getUser())
                        .isBindable()
                && rule.allows(context);
    }

    private static void bind(AuthenticationFlowContext context, DeviceEvidence fresh, BindRule rule) {
        LoginGateway gateway = LoginGateway.of(context.getSession());
        UserModel user = context.getUser();
        TrustState state = gateway.trust(Optional.of(fresh), user);
        if (!isTheNotedDevice(context, fresh) || state == TrustState.UNPROVEN || !state.isBindable()) {
            return;
        }
        if (rule.byLink() ? gateway.askByMail(fresh, user, rule.trust()) : gateway.bind(fresh, user, rule.trust())) {
            EvidenceNotes.of(context.getAuthenticationSession())
                    .write(fresh, context.getExecution().getId());
            // Should the owner take the trust back, this session ends with it.
            context.getAuthenticationSession()
                    .setUserSessionNote(RelockGateway.BOUND_NOTE, fresh.device().value());
            if (!rule.byLink()) {
                context.getEvent().detail(LoginEvents.BOUND, "true");
            }
        }
    }

    /** The browser that answers must be the one which began this login, not another that was handed the page. */
    private static boolean isTheNotedDevice(AuthenticationFlowContext context, DeviceEvidence fresh) {
        return noted(context)
                .filter(noted -> noted.deviceId().equals(fresh.device().value()))
                .isPresent();
    }

    private static Optional<NotedEvidence> noted(AuthenticationFlowContext context) {
        return EvidenceNotes.of(context.getAuthenticationSession()).read();
    }

    @Override
    public boolean requiresUser() {
        return true;
    }
}
