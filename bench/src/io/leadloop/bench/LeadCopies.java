package io.leadloop.bench;

import java.util.List;
import java.util.Map;

/**
 * Fills a LeadLoop by copying leads that went through it, with everything that belongs to them in our tables and the engine's:
 * ids are mapped, numbers in names go on, all else stays. Nothing that LeadLoop checks can tell a copy from its original.
 * Needs a superuser, as triggers and foreign keys are left aside meanwhile.
 */
final class LeadCopies {

    private static final List<String> OURS = List.of(
            "lead",
            "lead_alias",
            "click_id",
            "stage_change",
            "conversion",
            "conversion_attempt",
            "inbox_message",
            "lead_fact",
            "step_fact",
            "passage_fact",
            "standing_fact",
            "conversion_fact");
    private static final List<String> ENGINES =
            List.of("act_ru_execution", "act_ru_variable", "act_hi_procinst", "act_hi_actinst");

    /** Columns of the engine that hold ids of its instances or of ours; all others name definitions or say what happened. */
    private static final List<String> ENGINE_IDS = List.of(
            "id_",
            "proc_inst_id_",
            "root_proc_inst_id_",
            "business_key_",
            "execution_id_",
            "act_inst_id_",
            "parent_act_inst_id_",
            "var_scope_");

    /** Names from outside, which have to be unique. */
    private static final Map<String, String> NAMES = Map.of(
            "external_id", "split_part(external_id, '-', 1) || '-' || split_part(external_id, '-', 2)::int + copy * %d",
            "value", "value || '~' || copy",
            "delivery_key", "delivery_key || '~' || copy",
            "ordering_key", "ordering_key || '~' || copy",
            "dedupe_key", "'copy-' || md5(dedupe_key || copy)",
            "process_instance_id", "md5(process_instance_id || copy)::uuid::text");

    /** So many copies of all originals are one statement. */
    private static final int AT_ONCE = 50;

    private final Database database;
    private final int originals;
    private int copies;

    /**
     * Takes what is there as the originals.
     *
     * @param originals how many leads; their names end in a hyphen and a number below that
     */
    LeadCopies(Database database, int originals) {
        this.database = database;
        this.originals = originals;
        database.execute("create schema bench");
        OURS.forEach(it -> database.execute("create table bench." + it + " as table leadloop." + it));
        ENGINES.forEach(it -> database.execute("create table bench." + it + " as table public." + it));
    }

    /** Copies until there are that many leads, the originals included, and tells the planner. */
    void growTo(int leads) {
        int wanted = leads / originals - 1;
        database.execute("set session_replication_role = replica");
        while (copies < wanted) {
            int until = Math.min(wanted, copies + AT_ONCE);
            for (String table : OURS) {
                copy("leadloop", table, until);
            }
            for (String table : ENGINES) {
                copy("public", table, until);
            }
            copies = until;
        }
        database.execute("set session_replication_role = origin");
        database.analyze();
    }

    private void copy(String schema, String table, int until) {
        List<String> columns = database.texts("""
                select column_name from information_schema.columns
                where table_schema = '%s' and table_name = '%s' and is_identity = 'NO'
                  and coalesce(column_default, '') not like 'nextval%%' order by ordinal_position""".formatted(schema, table));
        List<String> ids = schema.equals("public") ? ENGINE_IDS : database.texts("""
                        select column_name from information_schema.columns
                        where table_schema = '%s' and table_name = '%s' and data_type = 'uuid'""".formatted(schema, table));
        List<String> values =
                columns.stream().map(it -> value(schema, it, ids.contains(it))).toList();
        database.execute("insert into %s.%s (%s) select %s from bench.%s cross join generate_series(%d, %d) as copy"
                .formatted(
                        schema,
                        table,
                        String.join(", ", columns),
                        String.join(", ", values),
                        table,
                        copies + 1,
                        until));
    }

    private String value(String schema, String column, boolean isId) {
        if (isId) {
            return "md5(" + column + "::text || copy)::uuid" + (schema.equals("public") ? "::text" : "");
        }
        return schema.equals("leadloop") && NAMES.containsKey(column)
                ? NAMES.get(column).formatted(originals)
                : column;
    }
}
