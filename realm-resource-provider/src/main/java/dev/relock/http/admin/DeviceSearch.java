package dev.relock.http.admin;

import dev.relock.gateway.OwnedDevices;
import dev.relock.owner.OwnerBinding;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Finds owned devices by their owners: Keycloak has no search for credentials, so without a user or a device to begin with
 * one page of users after the other is looked at, and never more than a page in one request.
 */
final class DeviceSearch {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final OwnedDevices devices;

    DeviceSearch(KeycloakSession session, RealmModel realm, OwnedDevices devices) {
        this.session = session;
        this.realm = realm;
        this.devices = devices;
    }

    record Found(UserModel user, OwnerBinding binding) {}

    /**
     * One page.
     *
     * @param found the devices of the users looked at
     * @param users how many users were looked at
     * @param next where the next page of users begins, empty at the end
     */
    record Page(List<Found> found, int users, OptionalInt next) {}

    /**
     * Searches.
     *
     * @param allowed the users whose devices may be told of or touched
     */
    Page page(DeviceQuery query, Predicate<UserModel> allowed) {
        boolean isPaged = query.user().isEmpty() && query.device().isEmpty();
        List<UserModel> users = isPaged ? search(query) : owners(query);
        List<Found> found = users.stream()
                .filter(allowed)
                .flatMap(user -> devices.of(user).stream().map(binding -> new Found(user, binding)))
                .filter(one -> query.matches(one.binding(), devices.standing(one.binding()), Time.currentTimeSeconds()))
                .toList();
        boolean isMore = isPaged && users.size() == query.max();
        return new Page(
                found, users.size(), isMore ? OptionalInt.of(query.first() + query.max()) : OptionalInt.empty());
    }

    private List<UserModel> owners(DeviceQuery query) {
        if (query.user().isEmpty()) {
            return devices.owners(query.device().orElseThrow());
        }
        UserModel user = session.users().getUserById(realm, query.user().get());
        return user == null ? List.of() : List.of(user);
    }

    private List<UserModel> search(DeviceQuery query) {
        Map<String, String> attributes =
                Map.of(UserModel.SEARCH, query.search(), UserModel.INCLUDE_SERVICE_ACCOUNT, "false");
        return session.users()
                .searchForUserStream(realm, attributes, query.first(), query.max())
                .toList();
    }
}
