const latestDate = 8.64e12;
// The year 11476 in seconds, 1979 in milliseconds; above the year 9999, which some use for "never".
const probablyMilliseconds = 3e11;

/** Whether a number can be meant as a NumericDate in seconds, rather than as milliseconds. */
export function isPlausibleTime(seconds: number): boolean {
  return Math.abs(seconds) < probablyMilliseconds;
}

/**
 * Local date and time of a NumericDate (seconds, RFC 7519 §2): `21 Nov 2026, 15:04:12`. A value that
 * is no date, or that looks like milliseconds, is said to be so. Never throws.
 *
 * @param locale BCP 47 tag; by default British English, to go with the words around it
 * @param timeZone IANA name; by default that of the machine
 */
export function formatLocalTime(seconds: number, locale = 'en-GB', timeZone?: string): string {
  if (isPlausibleTime(seconds)) return formatDate(seconds, locale, timeZone);
  return Math.abs(seconds) <= latestDate
    ? `no date in seconds: looks like milliseconds (${formatDate(seconds / 1000, locale, timeZone)})`
    : `no date: ${seconds}`;
}

/**
 * A NumericDate (seconds) in UTC: `2026-11-21 15:04:12 UTC`; of milliseconds the time they are meant
 * as. Undefined for a value that is no date.
 */
export function formatUtcTime(seconds: number): string | undefined {
  const date = new Date(isPlausibleTime(seconds) ? seconds * 1000 : seconds);
  if (Number.isNaN(date.getTime())) return undefined;
  const [day = '', time = ''] = date.toISOString().split('T');
  return `${day} ${time.slice(0, 8)} UTC`;
}

/**
 * How far a NumericDate (seconds) is from now (milliseconds): `in 59:48`, `in 3 h 12 min`, `in 5 d`,
 * `12 s ago`, `now`; `no date` for what is none.
 */
export function formatRelative(seconds: number, nowMs: number): string {
  const left = seconds - nowMs / 1000;
  if (!Number.isFinite(left) || !isPlausibleTime(seconds)) return 'no date';
  if (Math.abs(left) < 1) return 'now';
  if (left > 0)
    return `in ${left <= 3599 ? formatCountdown(left) : formatDuration(Math.ceil(left))}`;
  return `${formatDuration(Math.floor(-left))} ago`;
}

/** What is left of a number of seconds: `59:48`, `1:02:03`, `3 d 4 h`; `0:00`, never negative. */
export function formatCountdown(seconds: number): string {
  // Rounded up, so that 0:00 appears when the time is over and not a second before.
  const left = Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : 0;
  const { days, hours, minutes, rest } = split(left);
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return `${hours}:${twoDigits(minutes)}:${twoDigits(rest)}`;
  return `${minutes}:${twoDigits(rest)}`;
}

function formatDuration(seconds: number): string {
  const { days, hours, minutes, rest } = split(seconds);
  if (days >= 730) return `${Math.floor(days / 365)} y`;
  if (days > 0) return `${days} d`;
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  return minutes > 0 ? `${minutes} min` : `${rest} s`;
}

function formatDate(seconds: number, locale: string, timeZone: string | undefined): string {
  const date = new Date(seconds * 1000);
  try {
    const style = { dateStyle: 'medium', timeStyle: 'medium' } as const;
    return new Intl.DateTimeFormat(
      locale,
      timeZone === undefined ? style : { ...style, timeZone },
    ).format(date);
  } catch {
    return date.toISOString();
  }
}

function split(seconds: number): {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly rest: number;
} {
  return {
    days: Math.floor(seconds / 86_400),
    hours: Math.floor((seconds % 86_400) / 3600),
    minutes: Math.floor((seconds % 3600) / 60),
    rest: seconds % 60,
  };
}

function twoDigits(value: number): string {
  return `${value}`.padStart(2, '0');
}
