package dev.relock.http.admin;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.representations.idm.ErrorRepresentation;
import org.keycloak.services.ErrorResponseException;

/** Errors in the form of Keycloak's admin API. */
final class Problem {
    private Problem() {}

    /** 400: a query parameter or a member of the body is not as it must be. */
    static WebApplicationException bad(String field, String message) {
        return of(Response.Status.BAD_REQUEST, field, field + " " + message);
    }

    /** 400: the body as a whole. */
    static WebApplicationException bad(String message) {
        return of(Response.Status.BAD_REQUEST, null, message);
    }

    static WebApplicationException conflict(String message) {
        return of(Response.Status.CONFLICT, null, message);
    }

    /** 503: to be tried again. */
    static WebApplicationException unavailable(String message) {
        return of(Response.Status.SERVICE_UNAVAILABLE, null, message);
    }

    private static WebApplicationException of(Response.Status status, String field, String message) {
        ErrorRepresentation error = new ErrorRepresentation();
        error.setField(field);
        error.setErrorMessage(message);
        return new ErrorResponseException(Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(error)
                .build());
    }
}
