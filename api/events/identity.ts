import { z } from 'zod';
import { emailKey } from '../../store/email-key.ts';
import { findProspect } from '../../store/find-prospect.ts';
import { putProspect } from '../../store/put-prospect.ts';
import type { ApiDeps } from '../deps.ts';
import { address, id } from '../http/fields.ts';
import { Problem } from '../http/problem.ts';

/** Whom an event is about: a prospect's id or an address; Segment's `userId` may hold either. */
export const identityIn = {
  prospect: id.exactOptional(),
  email: address.exactOptional(),
  userId: z.string().min(1).max(320).exactOptional(),
};
type Identity = Readonly<{ prospect?: string; email?: string; userId?: string }>;

/** The id of the prospect meant; somebody unknown with an address is created. Throws a Problem where nobody can be meant. */
export async function prospectMeant(
  { ctx }: Pick<ApiDeps, 'ctx'>,
  said: Identity,
  source: string,
): Promise<string> {
  const { prospect, email } = resolved(said);
  if (prospect === undefined && email === undefined)
    throw new Problem(
      'unknown-identity',
      'Say who: prospect (an id), email, or userId (an id or an address).',
    );
  const found = await findProspect(ctx, email === undefined ? { id: prospect ?? '' } : { email });
  if (found !== undefined && found.erasedAt === null) return found.id;
  if (email === undefined)
    throw new Problem(
      'unknown-identity',
      'There is no prospect with this id. An email would make one.',
      {
        faults: [
          { path: said.prospect === undefined ? '/userId' : '/prospect', what: 'is nobody here.' },
        ],
      },
    );
  return (await putProspect(ctx, { email, source })).id;
}

/** An id goes before an address: it cannot be mistyped into someone else. */
function resolved({ prospect, email, userId }: Identity): Identity {
  if (prospect !== undefined) return { prospect };
  if (userId !== undefined && id.safeParse(userId).success) return { prospect: userId };
  if (email !== undefined) return { email };
  if (userId === undefined) return {};
  if (emailKey(userId) !== undefined) return { email: userId };
  throw new Problem('unknown-identity', 'userId is neither a prospect’s id nor an address.', {
    faults: [{ path: '/userId', what: 'is neither a prospect’s id nor an e-mail address.' }],
  });
}
