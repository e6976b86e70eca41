package io.leadloop.ops.desk;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Alerts as plain e-mails by the server under {@code spring.mail}. All mails of one alert are one thread. */
@Component
class MailAlerts implements AlertChannel {

    private static final int LONGEST_SUBJECT = 120;

    private final List<String> to;
    private final String from;
    private final @Nullable JavaMailSender server;

    MailAlerts(AlertSettings settings, ObjectProvider<JavaMailSender> server) {
        this.to = settings.mailTo();
        this.from = settings.mailFrom();
        this.server = server.getIfAvailable();
        if (!to.isEmpty() && this.server == null) {
            throw new IllegalStateException("Set spring.mail.host too: leadloop.alerts.mail-to needs a mail server.");
        }
    }

    @Override
    public Name name() {
        return Name.MAIL;
    }

    @Override
    public boolean isOn() {
        return !to.isEmpty();
    }

    @Override
    public void send(AlertNotice notice) throws NotTaken {
        if (server == null) {
            throw new NotTaken("spring.mail.host is not set");
        }
        try {
            server.send(mail(notice, server.createMimeMessage()));
        } catch (MessagingException | MailException e) {
            throw new NotTaken(
                    "the mail server did not take it (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** What is the matter, without what to do about it. */
    private static String firstSentence(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end);
    }

    private MimeMessage mail(AlertNotice notice, MimeMessage mail) throws MessagingException {
        MimeMessageHelper parts = new MimeMessageHelper(mail, false, StandardCharsets.UTF_8.name());
        parts.setFrom(from);
        parts.setTo(to.toArray(String[]::new));
        String subject = "LeadLoop: " + firstSentence(notice.text());
        parts.setSubject(subject.substring(0, Math.min(subject.length(), LONGEST_SUBJECT)));
        parts.setSentDate(Date.from(notice.createdAt()));
        parts.setText(notice.text() + "\n\nSince " + IntakeAlerts.utc(notice.raisedAt()) + ". "
                + notice.kind().page() + "\n");
        // Chains the mails of one alert, and tells mail robots not to answer (RFC 3834).
        mail.setHeader("References", "<alert_" + notice.alertId() + "@leadloop>");
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-LeadLoop-Notice", notice.id());
        return mail;
    }
}
