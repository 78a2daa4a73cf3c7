import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { escapeHtml } from './escape-html.ts';
import { brokenFrom, mask, type Masked } from './liquid-tags.ts';
import { withAddresses } from './web-address.ts';

/**
 * The Liquid source of a mail's HTML, each of its links one that is counted (see link-tag.ts): whatever a reader can follow to a web page.
 * Not mailto, tel or our own links, not fonts, and nothing in comments for single mail programs: a parser looks, no pattern. Pure.
 */
export function linkedHtml(html: string): string {
  const masked = mask(html);
  let text = '';
  let from = 0;
  for (const { value, begin, end } of linksIn(masked)) {
    text += `${masked.text.slice(from, begin)}href="${counted(escapeHtml(value))}"`;
    from = end;
  }
  return masked.unmask(text + masked.text.slice(from));
}

/** The same for a text part. Pure. */
export function linkedText(text: string): string {
  const masked = mask(text);
  return masked.unmask(withAddresses(masked, counted));
}

const counted = (target: string): string => `{% link %}${target}{% endlink %}`;

type Link = Readonly<{ value: string; begin: number; end: number }>;

/** In the order of the document, each once: a parser that mends markup may show one twice. */
function linksIn(masked: Masked): readonly Link[] {
  const links = new Map<number, Link>();
  const document = parse(masked.text, { sourceCodeLocationInfo: true });
  for (const element of elementsOf(document)) {
    const value = element.attrs.find(({ name }) => name === 'href')?.value.trim() ?? '';
    const place = element.sourceCodeLocation?.attrs?.['href'];
    if (!READ.has(element.tagName) || place === undefined || !isCounted(value, masked)) continue;
    links.set(place.startOffset, { value, begin: place.startOffset, end: place.endOffset });
  }
  return [...links.values()].toSorted((a, b) => a.begin - b.begin);
}

const READ = new Set(['a', 'area']);

const isCounted = (value: string, masked: Masked): boolean =>
  /^https:\/\//i.test(value) && brokenFrom(value, masked) === undefined;

function* elementsOf(
  node: DefaultTreeAdapterTypes.Node,
): Generator<DefaultTreeAdapterTypes.Element> {
  if ('tagName' in node) yield node;
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsOf(child);
}
