package org.example.orders;

import java.security.Principal;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** A resource server: takes an access token, and from each request a proof by the browser of that very user. */
@SpringBootApplication
@RestController
public class Orders {
    public static void main(String[] arguments) {
        SpringApplication.run(Orders.class, arguments);
    }

    @PostMapping("/orders")
    Map<String, Object> order(
            @RequestBody Map<String, String> order,
            Principal user,
            @RequestAttribute(DeviceProofFilter.FACTS) Map<String, Object> relock) {
        return Map.of("ordered", order.get("what"), "by", user.getName(), "device", relock.get("device_id"));
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http, DeviceProofFilter proof) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
                // No cookie signs anybody in here.
                .csrf(csrf -> csrf.disable())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterAfter(proof, AuthorizationFilter.class)
                .build();
    }

    @Bean
    DeviceProofFilter proof(
            @Value("${relock.gateway}") String gateway,
            @Value("${relock.origin}") String origin,
            @Value("${relock.client-id}") String clientId,
            @Value("${relock.client-secret}") String secret) {
        return new DeviceProofFilter(new Gateway(gateway, clientId, secret), origin);
    }

    /** Only the chain above runs it, behind what finds out who the user is. */
    @Bean
    org.springframework.boot.web.servlet.FilterRegistrationBean<DeviceProofFilter> notByItself(
            DeviceProofFilter proof) {
        var registration = new org.springframework.boot.web.servlet.FilterRegistrationBean<>(proof);
        registration.setEnabled(false);
        return registration;
    }
}
