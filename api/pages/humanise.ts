/** 'guide.downloaded' → 'Guide downloaded', 'firstName' → 'First name': a name from code, as people would write it. Pure. */
export function humanise(name: string): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[._-]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A deed with what it was about: 'Guide downloaded (topic: roi)'. Pure. */
export function sayDeed(name: string, props: Readonly<Record<string, unknown>>): string {
  const said = Object.entries(props).flatMap(([key, value]) => {
    const text = sayValue(value);
    return text === undefined ? [] : [`${humanise(key).toLowerCase()}: ${text}`];
  });
  if (said.length === 0) return humanise(name);
  return name === 'identify'
    ? `Told us: ${said.join(', ')}`
    : `${humanise(name)} (${said.join(', ')})`;
}

/** A value for people; what is neither text, number nor yes or no is left out. Pure. */
export function sayValue(value: unknown): string | undefined {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return value.toLocaleString('en', { maximumFractionDigits: 2 });
  if (typeof value !== 'string') return undefined;
  return ISO.test(value) ? `${value.slice(0, 10)} ${value.slice(11, 16)}` : value.slice(0, 200);
}

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
