package io.leadloop.conversion;

import io.leadloop.database.SqlArray;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The state machine of conversions: the only code that writes the state of one that is there. */
@Repository
public class ConversionStates {

    private final JdbcClient jdbc;

    ConversionStates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One transition of one conversion.
     *
     * @param reason code of a {@link Refusal}, of the platform's answer or of a person's deed; null where all is well
     * @param detail the same in words
     * @param notBefore from when on it may be sent again; null leaves what is known
     */
    public record Move(
            UUID conversion,
            ConversionTransition transition,
            @Nullable String reason,
            @Nullable String detail,
            @Nullable Instant notBefore) {

        public static Move of(UUID conversion, ConversionTransition transition, String reason, String detail) {
            return new Move(conversion, transition, reason, detail, null);
        }

        /** Back to where all is well. */
        public static Move clean(UUID conversion, ConversionTransition transition) {
            return new Move(conversion, transition, null, null, null);
        }
    }

    /** Applies those of the moves that may begin where their conversion stands; gives back which conversions moved. */
    public Set<UUID> apply(Collection<Move> moves, Instant now) {
        if (moves.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.sql("""
                        update leadloop.conversion c
                        set state = m.state, reason = m.reason, detail = m.detail,
                            not_before = coalesce(m.not_before, c.not_before),
                            settled_at = case when m.state = 'PLANNED' then null else :now::timestamptz end,
                            updated_at = :now::timestamptz
                        from unnest(:ids::uuid[], :states::text[], :froms::text[], :reasons::text[], :details::text[],
                            :times::timestamptz[]) as m(id, state, froms, reason, detail, not_before)
                        where c.id = m.id and c.state = any(string_to_array(m.froms, ' '))
                        returning c.id
                        """)
                .param("now", now.toString())
                .param("ids", SqlArray.of(moves, Move::conversion))
                .param("states", SqlArray.of(moves, it -> it.transition().to()))
                .param("froms", SqlArray.of(moves, it -> names(it.transition().from())))
                .param("reasons", SqlArray.of(moves, Move::reason))
                .param("details", SqlArray.of(moves, Move::detail))
                .param("times", SqlArray.of(moves, Move::notBefore))
                .query(UUID.class)
                .list());
    }

    /** Applies one; false when the conversion stands where it may not begin. */
    public boolean apply(Move move, Instant now) {
        return !apply(List.of(move), now).isEmpty();
    }

    private static String names(Set<ConversionState> states) {
        return states.stream().map(Enum::name).collect(Collectors.joining(" "));
    }

    /** Conversions whose retries were used up before then, at most so many. */
    public List<Conversion> exhaustedBefore(Instant before, int most) {
        return jdbc.sql("""
                        select * from leadloop.conversion
                        where state = 'EXHAUSTED' and updated_at < :before::timestamptz order by id limit :most
                        """)
                .param("before", before.toString())
                .param("most", most)
                .query(new ConversionRow())
                .list();
    }
}
