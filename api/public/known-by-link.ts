import { findProspect, type ProspectView } from '../../store/find-prospect.ts';
import type { PageWords } from '../../core/page-words/page-words.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../http/problem.ts';

/** Whose link it is. Throws a `Problem` where it is not one that we signed for this purpose, or there is nothing left to choose. */
export async function knownByLink(
  { ctx, links }: ApiDeps,
  purpose: 'u' | 'p',
  token: string,
): Promise<ProspectView> {
  const id = links.read(purpose, token);
  const prospect = id === undefined ? undefined : await findProspect(ctx, { id });
  const isGone = purpose === 'p' && prospect !== undefined && prospect.erasedAt !== null;
  if (prospect !== undefined && !isGone) return prospect;
  throw new Problem(
    'unknown-link',
    'This link is not one of ours, or part of it is missing. Copy the whole link from the mail, or simply reply to it.',
  );
}

/** Enough to know one's own address, not enough for whoever a mail was forwarded to. */
export const maskedAddress = ({ email }: ProspectView, words: PageWords): string =>
  email === null ? words.yourAddress : email.replace(/^(.).*(@.*)$/, '$1•••$2');
