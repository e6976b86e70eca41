package io.leadloop.process;

import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.springframework.dao.ConcurrencyFailureException;

/** What the engine says where somebody else changed the same rows meanwhile, said as Spring's exceptions say it of SQL. */
final class EngineCollisions {

    private EngineCollisions() {}

    /** Does the work; throws ConcurrencyFailureException where it is worth another try in a new transaction. */
    static <T> T translated(Supplier<T> work) {
        try {
            return work.get();
        } catch (ProcessEngineException e) {
            if (isCollision(e)) {
                throw new ConcurrencyFailureException("The engine met another change of the same rows", e);
            }
            throw e;
        }
    }

    /** Class 40 of SQL's states: transaction rollback, as by a deadlock. */
    private static boolean isCollision(ProcessEngineException e) {
        return e instanceof OptimisticLockingException
                || Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                        .anyMatch(it -> it instanceof SQLException sql
                                && sql.getSQLState() != null
                                && sql.getSQLState().startsWith("40"));
    }
}
