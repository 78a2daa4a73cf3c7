/** What the types say of a name that is not there, with those that begin alike: one of them was meant, probably. */
export type NoSuch<Noun extends string, Said extends string, Names extends string> = [
  Near<Said, Names>,
] extends [never]
  ? `there is no ${Noun} '${Said}'`
  : `there is no ${Noun} '${Said}': did you mean '${Near<Said, Names>}'?`;

/** The names that begin with the same three letters; if there are none with two, or with one. */
type Near<
  Said extends string,
  Names extends string,
> = Said extends `${infer A}${infer B}${infer C}${string}`
  ? Or<
      Extract<Names, `${A}${B}${C}${string}`>,
      Or<Extract<Names, `${A}${B}${string}`>, Extract<Names, `${A}${string}`>>
    >
  : never;
type Or<A, B> = [A] extends [never] ? B : A;
