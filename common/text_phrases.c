// SPDX-License-Identifier: MIT
#include "text_phrases.h"

#include <string.h>

/* Parted by bars. */
static const char *const phrases[] = {
    [PHRASES_SEPARATOR] =
        "original message|original message follows|original email|original e-mail|reply message|"
        "forwarded message|begin forwarded message|forwarded by|forwarded mail|forward message|"
        "start of forwarded message|reply above this line|please type your reply above this line|"
        "ursprüngliche nachricht|originalnachricht|original-nachricht|ursprungliche nachricht|"
        "weitergeleitete nachricht|anfang der weitergeleiteten nachricht|anfang der weitergeleiteten e-mail|"
        "message d'origine|message d’origine|message original|message transféré|message suivi|"
        "début du message transféré|début du message réexpédié|message transmis|courriel original|"
        "mensaje original|mensaje reenviado|inicio del mensaje reenviado|mensaje enviado|messaggio originale|"
        "messaggio inoltrato|inizio messaggio inoltrato|messaggio original|oorspronkelijk bericht|"
        "origineel bericht|doorgestuurd bericht|begin doorgestuurd bericht|mensagem original|"
        "mensagem encaminhada|início da mensagem encaminhada|início da mensagem reencaminhada|"
        "mensagem reencaminhada|wiadomość oryginalna|oryginalna wiadomość|treść oryginalnej wiadomości|"
        "wiadomość przekazana|przekazana wiadomość|początek przekazywanej wiadomości|"
        "forwarded message / przekazana wiadomość|ursprungligt meddelande|originalmeddelande|"
        "vidarebefordrat meddelande|vidarebefordrat brev|oprindelig meddelelse|oprindelig besked|"
        "videresendt meddelelse|videresendt besked|start på videresendt besked|opprinnelig melding|"
        "original melding|videresendt melding|start på videresendt melding|alkuperäinen viesti|"
        "välitetty viesti|edelleenlähetetty viesti|původní zpráva|původní e-mail|přeposlaná zpráva|"
        "začátek přeposílané zprávy|pôvodná správa|preposlaná správa|eredeti üzenet|továbbított üzenet|"
        "mesaj original|mesaj redirecționat|mesaj redirectionat|αρχικό μήνυμα|προωθημένο μήνυμα|"
        "исходное сообщение|пересылаемое сообщение|пересланное сообщение|вихідне повідомлення|"
        "переслане повідомлення|orijinal mesaj|özgün ileti|iletilen mesaj|missatge original|"
        "missatge reenviat|izvorna poruka|proslijeđena poruka|originali žinutė|neges wreiddiol|"
        "bunteachtaireacht|algkiri|sākotnējais ziņojums",
    [PHRASES_WROTE] =
        "wrote|writes|schrieb|schreibt|hat geschrieben|a écrit|écrit|écrivait|escribió|escribio|ha escrito|"
        "ha scritto|scrisse|schreef|heeft geschreven|het volgende geschreven|escreveu|napisał|napisała|"
        "napisał(a)|pisze|skrev|följande|kirjoitti|napsal|napsala|napsal(a)|napísal|napísala|napísal(a)|írta|"
        "a scris|έγραψε|написал|написала|написал(а)|писал|пише|написав|yazdı|şunu yazdı|va escriure|"
        "ha escrit|escribiu|napisao|napisala|je napisao|napisao/la|rašė|rakstīja|kirjutas|ysgrifennodd|"
        "scríobh|skrifaði|said",
    [PHRASES_WROTE_LEAD] =
        "on|am|le|el|il|op|em|den|dnia|w dniu|dne|pe|la|στισ|dana|dňa|ar|il giorno|a|ma|to|på|d.|mon|tue|wed|"
        "thu|fri|sat|sun|в|у|vào",
    [PHRASES_SENT_FROM] =
        "sent from|sent via|sent with|sent by|sent using|sent on the go|get outlook for|download outlook|"
        "von meinem|von meiner|gesendet von|gesendet mit|gesendet über|diese nachricht wurde von|"
        "holen sie sich outlook|outlook für|hol dir outlook|envoyé de|envoyé depuis|envoyé à partir|"
        "envoyé avec|télécharger outlook|obtenir outlook|obtenez outlook|enviado desde|enviado con|"
        "obtener outlook|descargar outlook|inviato da|inviato dal|inviato con|inviato tramite|"
        "scarica outlook|ottieni outlook|verstuurd vanaf|verzonden vanaf|verstuurd met|verzonden met|"
        "outlook voor|enviado do|enviado a partir|enviado de|enviado pelo|obter o outlook|baixar o outlook|"
        "wysłane z|wysłano z|pobierz outlook|pobierz aplikację outlook|uzyskaj outlook|skickat från|"
        "skickades från|hämta outlook|sendt fra|hent outlook|last ned outlook|skaff deg outlook|få outlook|"
        "lähetetty|hanki outlook|odesláno z|odesláno ze|získat outlook|odoslané z|získať outlook|"
        "trimis de pe|obține outlook|στάλθηκε από|отправлено с|отправлено из|надіслано з|enviat des|"
        "poslano s|poslano sa|seolta ó|anfonwyd o|saadetud minu|nosūtīts no|išsiųsta iš|küldve|please excuse|"
        "excuse my|excuse any|apologies for any typos",
    [PHRASES_DEVICE] =
        "iphone|ipad|ipod|phone|mobile|android|galaxy|samsung|huawei|pixel|nokia|blackberry|windows|outlook|"
        "mail|gmail|yahoo|aol|proton|htc|sony|xperia|oneplus|xiaomi|redmi|honor|motorola|moto|lg|device|"
        "tablet|mac|macbook|watch|handy|smartphone|telefon|telefoon|téléphone|teléfono|telefono|mobil|móvil|"
        "mobiel|cellulare|celular|telemóvel|mobilen|mobiltelefon|puhelimesta|matkapuhelimesta|appareil|"
        "dispositivo|gerät|ios|k-9|thunderbird|spark|airmail|superhuman|fastmail|gmx|web.de|zoho|t-mobile|"
        "vodafone|iphonesta|ipadista|iphonem|iphonu|iphone'a|iphone’a|iphone'ról|iphone-ról|iphone-om|"
        "iphone'umdan|айфона|смартфона|телефона|brevity|typos|spelling|thumbs|kürze|tippfehler",
    [PHRASES_DISCLAIMER] =
        "this email and any|this e-mail and any|this message and any|this mail and any|"
        "this email is confidential|this e-mail is confidential|this message is confidential|"
        "this email may contain|this e-mail may contain|this message may contain|"
        "this message contains confidential|this email contains confidential|"
        "the information contained in this e|the information contained in this message|"
        "the information in this e|the contents of this e|this communication is confidential|"
        "confidentiality notice|confidentiality:|legal disclaimer|email disclaimer|e-mail disclaimer|"
        "disclaimer:|privileged and confidential|confidential and may be|intended recipient|"
        "received this email in error|received this e-mail in error|received this message in error|"
        "intended solely for|intended only for the|consider the environment|think before you print|"
        "before printing this|before you print this|you received this message because|you are receiving this|"
        "you're receiving this|to unsubscribe|click here to unsubscribe|unsubscribe from this|"
        "manage your preferences|manage preferences|update your preferences|email preferences|"
        "view this email in your browser|view in browser|to view this discussion|for more options, visit|"
        "virus-free|checked for viruses|scanned for viruses|scanned by mimecast|protected by avast|"
        "checked by avg|registered charity|charity registered|charity number|registered in england|"
        "registered office|company number|company registration|company registered|all rights reserved|"
        "diese e-mail enthält|diese e-mail kann|diese email enthält|diese nachricht enthält|"
        "der inhalt dieser e-mail|der inhalt dieser nachricht|nicht der beabsichtigte empfänger|"
        "nicht der richtige adressat|bitte prüfen sie, ob diese|denken sie an die umwelt|"
        "an die umwelt denken|ce message et|ce courriel et|ce message est confidentiel|"
        "ce courriel est confidentiel|ce message peut contenir|avant d'imprimer|avant d’imprimer|"
        "pensez à l'environnement|pensez à l’environnement|se désabonner|este mensaje y|"
        "este mensaje puede contener|este mensaje contiene|este correo electrónico y|"
        "este correo es confidencial|antes de imprimir|darse de baja|le informazioni contenute in questo|"
        "le informazioni contenute nella|questo messaggio e|questa e-mail e|questa email e|prima di stampare|"
        "disiscriviti|dit bericht en|dit e-mailbericht|deze e-mail en|de informatie in dit bericht|"
        "de informatie in deze e-mail|denk aan het milieu|uitschrijven|esta mensagem e|esta mensagem pode|"
        "este e-mail e|cancelar subscrição|niniejsza wiadomość|treść tej wiadomości|ta wiadomość może|"
        "detta meddelande|detta mail|detta e-postmeddelande|denne e-mail|denne meddelelse|denne e-posten|"
        "denne meldingen|tämä viesti|tämä sähköposti|tato zpráva|tento e-mail|mae'r neges hon|gallai'r neges",
    [PHRASES_LEGAL] =
        "confidential|privileged|recipient|addressee|unauthorised|unauthorized|disclosure|disclose|liability|"
        "liable|virus|viruses|attachment|attachments|sender|delete|prohibited|dissemination|in error|copying|"
        "distribution|legally|warranty|opinions|vertraulich|empfänger|löschen|confidentiel|destinataire|"
        "confidencial|destinatario|riservato|riservate|vertrouwelijk|geadresseerde|poufne|adresat|"
        "konfidentiell|mottagare|fortrolig|modtager",
};

static const struct {
  HeaderLabel kind;
  const char *labels;
} header_labels[] = {
    {LABEL_FROM,
     "from|von|de|da|van|od|från|fra|lähettäjä|feladó|de la|από|от|від|kimden|gönderen|expéditeur|"
     "mittente|remitente|afzender|nadawca|avsändare|avsender|saatja|nuo|absender|oddi wrth|šalje|"
     "from name|frá"},
    {LABEL_TO,
     "to|an|à|a|para|aan|do|till|til|vastaanottaja|kenelle|komu|címzett|către|προς|кому|kime|alıcı|per|"
     "per a|destinataire|destinatario|ontvanger|odbiorca|mottagare|mottaker|modtager|empfänger|adresát|at|"
     "prima|za|pour|pro"},
    {LABEL_CC,
     "cc|kopie|copie|copie à|kopia|kopi|kopio|copia|másolat|bcc|copy|dw|reply-to|reply to|importance|"
     "attachments|anlagen|organization"},
    {LABEL_DATE,
     "sent|date|gesendet|datum|envoyé|envoyé le|enviado|enviado el|enviada em|enviado em|enviada|fecha|"
     "inviato|data|verzonden|wysłano|wysłane|skickat|sendt|dato|lähetetty|päivämäärä|pvm|odesláno|"
     "odoslané|elküldve|dátum|trimis|στάλθηκε|ημερομηνία|отправлено|дата|надіслано|gönderildi|tarih|"
     "gönderme tarihi|enviat|enviat el|poslano|sent on|saadetud|anfonwyd|dyddiad"},
    {LABEL_SUBJECT,
     "subject|betreff|objet|asunto|oggetto|onderwerp|temat|ämne|emne|aihe|předmět|predmet|tárgy|subiect|"
     "θέμα|тема|konu|assunto|assumpte|teema|sujet|pwnc|tema|efni"},
};

/* The list as its phrases; made once, never freed. */
static char **list_of(Phrases list)
{
  static gsize ready = 0;
  static char **lists[G_N_ELEMENTS(phrases)];
  if (g_once_init_enter(&ready)) {
    for (guint i = 0; i < G_N_ELEMENTS(phrases); i++) lists[i] = g_strsplit(phrases[i], "|", -1);
    g_once_init_leave(&ready, 1);
  }
  return lists[list];
}

guint text_header_label(const char *folded)
{
  gsize length = strlen(folded);
  for (guint i = 0; i < G_N_ELEMENTS(header_labels); i++) {
    const char *all = header_labels[i].labels;
    for (const char *at = strstr(all, folded); at != NULL && length > 0; at = strstr(at + 1, folded)) {
      gboolean starts = at == all || at[-1] == '|';
      if (starts && (at[length] == '|' || at[length] == '\0')) return header_labels[i].kind;
    }
  }
  return 0;
}

gboolean text_phrase_is(Phrases list, const char *folded)
{
  return g_strv_contains((const char *const *)list_of(list), folded);
}

static gboolean is_word_end(const char *at)
{
  return !g_unichar_isalnum(g_utf8_get_char(at));
}

gboolean text_phrase_begins(Phrases list, const char *folded)
{
  for (char **phrase = list_of(list); *phrase != NULL; phrase++) {
    if (g_str_has_prefix(folded, *phrase) && is_word_end(folded + strlen(*phrase))) return TRUE;
  }
  return FALSE;
}

static gboolean is_within(const char *phrase, const char *folded)
{
  for (const char *at = strstr(folded, phrase); at != NULL; at = strstr(at + 1, phrase)) {
    gboolean starts = at == folded || !g_unichar_isalnum(g_utf8_get_char(g_utf8_find_prev_char(folded, at)));
    if (starts && is_word_end(at + strlen(phrase))) return TRUE;
  }
  return FALSE;
}

guint text_phrases_count(Phrases list, const char *folded)
{
  guint count = 0;
  for (char **phrase = list_of(list); *phrase != NULL; phrase++) count += is_within(*phrase, folded) ? 1 : 0;
  return count;
}

gboolean text_phrase_within(Phrases list, const char *folded)
{
  for (char **phrase = list_of(list); *phrase != NULL; phrase++) {
    if (is_within(*phrase, folded)) return TRUE;
  }
  return FALSE;
}
