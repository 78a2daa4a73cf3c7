/** How people call somebody: by the name they gave, else by their address. Pure. */
export function personName(
  email: string | null,
  traits: Readonly<Record<string, unknown>>,
): string {
  const name = [traits['firstName'], traits['lastName'], traits['name']]
    .filter((part) => typeof part === 'string')
    .slice(0, 2)
    .join(' ')
    .trim();
  return name === '' || name.length > 80 ? (email ?? 'Somebody who was erased') : name;
}
