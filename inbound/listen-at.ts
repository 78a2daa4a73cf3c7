export type ListenAt = Readonly<{ host: string; port: number }>;

/** Reads PERENNIAL_INBOUND, `host:port` or `[::1]:port`. Throws an Error that names the variable and never its value. */
export function parseInbound(text: string): ListenAt {
  const [, bracketed, plain, digits] =
    /^(?:\[([0-9a-f:]+)\]|([\w.-]+)):(\d{1,5})$/i.exec(text.trim()) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  if (host === undefined || port > 65_535)
    throw new Error('PERENNIAL_INBOUND is no host and port. Write them as in 127.0.0.1:2525.');
  return { host, port };
}
