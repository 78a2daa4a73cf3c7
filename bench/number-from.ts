/** A whole number of the environment, or the usual one. Throws where it is none. */
export function numberFrom(variable: string, usual: number): number {
  const given = Number(process.env[variable] ?? usual);
  if (!Number.isInteger(given) || given < 1) throw new Error(`${variable} must be a whole number.`);
  return given;
}
