/** The series that a mail is a member of, which is the folder of its id; undefined where it stands alone. Pure. */
export function folderOf(mail: string): string | undefined {
  const slash = mail.indexOf('/');
  return slash < 0 ? undefined : mail.slice(0, slash);
}

/** The series among some mails: folder → its members by name, which is the order in which they are drawn. Pure. */
export function seriesOf(
  mails: Pick<ReadonlyMap<string, unknown>, 'keys'>,
): ReadonlyMap<string, readonly string[]> {
  const series = new Map<string, string[]>();
  for (const mail of [...mails.keys()].toSorted()) {
    const folder = folderOf(mail);
    if (folder !== undefined) series.set(folder, [...(series.get(folder) ?? []), mail]);
  }
  return series;
}
