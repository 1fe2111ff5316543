/** The day of a moment in milliseconds since the epoch, as people write it. */
export function dayInWords(milliseconds: number): string {
  return new Date(milliseconds).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
}
