package io.leadloop.quality;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads by what figures can be narrowed down. */
@Repository
public class Slices {

    private static final int MOST_CAMPAIGNS = 50;

    private final JdbcClient jdbc;

    Slices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The sources of all leads. */
    public List<String> sources() {
        return jdbc.sql("select source from leadloop.v_lead group by source order by source")
                .query(String.class)
                .list();
    }

    /** The campaigns that brought most leads, by name. */
    public List<String> campaigns() {
        return jdbc.sql("""
                        select campaign from (
                            select campaign from leadloop.v_lead where campaign is not null
                            group by campaign order by count(*) desc, campaign limit :most) c
                        order by campaign
                        """).param("most", MOST_CAMPAIGNS).query(String.class).list();
    }
}
