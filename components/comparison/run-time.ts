/** When a run began, in milliseconds: short enough for a list, and exact enough to tell two runs apart. */
export function runTime(startedAt: number): string {
  return new Date(startedAt).toLocaleString('en-GB', { dateStyle: 'short', timeStyle: 'medium' });
}
