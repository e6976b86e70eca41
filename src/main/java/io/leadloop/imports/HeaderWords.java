package io.leadloop.imports;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Names of columns in German, French, Spanish and Dutch, and those of one's own. The translations are general knowledge of how CRMs
 * name their fields, not the word of their makers: that a column was taken by one of them is said, and they can be turned off.
 */
@Component
class HeaderWords {

    private static final String LANGUAGES = """
            lead.id|German|Lead-ID;LeadID;Interessent-ID;Kontakt-ID;Datensatz-ID;Kundennummer;Kunden-Nr.
            lead.id|French|ID du lead;ID du prospect;ID du contact;ID de fiche;ID de fiche d'informations;N° client
            lead.id|Spanish|ID de lead;ID del prospecto;ID de contacto;ID de registro
            lead.id|Dutch|Contact-ID;Record-ID;Klantnummer
            deal.id|German|Deal-ID;Opportunity-ID;Chancen-ID;Auftragsnummer;Bestellnummer;Rechnungsnummer;Vorgangsnummer
            deal.id|French|ID de la transaction;ID d'opportunité;N° de commande;N° de facture
            deal.id|Spanish|ID del negocio;ID de la oportunidad;ID del trato;N.º de pedido;N.º de factura
            deal.id|Dutch|Ordernummer;Factuurnummer
            lead.email|German|E-Mail-Adresse;Mailadresse
            lead.email|French|Adresse e-mail;Courriel;Mél
            lead.email|Spanish|Correo;Correo electrónico
            lead.email|Dutch|E-mailadres
            lead.phone|German|Telefon;Telefonnummer;Mobil;Mobiltelefon;Handy;Rufnummer
            lead.phone|French|Téléphone;Numéro de téléphone;Tél.;Portable
            lead.phone|Spanish|Teléfono;Número de teléfono;Móvil;Celular
            lead.phone|Dutch|Telefoon;Telefoonnummer;Mobiel;Gsm
            status|German|Phase;Deal-Phase;Stufe;Verkaufsphase;Lead-Status;Lifecycle-Phase;Lebenszyklusphase;Stadium
            status|French|Statut;Étape;Phase de la transaction;Statut du lead;Phase du cycle de vie;Étape du cycle de vie
            status|Spanish|Estado;Etapa;Fase;Etapa del negocio;Estado del lead;Etapa del ciclo de vida;Fase del ciclo de vida
            status|Dutch|Dealfase;Leadstatus;Levenscyclusfase;Lifecyclefase
            occurredAt|German|Datum;Zeit;Zeitpunkt;Datum/Uhrzeit;Geändert am;Gewonnen am;Verkaufsdatum;Verkauft am;Auftragsdatum;Kaufdatum
            occurredAt|French|Heure;Date de modification;Modifié le;Date de conversion;Date de vente;Vendu le
            occurredAt|Spanish|Fecha;Hora;Fecha de modificación;Fecha de conversión;Fecha de venta;Vendido el
            occurredAt|Dutch|Tijd;Gewijzigd op;Conversietijd;Verkoopdatum;Verkocht op
            lead.capturedAt|German|Erstellt am;Erstelldatum;Anlagedatum;Eingang
            lead.capturedAt|French|Date de création;Créé le
            lead.capturedAt|Spanish|Fecha de creación;Creado el
            lead.capturedAt|Dutch|Aangemaakt op;Aanmaakdatum
            deal.amount|German|Betrag;Wert;Umsatz;Auftragswert;Summe;Gesamtbetrag;Dealwert;Netto;Brutto
            deal.amount|French|Montant;Valeur;Chiffre d'affaires;CA;Valeur de conversion
            deal.amount|Spanish|Importe;Valor;Monto;Ingresos;Valor de conversión
            deal.amount|Dutch|Bedrag;Waarde;Omzet;Totaal;Conversiewaarde
            gclid|German|Google-Klick-ID;Google-Ads-Klick-ID;Google-Anzeigenklick-ID
            gclid|French|ID de clic Google;ID de clic Google Ads;Identifiant de clic Google Ads
            gclid|Spanish|ID de clic de Google;ID de clic de Google Ads;ID de clic en anuncio de Google
            gclid|Dutch|Google-klik-ID;Google Ads-klik-ID;Google-advertentieklik-ID
            fbclid|German|Facebook-Klick-ID
            fbclid|French|ID de clic Facebook;Identifiant de clic Facebook
            fbclid|Spanish|ID de clic de Facebook
            fbclid|Dutch|Facebook-klik-ID
            deal.currency|German|Währung;Währungscode
            deal.currency|French|Devise;Code devise;Monnaie
            deal.currency|Spanish|Moneda;Divisa;Código de moneda
            deal.currency|Dutch|Valuta;Valutacode
            """;

    /**
     * @param language for people; empty for a word of one's own
     */
    record Word(ImportField field, String language) {}

    private final Map<String, Word> words = new HashMap<>();

    @Autowired
    HeaderWords(ImportSettings settings) {
        this(settings.translatedHeaders(), settings.headerWords());
    }

    /**
     * @param translated whether the translations count
     * @param own names of columns by the key of an {@link ImportField}; before the translations
     * @throws IllegalStateException for a key that is no field
     */
    HeaderWords(boolean translated, Map<String, List<String>> own) {
        own.forEach((key, names) -> names.forEach(it -> add(key, "", it)));
        if (translated) {
            LANGUAGES.lines().map(it -> it.split("\\|")).forEach(line -> {
                for (String word : line[2].split(";")) {
                    add(line[0], line[1], word);
                }
            });
        }
    }

    private void add(String key, String language, String name) {
        ImportField field = ImportField.ofKey(key)
                .orElseThrow(() -> new IllegalStateException("leadloop.import.header-words names the field '" + key
                        + "', which is none of "
                        + ImportField.all().stream().map(ImportField::key).toList()));
        Word word = new Word(field, language);
        words.putIfAbsent(folded(name, true), word);
        words.putIfAbsent(folded(name, false), word);
    }

    /** The word of one's own or of another language; empty for a name that is neither. */
    Optional<Word> of(String header) {
        Word word = words.get(folded(header, true));
        return Optional.ofNullable(word == null ? words.get(folded(header, false)) : word);
    }

    /** A name without the currency behind it, as in {@code Amount (EUR)}. */
    static String withoutCurrency(String header) {
        return header.replaceAll("\\s*\\((?:[A-Z]{3}|[€$£])\\)$", "");
    }

    /** Without letter case, signs and accents; umlauts as {@code ae} or as {@code a}, as people write them. */
    private static String folded(String name, boolean isSpeltOut) {
        String text = withoutCurrency(Normalizer.normalize(name.strip(), Normalizer.Form.NFC))
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss");
        if (isSpeltOut) {
            text = text.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue");
        }
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("[^a-z0-9]", "");
    }
}
