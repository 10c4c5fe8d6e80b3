const whole = new Intl.NumberFormat("en");
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const moment = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });
const clock = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", hour12: false });
const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "short" });
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "long" });

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `12,345`. */
export function formatCount(value: number): string {
  return whole.format(value);
}

/** `12.3K`. */
export function formatCompact(value: number): string {
  return compact.format(value);
}

/** `1 document`, `12,345 documents`. */
export function formatPlural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** `98.2%`, of a share between 0 and 1; `–` where there is none. */
export function formatShare(share: number | null): string {
  return share === null || Number.isNaN(share) ? "–" : `${(share * 100).toFixed(share === 1 || share === 0 ? 0 : 1)}%`;
}

/** `850 ms`, `12.3 s`, `4 min 5 s`, `2 h 3 min`, of milliseconds. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < SECOND) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < MINUTE) return `${(milliseconds / SECOND).toFixed(milliseconds < 10 * SECOND ? 1 : 0)} s`;
  if (milliseconds < HOUR) {
    const seconds = Math.round((milliseconds % MINUTE) / SECOND);
    return seconds === 0
      ? `${Math.floor(milliseconds / MINUTE)} min`
      : `${Math.floor(milliseconds / MINUTE)} min ${seconds} s`;
  }
  const minutes = Math.round((milliseconds % HOUR) / MINUTE);
  return minutes === 0 ? `${Math.floor(milliseconds / HOUR)} h` : `${Math.floor(milliseconds / HOUR)} h ${minutes} min`;
}

/** `5 minutes ago`, `in 2 hours`. */
export function formatRelative(time: string | number | Date, now = Date.now()): string {
  const distance = new Date(time).getTime() - now;
  const size = Math.abs(distance);
  if (size < 45 * SECOND) return distance > 0 ? "in a moment" : "just now";
  if (size < HOUR) return relative.format(Math.round(distance / MINUTE), "minute");
  if (size < DAY) return relative.format(Math.round(distance / HOUR), "hour");
  if (size < 45 * DAY) return relative.format(Math.round(distance / DAY), "day");
  return moment.format(new Date(time));
}

/** `Nov 22, 2026, 2:05 PM`. */
export function formatMoment(time: string | number | Date): string {
  return moment.format(new Date(time));
}

/** `14:05`. */
export function formatClock(time: string | number | Date): string {
  return clock.format(new Date(time));
}

/** `22 Nov`, as charts label days. */
export function formatDay(time: string | number | Date): string {
  return day.format(new Date(time));
}

/** `850 B`, `12 kB`, `3.4 MB`, of bytes. */
export function formatBytes(bytes: number): string {
  const size = Math.max(0, Math.min(3, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1_000 ** size;
  return `${size === 0 || value >= 10 ? Math.round(value) : value.toFixed(1)} ${["B", "kB", "MB", "GB"][size]}`;
}
