import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Brings leads and conversions to every place where they can stand, each named after that place, by what CRMs, platforms and
 * people do. The people are made up.
 *
 * <p>Arguments: {@code running} (uploads and dispatches; to be killed afterwards) or {@code quiet} (dispatches and uploads
 * nothing), address of LeadLoop, JDBC address.
 */
final class Situations {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final String OF_LEAD = "leadloop.conversion c join leadloop.lead l on l.id = c.lead_id"
            + " where l.external_id = '%s' and c.stage = '%s' and c.destination = '%s'";

    private final Outside outside;

    private Situations(Outside outside) {
        this.outside = outside;
    }

    public static void main(String[] arguments) throws Exception {
        Situations situations = new Situations(new Outside(arguments[1], arguments[2]));
        if (arguments[0].equals("running")) {
            situations.leadsAtEachStage();
            situations.uploadsThatAreHeld();
            situations.anUploadThatThePlatformWantsLater();
            situations.uploadsThatWereRejected();
            situations.uploadsWhoseRetriesAreUsedUp();
            situations.twoLeadsThatBecameOne();
            situations.fromAFile();
            situations.uploadsToPausedPlatforms();
            situations.anAttemptThatNeverEnded();
        } else {
            situations.waitingInTheInbox();
        }
    }

    private void leadsAtEachStage() throws InterruptedException {
        reaches("captured", "CAPTURED", 40, clicked("gclid", 72));
        reaches("accepted", "MQL", 30, clicked("gclid", 72));
        reaches("sql", "MQL", 30, clicked("gclid", 72));
        reaches("sql", "SQL", 20, clicked("gclid", 72));
        reaches("lost", "MQL", 30, clicked("gclid", 72));
        reaches("lost", "LOST", 20, clicked("gclid", 72));
        reaches("refused", "MQL", 30, clicked("gclid", 72).replace("granted", "denied"));
        reaches("won", "CAPTURED", 60, clicked("gclid", 72));
        reaches("won", "MQL", 50, clicked("gclid", 72));
        reaches("won", "SQL", 40, clicked("gclid", 72));
        deal("won", "Closed Won", "won", 30, clicked("gclid", 72));
        reaches("unknown-status", "Nurturing (old)", 10, clicked("gclid", 72));
        await("accepted", "MQL", "google-ads", "ACCEPTED");
        await("sql", "SQL", "google-ads", "ACCEPTED");
        await("lost", "MQL", "google-ads", "ACCEPTED");
        await("won", "WON", "google-ads", "ACCEPTED");
        await("refused", "MQL", "google-ads", "REFUSED");
    }

    /** Google takes conversions six hours after the click; these clicks are of the last hour. */
    private void uploadsThatAreHeld() throws InterruptedException {
        for (String lead : new String[] {"held", "held-denied", "denied", "without-process"}) {
            justClicked(lead, "MQL");
            await(lead, "MQL", "google-ads", "PLANNED");
        }
        sends("denied", "MQL", Duration.ofMinutes(10), ",\"consent\":{\"adUserData\":\"denied\"}");
        await("denied", "MQL", "google-ads", "EXPIRED' and c.reason = 'CONSENT_DENIED");

        sends("taken-back", "Closed Won", Duration.ofMinutes(30), facts("taken-back", "gclid", Duration.ofHours(1))
                + dealOf("taken-back", "won"));
        await("taken-back", "WON", "google-ads", "PLANNED");
        sends("taken-back", "Closed Lost", Duration.ofMinutes(10), dealOf("taken-back", "lost"));
        await("taken-back", "WON", "google-ads", "DROPPED' and c.reason = 'TAKEN_BACK");

        outside.cockpitCancels(outside.ask("select e.id_ from act_ru_execution e where e.business_key_ = (select c.id::text from "
                + OF_LEAD.formatted("without-process", "MQL", "google-ads") + ") and e.parent_id_ is null"));
    }

    private void anUploadThatThePlatformWantsLater() throws InterruptedException {
        outside.faults("pinterest", "{\"fault\":\"RATE_LIMIT\",\"times\":1,\"retryAfterSeconds\":7200}");
        reaches("wanted-later", "MQL", 30, clicked("epik", 72));
        outside.await("exists (select from act_ru_job j join act_ru_execution e on e.id_ = j.process_instance_id_"
                + " where e.business_key_ = (select c.id::text from " + OF_LEAD.formatted("wanted-later", "MQL", "pinterest")
                + "))");
    }

    private void uploadsThatWereRejected() throws InterruptedException {
        outside.faults("google-ads", "{\"fault\":\"BAD_ROW\",\"matching\":\"rejected-\",\"namesTheRow\":true}");
        for (String lead : new String[] {"rejected-again", "rejected-dropped", "rejected-denied"}) {
            reaches(lead, "MQL", 30, clicked("gclid", 72));
            await(lead, "MQL", "google-ads", "REJECTED");
        }
        outside.faults("google-ads");
    }

    private void uploadsWhoseRetriesAreUsedUp() throws InterruptedException {
        outside.faults("google-ads", "{\"fault\":\"SERVER_ERROR\"}");
        for (String lead : new String[] {"used-up", "used-up-denied"}) {
            reaches(lead, "MQL", 30, clicked("gclid", 72));
            await(lead, "MQL", "google-ads", "PLANNED");
        }
        outside.await("2 = (select count(*) from act_ru_ext_task where retries_ = 0)");
        outside.faults("google-ads");
    }

    /** Both stood at MQL: the winner's conversion was told, the loser's is held. */
    private void twoLeadsThatBecameOne() throws InterruptedException {
        salesforce("04lxx000000CaS1AAK", "00Q000000000001EAA", "merged-winner", 72);
        salesforce("04lxx000000CaS2AAK", "00Q000000000002EAA", "merged-loser", 1);
        await("00Q000000000001EAA", "MQL", "google-ads", "ACCEPTED");
        await("00Q000000000002EAA", "MQL", "google-ads", "PLANNED");
        outside.salesforceLead("04lxx000000CaS3AAK", field("Id", "00Q000000000002EAA") + field("IsDeleted", "true")
                + field("MasterRecordId", "00Q000000000001EAA") + field("SystemModstamp", NOW.toString()));
        outside.await("exists (select from leadloop.lead where merged_into is not null)");
    }

    private void salesforce(String notification, String id, String name, int capturedHoursAgo) {
        outside.salesforceLead(notification, field("Id", id)
                + field("CreatedDate", hoursAgo(capturedHoursAgo).toString())
                + field("Email", name + "@example.com") + field("GCLID__c", name + "-g")
                + field("Status", "Marketing Qualified")
                + field("SystemModstamp", NOW.minus(Duration.ofMinutes(20)).toString()));
    }

    private static String field(String name, String value) {
        return "<sf:" + name + ">" + value + "</sf:" + name + ">";
    }

    private void fromAFile() throws InterruptedException {
        outside.file("source=shop&consentWhenAbsent=granted&zone=UTC&name=leads.csv",
                "Lead ID,Status,Conversion Time,Google Click ID,Click Time,Email\n"
                        + "imported,MQL," + hoursAgo(30) + ",imported-g," + hoursAgo(72) + ",imported@example.com\n");
        await("imported", "MQL", "google-ads", "ACCEPTED");
    }

    private void uploadsToPausedPlatforms() throws InterruptedException {
        outside.administratorPosts("/api/destinations/meta/pause");
        outside.administratorPosts("/api/destinations/microsoft-ads/pause");
        reaches("paused", "MQL", 30, clicked("fbclid", 72));
        reaches("paused-denied", "MQL", 30, clicked("msclkid", 72));
        await("paused", "MQL", "meta", "PLANNED");
        await("paused-denied", "MQL", "microsoft-ads", "PLANNED");
    }

    /** The platform took it and said nothing; the node is killed while it waits for the answer. */
    private void anAttemptThatNeverEnded() throws InterruptedException {
        outside.faults("linkedin", "{\"fault\":\"TIMEOUT_AFTER_ACCEPTING\",\"times\":1}");
        reaches("in-flight", "MQL", 30, clicked("li_fat_id", 72));
        outside.await("exists (select from sandbox.received where event like '%in-flight-%')");
    }

    private void waitingInTheInbox() throws InterruptedException {
        reaches("in-the-inbox", "MQL", 30, clicked("gclid", 72));
        // The doors of sweeps and re-reads need a CRM's API: what they leave is told apart by its key only.
        outside.ask("update leadloop.inbox_message set delivery_key = 'sweep:' || delivery_key where id = (select max(m.id)"
                + " from leadloop.inbox_message m join leadloop.lead l on l.id = m.lead_id where l.external_id = 'captured')"
                + " returning id");
        outside.ask("update leadloop.inbox_message set delivery_key = 'reread:' || delivery_key where id = (select max(m.id)"
                + " from leadloop.inbox_message m join leadloop.lead l on l.id = m.lead_id where l.external_id = 'lost')"
                + " returning id");
    }

    private void reaches(String lead, String status, int hoursAgo, String facts) {
        sends(lead, status, Duration.ofHours(hoursAgo), facts.replace("{lead}", lead));
    }

    private void deal(String lead, String status, String outcome, int hoursAgo, String facts) {
        reaches(lead, status, hoursAgo, facts + dealOf(lead, outcome));
    }

    private void justClicked(String lead, String status) {
        sends(lead, status, Duration.ofMinutes(30), facts(lead, "gclid", Duration.ofHours(1)));
    }

    private void sends(String lead, String status, Duration ago, String facts) {
        outside.generic("""
                {"status":"%s","occurredAt":"%s","lead":{"id":"%s","email":"%s@example.com"}%s}"""
                .formatted(status, NOW.minus(ago), lead, lead, facts));
    }

    private static String clicked(String kind, int hoursAgo) {
        return facts("{lead}", kind, Duration.ofHours(hoursAgo));
    }

    private static String facts(String lead, String kind, Duration ago) {
        return ",\"clickIds\":[{\"kind\":\"%s\",\"value\":\"%s-g\",\"clickedAt\":\"%s\"}],\"consent\":{\"adUserData\":\"granted\",\"adPersonalization\":\"granted\"}"
                .formatted(kind, lead, NOW.minus(ago));
    }

    private static String dealOf(String lead, String outcome) {
        return ",\"deal\":{\"id\":\"deal-%s\",\"outcome\":\"%s\",\"amount\":1000,\"currency\":\"EUR\"}".formatted(lead, outcome);
    }

    private static Instant hoursAgo(int hours) {
        return NOW.minus(Duration.ofHours(hours));
    }

    private void await(String lead, String stage, String destination, String state) throws InterruptedException {
        outside.await("exists (select from " + OF_LEAD.formatted(lead, stage, destination) + " and c.state = '" + state + "')");
    }
}
