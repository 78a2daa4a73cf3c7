/** One line for the person who started the stack. Never an address, a key or a query string. */
export type Log = (line: string) => void;
