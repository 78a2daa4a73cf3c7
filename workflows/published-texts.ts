/**
 * Hash of a journey version → its frozen JSON. Empty in the source: worker/bundle.ts puts the versions in place of the marker.
 * Texts, not objects: an imported object costs every cached workflow a megabyte, a text costs nothing.
 */
export const texts: Readonly<Record<string, string>> = { '@@published@@': '' };
