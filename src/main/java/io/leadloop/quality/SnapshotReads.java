package io.leadloop.quality;

import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs large reads over the figures: refreshes them first and reads in one read-only transaction. */
@Repository
class SnapshotReads {

    private final JdbcClient jdbc;
    private final LeadFigures figures;
    private final TransactionTemplate transaction;

    SnapshotReads(JdbcClient jdbc, LeadFigures figures, PlatformTransactionManager manager) {
        this.jdbc = jdbc;
        this.figures = figures;
        this.transaction = new TransactionTemplate(manager);
        transaction.setReadOnly(true);
    }

    <T> T read(Supplier<T> read) {
        figures.refresh();
        return java.util.Objects.requireNonNull(transaction.execute(status -> {
            // Compiling a query takes longer than running it.
            jdbc.sql("select set_config('work_mem', '64MB', true), set_config('jit', 'off', true)")
                    .query((row, n) -> n)
                    .list();
            return read.get();
        }));
    }
}
