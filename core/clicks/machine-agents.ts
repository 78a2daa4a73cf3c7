/**
 * What machines call themselves: gateways that look at each link, programs that show previews, libraries. Many gateways call themselves a
 * browser; those are told by what they do. Apps of people are none of these: Outlook-iOS, FBAN, GSA.
 */
const MACHINES =
  /bot\b|crawl|spider|slurp|scan|preview|monitor|fetch|http-?client|libwww|lwp|python|curl|wget|\bjava\b|okhttp|go-http|axios|undici|\bnode\b|\bruby\b|\bperl\b|\bphp\b|headless|phantomjs|puppeteer|playwright|selenium|facebookexternalhit|whatsapp|telegram|barracuda|mimecast|proofpoint|trend ?micro|symantec|fireeye|trellix|sophos|ironport|zscaler|netcraft|google-safety|googleimageproxy|yahoomailproxy|appengine|ms-?office|microsoft office|url ?defense|safelinks/i;

/** Only that, and no browser: Apple's prefetching, and scanners that do not take the trouble. */
const NO_BROWSER = /^mozilla\/[45]\.0$/i;

/** Whether it says of itself that it is no person's browser, or says nothing at all. Pure. */
export const isMachine = (agent: string | null): boolean => {
  const said = agent?.trim() ?? '';
  return said === '' || NO_BROWSER.test(said) || MACHINES.test(said);
};
