/** There is no such import map, or it is no good: what is wrong, where, and how to mend it. */
export class ImportMapProblem extends Error {
  override readonly name = 'ImportMapProblem';
  readonly code: 'unknown-map' | 'bad-map';

  constructor(code: 'unknown-map' | 'bad-map', message: string) {
    super(message);
    this.code = code;
  }
}
