// SPDX-License-Identifier: MIT
#include "closing_words.h"

#include "fold.h"

#include <string.h>

static const struct {
  guint traits;
  const char *words;
} lists[] = {
    {WORD_HEAD,
     "regards regard rgds brgds thanks thank thankyou thx tnx cheers sincerely faithfully truly yours "
     "respectfully "
     "cordially best wishes bye goodbye byebye cya ttfn ciao adieu warmly gratefully kr bw yrs ty tysm "
     "grüsse grüssen gruss mfg vg lg danke dank servus tschüss hochachtungsvoll alles "
     "cordialement salutations merci amicalement sincèrement amitiés remerciements "
     "saludos saludo gracias atentamente cordialmente adiós recuerdos "
     "saluti saluto grazie cordialità arrivederci groeten groet groetjes bedankt dankjewel mvg hoogachtend "
     "cumprimentos obrigado obrigada atenciosamente saudações "
     "pozdrawiam pozdrowienia pozdrowieniami dziękuję dzięki pozdrawiamy poważaniem "
     "hälsningar hälsning tack mvh vänligen hilsen hilsener tak takk hilsner vh "
     "terveisin kiitos terveiset pozdravem pozdravy děkuji díky zdravím pozdrav pozdravom ďakujem "
     "üdvözlettel köszönöm köszönettel mulțumesc stimă χαιρετισμούς ευχαριστώ уважением спасибо дякую "
     "saygılarımla teşekkürler cofion diolch salutacions gràcies hvala kveðja kveðjur φιλικά φιλικούσ "
     "εκτίμηση "
     "χαιρετισμό повагою пожеланиями поздрави üdv drag cieņu pagarbiai lugupidamisega tervitades soovidega "
     "atentament "
     "herzlichst meas gywir"},
    {WORD_HEAD | WORD_FOND,
     "love luv loves lovingly hugs hug kisses kiss cuddles affectionately fondly mwah "
     "küsse kuss küsschen bussi bussis umarmung drücker alles bisous bisou bises bise baisers tendresse "
     "câlins "
     "affectueusement besos beso besitos abrazos abrazo cariño baci bacio bacioni abbracci abbraccio "
     "liefs kus kusjes kusje knuffel knuffels kussen beijos beijinhos beijo abraços abraço bjs "
     "buziaki całusy całuję uściski ściskam kram kramar puss pussar kys knus klem klemmer suukko suukkoja "
     "halauksia rakkaudella halauksin pusinky objetí polibky láskou puszi pupici ölel φιλιά целую обнимаю "
     "sevgiler öptüm cariad swsus petons abraçades poljubac"},
    {WORD_WITH,
     "kind kindest warm warmest best many very much so lots lot of all my our with and & the a you again in "
     "advance "
     "for now from to your both too always forever sincerest fondest tons loads big huge massive everyone "
     "folks "
     "everybody guys team sincere mit freundlichen freundlichem freundliche vielen herzlichen herzliche "
     "herzlichem "
     "viele vielen liebe lieben liebe schöne schönen beste besten im voraus und allerbeste sonnige ganz "
     "bien cordiales sincères meilleures avec mes nos beaucoup d'avance très votre gros grosses "
     "un cordial muchas muchos con los mejores afectuosos muy cordiali distinti molte molti tanti affetto "
     "mille "
     "met vriendelijke hartelijke veel lieve alvast dikke com os melhores muito atenciosos um grande muitos "
     "z serdecznie serdeczne serdecznymi wyrazami szacunkiem med vänliga vänlig bästa många varma vennlig "
     "venlig "
     "venlige vennlige kærlig mange bedste ystävällisin paljon parhain s přátelským srdečným с з на cu u με "
     "τουσ ar "
     "fuerte fortes lep lijep srdačan bestu parimate gorau yn наилучшими"},
    {WORD_PLAIN, "soon later then there you here now today tonight tomorrow everyone everybody all week "
                 "weekend evening morning "
                 "afternoon day night again time much care fun luck safe well done great good lovely "
                 "brilliant amazing fantastic "
                 "awesome perfect super wonderful excellent ok okay yes no sure hi hey hello hiya mum dad "
                 "thanks thank ta cheers "
                 "bye goodbye goodnight congratulations congrats welcome sorry please happy merry enjoy "
                 "sleep rest speak talk see "
                 "sweet birthday christmas easter year xmas halloween holiday holidays summer spring autumn "
                 "winter term lesson "
                 "session class school best wishes regards love hugs kisses miss them him her it us me guys "
                 "folks both lot lots "
                 "everything anything nothing thx lol haha forward fine right cool yay wow hooray hurrah "
                 "nice take look keep "
                 "going come join help home lunch dinner breakfast always forever indeed too though next "
                 "first last proud excited "
                 "work job chat news bald dann danke heute wochenende bientôt demain merci mañana pronto "
                 "luego domani presto grazie "
                 "laters cheerio better ps pps mentor mentors manager coordinator volunteer volunteers lead "
                 "leader officer teacher coach tutor assistant "
                 "tot snel obrigado amanhã tack imorgon tak takk huomenna zítra dzięki"},
    {WORD_PLAIN | WORD_DATE, "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds "
                             "thu thur thurs fri sat sun "
                             "january february march april may june july august september october november "
                             "december jan feb mar apr jun jul "
                             "aug sep sept oct nov dec montag dienstag mittwoch donnerstag freitag samstag "
                             "sonntag lundi mardi mercredi jeudi "
                             "vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo "
                             "lunedì martedì mercoledì giovedì "
                             "venerdì sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag "
                             "zondag måndag tisdag onsdag "
                             "torsdag fredag lördag söndag mandag tirsdag lørdag søndag januar februar märz "
                             "juni juli oktober dezember"},
    {WORD_THING,
     "gen generation project plan product model group iphone ipad macos osx os windows letter variable "
     "value axis formula vitamin option version element dimension phase exhibit appendix xbox agent planet "
     "brand "
     "patient weapon mr mrs ms dr prof professor projekt projet proyecto progetto modell modelo produkt "
     "produit "
     "pokémon pokemon spacex airbus mac"},
    {WORD_NAMED, "team series unit hall block building gate platform zone ward deck stage macbook xperia "
                 "galaxy tesla space "
                 "twitter factor company brother sister racer class classe klasse gruppe groupe grupo gruppo "
                 "équipe equipo squadra "
                 "ekipa raum salle sala terminal studio studios lab laboratory channel label file edition "
                 "room form house school "
                 "theory event game games day bowl madame monsieur herr frau señor pope papa papst king "
                 "queen lane street road "
                 "club area sector table figure act type vector hour seat base camp field pitch court arena "
                 "centre center college "
                 "academy institute corner square bay dock pier floor wing suite cabin tent site island ship "
                 "rocket mission operation "
                 "number folder column row point level stufe tag jahrgang track bus line train route place "
                 "thing section part miss"},
    {WORD_NUMBERED, "chapter volume vol century size bowl legion article appendix kapitel chapitre capítulo "
                    "capitolo grösse taille "
                    "talla maat wrestlemania episode season section exhibit"},
    {WORD_FUNCTION, "the a an and or of for with by to from as than or is are equals find solve about on "
                    "onto via at per named called "
                    "labelled marked der die das den dem ein eine einen mit von für zu im am auf le les un "
                    "une de du des pour avec el "
                    "los las con para il gli di het een van voor met op os um uma na do med til på och und "
                    "et vs versus times"},
    {WORD_LABEL, "tel mob fax ref ext extn pin passcode postcode iban isbn id dear"},
    {WORD_PHONE, "tel phone telephone mob mobile cell fax telefon telefono teléfono téléphone telefoon "
                 "portable móvil cellulare "
                 "mobiel telemóvel puh puhelin whatsapp"},
    {WORD_SOCIAL, "facebook instagram linkedin twitter tiktok youtube bluesky mastodon threads discord "
                  "snapchat telegram pinterest "
                  "github reddit twitch insta"},
    {WORD_GREETING, "dear hi hello hey hiya hallo liebe lieber bonjour salut chère cher hola querida querido "
                    "caro cara buongiorno olá "
                    "cześć hej hei moi ahoj dobrý szia bună здравствуйте merhaba"},
    {WORD_OPENER, "see have thanks thank good hope looking take enjoy happy merry well speak talk chat love "
                  "miss sending sleep wishing "
                  "cheers bye congrats congratulations until till can't cant lots big have let catch meet "
                  "call get stay keep"},
    {WORD_ARTICLE, "the a an your our my this that his her their"},
    {WORD_BLANK, "code codes password number numbers username account login voucher key serial"},
    {WORD_PLACE, "in at near outside from inside by"},
    {WORD_CLOCK, "at by until till around about before after um alle às klo kl"},
    {WORD_JOINT, "and & from of at all everyone everybody und et y e en och og ja von de del di van la le "
                 "der your our both for "
                 "the team"},
};

/* Folded; what may follow is names. */
static const char *const phrases[] = {
    "take care",        "see you soon", "see you later",  "see you then",  "see ya",
    "speak soon",       "talk soon",    "talk later",     "catch up soon", "until then",
    "until next time",  "till then",    "till next time", "stay safe",     "be well",
    "all the best",     "good night",   "goodnight",      "so long",       "à bientôt",
    "à plus",           "bis bald",     "bis dann",       "hasta pronto",  "hasta luego",
    "a presto",         "tot ziens",    "tot snel",       "até breve",     "até logo",
    "do zobaczenia",    "vi ses",       "vi høres",       "nähdään",       "na shledanou",
    "na viděnou",       "bien à toi",   "bien à vous",    "je t'embrasse", "je t’embrasse",
    "auf wiedersehen",  "до свидания",  "miss you",       "hej då",        "speak to you soon",
    "talk to you soon", "more soon",    "hwyl",           "slán",
};

gsize closing_phrase(const char *folded)
{
  gsize longest = 0;
  for (guint i = 0; i < G_N_ELEMENTS(phrases); i++) {
    gsize length = strlen(phrases[i]);
    if (length <= longest || !g_str_has_prefix(folded, phrases[i])) continue;
    if (!g_unichar_isalnum(g_utf8_get_char(folded + length))) longest = length;
  }
  return longest;
}

gboolean closing_phrase_begins(const char *word)
{
  gsize length = strlen(word);
  for (guint i = 0; i < G_N_ELEMENTS(phrases); i++) {
    if (!g_str_has_prefix(phrases[i], word)) continue;
    if (!g_unichar_isalnum(g_utf8_get_char(phrases[i] + length))) return TRUE;
  }
  return FALSE;
}

static GHashTable *words_new(void)
{
  GHashTable *words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < G_N_ELEMENTS(lists); i++) {
    g_auto(GStrv) each = g_strsplit(lists[i].words, " ", -1);
    for (guint at = 0; each[at] != NULL; at++) {
      char *word = fold_text(each[at]);
      guint known = GPOINTER_TO_UINT(g_hash_table_lookup(words, word));
      g_hash_table_replace(words, word, GUINT_TO_POINTER(known | lists[i].traits));
    }
  }
  return words;
}

guint closing_word(const char *folded)
{
  static gsize ready = 0;
  static GHashTable *words = NULL;
  if (g_once_init_enter(&ready)) {
    words = words_new();
    g_once_init_leave(&ready, 1);
  }
  return GPOINTER_TO_UINT(g_hash_table_lookup(words, folded));
}
