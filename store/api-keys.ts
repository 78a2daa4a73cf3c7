import { createHash } from 'node:crypto';
import type { Ctx } from './ctx.ts';

/** Keeps the hash of a key, never the key: 128 random bits need no salt. Told twice, it changes the name. */
export async function addApiKey(ctx: Ctx, key: string, name: string): Promise<void> {
  await ctx.db
    .insertInto('api_keys')
    .values({ hash: hashOf(key), name })
    .onConflict((conflict) => conflict.column('hash').doUpdateSet({ name }))
    .execute();
}

export async function knowsApiKey(ctx: Ctx, key: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('api_keys')
    .select('name')
    .where('hash', '=', hashOf(key))
    .executeTakeFirst();
  return row !== undefined;
}

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');
