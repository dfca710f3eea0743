package dev.relock.keycloak;

import dev.relock.device.DeviceState;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.keycloak.models.SingleUseObjectProvider;

/**
 * Reports who sends, under the key of an owned device, what that device has left behind, and does not answer for it: a
 * replayed message, or a copy that shuns the challenge. Such a sender gets nothing and changes nothing; that it was there is
 * told to the owners' event log, at most once an hour for a device, with the device's next contact.
 */
final class StaleContacts {
    private static final Logger LOG = Logger.getLogger("relock");
    /** How long the next contact is waited for, seconds. */
    private static final long REMEMBERED = TimeUnit.DAYS.toSeconds(30);

    private static final long QUIET = TimeUnit.HOURS.toSeconds(1);

    private final RealmContext context;
    private final SingleUseObjectProvider objects;

    StaleContacts(RealmContext context) {
        this.context = context;
        this.objects = context.session().singleUseObjects();
    }

    /** A message of this device was challenged, since it does not fit. */
    void challenged(DeviceState device, String tab) {
        if (device.owners().isEmpty()) {
            return;
        }
        Optional<StaleContact> open = settle(device, Optional.empty());
        if (open.isEmpty()) {
            String address = Objects.requireNonNullElse(
                    context.session().getContext().getConnection().getRemoteHost(), "");
            objects.put(key(device), REMEMBERED, new StaleContact(tab, address, context.now()).notes());
        }
    }

    /** A message of this device was accepted. */
    void accepted(DeviceState device, String tab) {
        if (!device.owners().isEmpty()) {
            settle(device, Optional.of(tab));
        }
    }

    /** The stale contact that may still be answered for; every other one is done with. */
    private Optional<StaleContact> settle(DeviceState device, Optional<String> acceptedTab) {
        Map<String, String> notes = objects.get(key(device));
        if (notes == null) {
            return Optional.empty();
        }
        StaleContact contact = StaleContact.of(notes);
        switch (contact.fate(acceptedTab, context.now())) {
            case OPEN -> {
                return Optional.of(contact);
            }
            case ANSWERED -> objects.remove(key(device));
            case UNANSWERED -> {
                // Whichever of two nodes takes it reports it.
                if (objects.remove(key(device)) != null && objects.putIfAbsent(key(device) + ".told", QUIET)) {
                    report(device, contact);
                }
            }
        }
        return Optional.empty();
    }

    private void report(DeviceState device, StaleContact contact) {
        LOG.warnf(
                "Realm %s: a proof that its device had left behind was seen, and not answered for",
                context.realm().getName());
        DeviceEvents events = context.events();
        device.owners().stream()
                .map(id -> context.session().users().getUserById(context.realm(), id))
                .filter(Objects::nonNull)
                .forEach(user ->
                        events.staleProofSeen(user, device.identity().id(), contact.address(), contact.seenAt()));
    }

    private static String key(DeviceState device) {
        return "relock.stale." + device.identity().key();
    }
}
