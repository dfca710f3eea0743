package dev.relock.testenv.keycloak;

import dev.relock.testenv.browser.Browsers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test against a running Keycloak, with browsers. A parameter of type {@link KeycloakDistribution} or {@link
 * KeycloakInContainer} brings that server, which all such tests share; one of type {@link Browsers} opens browsers that
 * end with the test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith({SharedServers.class, Browsers.Extension.class})
public @interface KeycloakTest {}
