/** As much is shown to whoever decides; the whole mail lies in the mailbox of whoever signed. */
const LONGEST = 1000;

/** How mail programs begin what they quote, in the languages of most who answer; `>` does it in all of them. */
const QUOTED =
  /^(?:>|-{2,} ?(?:original message|forwarded message|ursprüngliche nachricht|message d'origine|mensaje original|mensagem original|messaggio originale)|_{10,}\s*$|(?:from|von|de|da|van|från|od|差出人|发件人): ?.*\n(?:sent|date|gesendet|datum|envoyé|enviad[oa]|fecha|data|inviato|verzonden|skickat|wysłano|送信日時|发送时间|to|an|à|para|a):|.{0,200}\b(?:wrote|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|skrev|napisał\(?a?\)?)(?!\p{L}).{0,120}:\s*$|-- ?$)/imu;

/** What somebody wrote, without the mail that they quote and what stands under their name; all of it where nothing else is left. Pure, total. */
export function excerptOf(text: string): string {
  const tidy = text
    .replaceAll('\r\n', '\n')
    .replaceAll(/[^\P{Cc}\n]/gu, ' ')
    .toWellFormed();
  const own = tidy.slice(0, QUOTED.exec(tidy)?.index ?? tidy.length);
  return shortened(own) || shortened(tidy);
}

const shortened = (text: string): string => {
  const words = text
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/\s*\n\s*\n\s*/g, '\n\n')
    .trim();
  return words.length > LONGEST ? `${words.slice(0, LONGEST - 1).trimEnd()}…` : words;
};
