package dev.relock.testenv.site;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** A realm that speaks English and German; it is as before at the end. */
public final class Languages implements AutoCloseable {
    private final RealmResource realm;
    private final RealmRepresentation before;

    public Languages(RealmResource realm) {
        this.realm = realm;
        this.before = realm.toRepresentation();
        RealmRepresentation speaking = realm.toRepresentation();
        speaking.setInternationalizationEnabled(true);
        speaking.setSupportedLocales(Set.of("en", "de"));
        speaking.setDefaultLocale("en");
        realm.update(speaking);
    }

    /** What this person has chosen in the account console. */
    public void speak(Person person, String language) {
        UserRepresentation user =
                realm.users().searchByUsername(person.name(), true).get(0);
        user.setAttributes(Map.of("locale", List.of(language)));
        realm.users().get(user.getId()).update(user);
    }

    @Override
    public void close() {
        RealmRepresentation now = realm.toRepresentation();
        now.setInternationalizationEnabled(before.isInternationalizationEnabled());
        now.setSupportedLocales(before.getSupportedLocales());
        now.setDefaultLocale(before.getDefaultLocale());
        realm.update(now);
    }
}
