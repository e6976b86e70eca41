package io.leadloop.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.NotARecordId;

/** What holds of the record ids of each CRM. */
public final class CanonicalIds {

    private static final String PLACEHOLDER =
            "A placeholder such as null, 0 or {{contact.id}} stands in the place of an id.";

    private CanonicalIds() {}

    /** Written so, it becomes its canonical form, which stays as it is. */
    public static void isOneForm(CrmSource source, RecordType type, String written, String canonical) throws Exception {
        assertThat(source.canonicalId(type, written)).isEqualTo(canonical);
        assertThat(source.canonicalId(type, canonical)).isEqualTo(canonical);
    }

    /** It is refused with a sentence that does not repeat it, since it may be a mail. */
    public static void isRefused(CrmSource source, RecordType type, String written) {
        NotARecordId refused = catchThrowableOfType(NotARecordId.class, () -> source.canonicalId(type, written));
        assertThat(refused.words()).endsWith(".");
        if (!refused.words().equals(PLACEHOLDER)) {
            assertThat(refused.words()).doesNotContain(written);
        }
    }
}
