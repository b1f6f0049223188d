import { limits } from 'bookplate/client'
import type { english } from '../errors/texts.ts'
import { number } from '../i18n/format.ts'

const { maxUploadSide: side, maxUploadPixels } = limits
const notUnderstood = 'Der Dienst hat die Anfrage nicht verstanden. Laden Sie die Seite neu.'

export const errors: typeof english = {
  codes: {
    invalid_input: 'Einige Felder des Formulars sind ungültig.',
    invalid_query: 'Diese Suche ist ungültig. Versuchen Sie es mit weniger oder kürzeren Wörtern.',
    invalid_cursor: 'Diese Liste ist veraltet. Laden Sie die Seite neu.',
    invalid_image: 'Dieses Bild ist beschädigt und nicht lesbar. Wählen Sie eine andere Datei.',
    malformed_json: notUnderstood,
    malformed_form: 'Die Datei kam beschädigt an. Versuchen Sie es noch einmal.',
    invalid_request: notUnderstood,
    missing_token: 'Melden Sie sich an, um fortzufahren.',
    invalid_token: 'Ihre Sitzung ist beendet. Melden Sie sich an, um fortzufahren.',
    refresh_token_reused: 'Diese Sitzung wurde zum Schutz Ihres Kontos beendet. Melden Sie sich neu an.',
    invalid_credentials: 'Die E-Mail-Adresse oder das Passwort ist falsch.',
    invalid_passkey: 'Der Passkey wurde nicht angenommen. Versuchen Sie es noch einmal.',
    passkey_not_found:
      'Dieser Passkey gehört hier zu keinem Konto mehr. Melden Sie sich auf andere Weise an.',
    passkey_taken: 'Dieser Passkey ist schon registriert.',
    too_many_passkeys: 'Mehr Passkeys kann ein Konto nicht haben. Entfernen Sie zuerst einen.',
    last_sign_in_method:
      'Das ist der einzige Weg, sich bei Ihrem Konto anzumelden. Fügen Sie zuerst einen anderen hinzu.',
    passkey_sign_up_closed:
      'Dieser Dienst bestätigt jede E-Mail-Adresse. Legen Sie das Konto mit einem Passwort an und fügen Sie dann einen Passkey hinzu.',
    email_not_configured: 'Dieser Dienst sendet keine E-Mails.',
    step_up_required: 'Bestätigen Sie zuerst, dass Sie es sind.',
    account_disabled: 'Dieses Konto ist gesperrt.',
    quota_exceeded: 'Ihre Bibliothek ist voll. Löschen Sie Bücher oder Umschläge, um Platz zu schaffen.',
    origin_mismatch: 'Diese Seite wurde unter einer Adresse geöffnet, die der Dienst nicht annimmt.',
    not_found: 'Unter dieser Adresse gibt es nichts.',
    book_not_found: 'Dieses Buch ist nicht mehr in der Bibliothek.',
    forbidden: 'Das darf nur ein Admin.',
    user_not_found: 'Diesen Benutzer gibt es nicht.',
    last_admin: 'Das ist der letzte Admin. Machen Sie zuerst jemand anderen zum Admin.',
    no_second_factor: 'Dieser Benutzer hat keinen zweiten Faktor.',
    session_not_found: 'Diese Sitzung ist schon beendet.',
    cover_not_found: 'Diesen Umschlag gibt es nicht mehr.',
    catalogue_closed: 'Die Bücher anderer Leser werden hier nicht gezeigt.',
    lookup_unavailable:
      'Zurzeit antwortet kein Katalog. Versuchen Sie es später, oder füllen Sie das Formular selbst aus.',
    method_not_allowed: 'Der Dienst unterstützt diese Anfrage nicht.',
    email_taken: 'Mit dieser E-Mail-Adresse gibt es schon ein Konto. Melden Sie sich an.',
    title_taken: 'Sie haben dieses Buch schon: derselbe Titel, dieselben Autoren, dieselbe ISBN.',
    idempotency_in_progress:
      'Der erste Versuch läuft noch. Warten Sie einen Moment, und versuchen Sie es noch einmal.',
    version_mismatch: 'Dieses Buch wurde auf einer anderen Seite oder einem anderen Gerät geändert.',
    payload_too_large: 'Die Datei ist zu groß.',
    unsupported_media_type: notUnderstood,
    unsupported_image: 'Ein Umschlag muss ein JPEG-, PNG-, WebP- oder GIF-Bild sein.',
    range_not_satisfiable: 'Die Datei ist kürzer als erwartet. Laden Sie die Seite neu.',
    idempotency_key_reused: 'Das Formular wurde nach dem Senden geändert. Senden Sie es noch einmal.',
    rate_limited: 'Zu viele Versuche.',
    internal_error: 'Im Dienst ist ein Fehler aufgetreten. Versuchen Sie es später.',
    misconfigured: 'Der Dienst ist nicht richtig eingerichtet. Der Betreiber muss das beheben.',
    service_unavailable: 'Der Dienst ist vorübergehend nicht verfügbar. Versuchen Sie es später.',
    unexpected_response:
      'Die Antwort kam nicht vom Dienst. Prüfen Sie das Netz, und versuchen Sie es noch einmal.',
  },
  imageTooLarge: () =>
    `Das Bild hat zu viele Pixel. Erlaubt sind ${number(side)} je Seite und ${number(maxUploadPixels / 1e6)} Millionen insgesamt.`,
  fields: {
    name: 'Geben Sie Vor- und Nachnamen ein.',
    email: 'Geben Sie eine gültige E-Mail-Adresse ein.',
    password: 'Dieses Passwort erfüllt die Regeln nicht.',
    new_password: 'Dieses Passwort erfüllt die Regeln nicht.',
    title: 'Dieser Titel ist leer oder zu lang.',
    authors: 'Ein Name ist leer oder zu lang, oder es sind zu viele.',
    description: 'Diese Beschreibung ist zu lang.',
    series: 'Der Name der Reihe ist zu lang.',
    series_number: 'Diese Nummer ist nicht möglich.',
    isbn: 'Das ist keine ISBN: Eine Ziffer ist falsch oder fehlt.',
    publisher: 'Der Name des Verlags ist zu lang.',
    published_year: 'Dieses Jahr ist nicht möglich.',
    language: 'Geben Sie eine Sprache ein, zum Beispiel Deutsch, en oder pt-BR.',
    pages: 'Diese Seitenzahl ist nicht möglich.',
    rating: 'Diese Bewertung ist nicht möglich.',
    progress: 'Dieser Fortschritt ist nicht möglich.',
    readings: 'Ein Tag ist ungültig, oder das Ende liegt vor dem Anfang.',
    tags: 'Ein Schlagwort ist leer oder zu lang, oder es sind zu viele.',
    review: 'Diese Rezension ist zu lang.',
    notes: 'Diese Notizen sind zu lang.',
    extra: 'Ein Name oder Wert ist zu lang, oder es sind zu viele eigene Felder.',
    cover_image: 'Dieses Bild kann nicht verwendet werden.',
  },
  unreachable:
    'Der Dienst ist nicht erreichbar. Prüfen Sie die Verbindung, und versuchen Sie es noch einmal.',
  unexpected: 'Auf dieser Seite ist ein unerwarteter Fehler aufgetreten. Laden Sie die Seite neu.',
  nextAttempt: 'Nächster Versuch in',
  tryAgain: 'Erneut versuchen',
  wait: (duration) => `Warten Sie ${duration}, und versuchen Sie es dann noch einmal.`,
}
