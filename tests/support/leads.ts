/** A list as X Education would export it: `count` people who may be written to, as CSV for the map x-education. */
export function leads(count: number): string {
  const columns = [
    'Lead Number',
    'Lead Origin',
    'Lead Source',
    'Do Not Email',
    'Last Activity',
    'Country',
    'City',
    'Specialization',
    'What is your current occupation',
  ];
  const rows = Array.from({ length: count }, (_, i) =>
    [
      i + 1,
      'API',
      'Organic Search',
      'No',
      'Email Opened',
      'India',
      'Pune',
      'Select',
      'Student',
    ].join(),
  );
  return [columns.join(), ...rows].join('\n');
}
