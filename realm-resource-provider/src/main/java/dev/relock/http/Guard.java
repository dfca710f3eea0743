package dev.relock.http;

import dev.relock.gateway.Failure;
import dev.relock.protocol.MalformedException;
import dev.relock.store.StoreUnavailableException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;

/** Has a request answered in the form of its endpoint whatever happens; what fails takes back what it has written. */
final class Guard {
    private static final Logger LOG = Logger.getLogger("relock");

    private final KeycloakSession session;

    Guard(KeycloakSession session) {
        this.session = session;
    }

    /** Why there is no better answer. */
    enum Problem {
        /** The request is not of the documented form. */
        MALFORMED,
        TOO_LONG,
        /** This node cannot know at present. */
        UNAVAILABLE,
        FAILED
    }

    /** What answers a request. */
    interface Answer {
        Response get() throws IOException, MalformedException, Body.TooLongException;
    }

    /** How an endpoint tells of a problem. */
    interface Form {
        /**
         * The answer.
         *
         * @param message what a developer may be told
         */
        Response of(Problem problem, String message);
    }

    Response answer(Answer answer, Form form) throws IOException {
        try {
            return answer.get();
        } catch (MalformedException e) {
            return form.of(Problem.MALFORMED, e.getMessage());
        } catch (Body.TooLongException e) {
            return form.of(Problem.TOO_LONG, "The body is too long");
        } catch (StoreUnavailableException e) {
            takeBack();
            return form.of(Problem.UNAVAILABLE, "The gateway cannot answer now");
        } catch (RuntimeException e) {
            LOG.errorf("A request failed: %s", Failure.of(e));
            takeBack();
            return form.of(Problem.FAILED, "The gateway failed");
        }
    }

    private void takeBack() {
        session.getTransactionManager().setRollbackOnly();
    }
}
