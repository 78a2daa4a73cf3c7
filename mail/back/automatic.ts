import type { Verdict } from './delivery-report.ts';
import type { Parsed } from './parse.ts';

/** How absence is said, in the languages of most who answer. At a subject's beginning nobody but a machine says so. */
const AWAY_SUBJECT =
  /^\W*(?:(?:auto(?:matic)?[- ]?(?:reply|response)|auto:|out of (?:the )?office|ooo\b|on (?:vacation|leave|holiday)|away from (?:the )?office)|(?:automatische antwort|abwesenheits(?:notiz|meldung|nachricht)|abwesend|nicht im büro)|(?:réponse automatique|absence du bureau|message d'absence|absent)|(?:respuesta automática|fuera de (?:la )?oficina|ausencia)|(?:resposta automática|ausência|fora do escritório)|(?:risposta automatica|fuori (?:sede|ufficio)|assenza)|(?:automatisch antwoord|afwezig)|(?:autosvar|frånvar|fravær|automatiskt svar|automaattinen vastaus)|(?:autoodpowiedź|automatyczna odpowiedź|nieobecno|poza biurem)|(?:自動(?:返信|応答)|不在)|(?:自动(?:回复|答复)|自動回覆)|(?:자동 ?(?:회신|응답)|부재중)|(?:автоответ|автоматический ответ|отсутств))/iu;
const AWAY =
  /out of (?:the )?office|away from (?:the office|my desk|work)|on (?:annual |parental |maternity |sick )?(?:vacation|holiday|leave)|limited access to (?:my )?e-?mail|(?:i am|i'm|i will be) (?:currently )?(?:away|out)|no longer (?:with|work)|abwesen|nicht im (?:büro|haus)|im urlaub|(?:absent|absence|congés?|vacances)\b|fuera de (?:la )?oficina|vacaciones|ausente|de férias|fora do escritório|ausência|fuori (?:sede|ufficio)|in ferie|afwezig|met vakantie|semester|ferie\b|urlop|nieobecn|poza biurem|不在|休暇|休み|休假|외출|휴가|отпуск|отсутств/iu;
const TICKET =
  /ticket|case (?:number|#)|request (?:#|has been received)|\[#?\w+[-#]?\d{3,}\]|we have received your|vorgang|ihre anfrage|votre demande|su solicitud|sua solicitação|zgłoszenie|お問い合わせ/iu;

/** The machine that wrote it, by its headers or, where it has none, by its subject; undefined for what a person may have written. Pure, total. */
export function automatic(parsed: Parsed): Verdict | undefined {
  const { headers, subject, text } = parsed;
  if (/report-type="?disposition-notification/i.test(headers.get('content-type') ?? ''))
    return { kind: 'automatic', why: 'a receipt' };
  const sign = signOf(headers);
  const awaySubject = AWAY_SUBJECT.test(subject);
  if (sign === undefined)
    return awaySubject ? { kind: 'out-of-office', why: 'the words of its subject' } : undefined;
  if (awaySubject) return { kind: 'out-of-office', why: sign };
  if (TICKET.test(subject)) return { kind: 'automatic', why: sign };
  return { kind: AWAY.test(`${subject}\n${text}`) ? 'out-of-office' : 'automatic', why: sign };
}

/** RFC 3834, and what was in use before it. */
function signOf(headers: Parsed['headers']): string | undefined {
  const said = headers.get('auto-submitted')?.trim().toLowerCase() ?? 'no';
  if (said !== '' && !/^no\b/.test(said)) return 'Auto-Submitted';
  for (const [name, sign] of SIGNS) if (sign.test(headers.get(name) ?? '')) return name;
  return undefined;
}

const ANY = /./;
const SIGNS: readonly (readonly [header: string, sign: RegExp])[] = [
  ['x-autoreply', /^(?!no\b)./i],
  ['x-autorespond', ANY],
  ['x-autoresponder', ANY],
  ['x-auto-reply-from', ANY],
  ['x-ms-exchange-inbox-rules-loop', ANY],
  ['x-auto-response-suppress', /^all$/i],
  ['precedence', /^(auto_?reply|bulk|junk|list)\b/i],
  ['x-precedence', /^(auto_?reply|bulk|junk|list)\b/i],
  ['list-id', ANY],
  ['list-unsubscribe', ANY],
  ['delivered-to', /^autoresponder$/i],
  ['return-path', /^<\s*>$/],
];
