import type { english } from './english.ts';

/** What the public pages say, in German. */
export const german: Readonly<Record<keyof typeof english, string>> = {
  unsubscribeTitle: 'Abmelden',
  unsubscribeHeading: 'Abmelden?',
  unsubscribeLead: 'Ein Klick, und wir schreiben nicht mehr an {address}.',
  unsubscribeButton: 'Abmelden',
  unsubscribeFewer: 'Nur manche sind Ihnen zu viel?',
  unsubscribedTitle: 'Abgemeldet',
  unsubscribedHeading: 'Sie sind abgemeldet',
  unsubscribedLead: 'Wir schreiben nicht mehr an {address}. Mehr ist nicht zu tun.',
  unsubscribedMistake: 'War es ein Versehen?',

  preferencesTitle: 'Ihre Mails',
  preferencesHeading: 'Welche Mails möchten Sie?',
  preferencesWhose: 'Für {address}.',
  preferencesAbout: 'Schreiben Sie mir zu:',
  preferencesSave: 'Speichern',
  preferencesStop: 'Von allem abmelden',
  preferencesSaved: 'Es ist gespeichert und gilt ab sofort.',
  preferencesNone: 'Wir schreiben Ihnen zu keinem dieser Themen mehr.',
  preferencesStopped: 'Wir schreiben Ihnen nicht mehr.',
  preferencesBarred:
    'An diese Adresse können wir nicht schreiben: Eine Mail an sie kam zurück oder wurde als unerwünscht gemeldet. Antworten Sie auf eine unserer Mails, wenn das nicht stimmt.',

  confirmTitle: 'Bitte bestätigen',
  confirmHeading: 'Waren Sie das?',
  confirmLead:
    'Jemand, hoffentlich Sie selbst, hat uns gebeten, an {address} zu schreiben. Ohne diesen Knopf tun wir es nicht.',
  confirmButton: 'Ja, schreiben Sie mir zu: {topic}',
  confirmNot:
    'Sie waren es nicht? Dann tun Sie nichts: Wir fragen höchstens noch einmal und schreiben dann nie wieder.',
  confirmedTitle: 'Bestätigt',
  confirmedHeading: 'Danke, es ist bestätigt',
  confirmedLead: 'Von jetzt an schreiben wir an {address} zu: {topic}.',
  confirmedMind: 'Sie können es sich jederzeit anders überlegen.',
  overHeading: 'Das lässt sich nicht mehr bestätigen',
  overLead:
    'Der Link ist abgelaufen, oder die Bitte wurde zurückgenommen. Niemand schreibt Ihnen deswegen. Möchten Sie doch von uns hören, melden Sie sich noch einmal an.',

  choose: 'Wählen Sie, was Sie bekommen',
  yourAddress: 'Ihre Adresse',

  linkHeading: 'Dieser Link führt nirgendwohin',
  linkLead:
    'Er ist keiner von uns, ein Teil fehlt, oder sein Ziel gibt es nicht mehr. Kopieren Sie den ganzen Link aus der Mail, oder antworten Sie einfach auf sie.',
  foreignHeading: 'Es ist nichts geschehen',
  foreignLead:
    'Dieses Formular kam nicht von einer Seite dieser Website, darum ist nichts geschehen. Öffnen Sie den Link in der Mail noch einmal.',
  refusedHeading: 'Es ist nichts geschehen',
  refusedLead:
    'Was Ihr Browser geschickt hat, war nicht zu verstehen, darum ist nichts geschehen. Öffnen Sie den Link in der Mail noch einmal.',
  brokenHeading: 'Hier ist etwas schiefgegangen',
  brokenLead:
    'An Ihnen lag es nicht. Versuchen Sie es später noch einmal, oder antworten Sie einfach auf die Mail. Wir finden es unter {id}.',
};
