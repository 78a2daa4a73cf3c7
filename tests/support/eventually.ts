/**
 * Resolves with what `look` answers once it throws no more; rejects with its last error after `ms`. For what can only be seen, not
 * awaited: a row another process writes, a mail that arrives.
 */
export async function eventually<T>(look: () => T | Promise<T>, ms = 20_000): Promise<T> {
  const until = performance.now() + ms;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (performance.now() > until) throw error;
    }
    await new Promise((done) => setTimeout(done, 20));
  }
}
