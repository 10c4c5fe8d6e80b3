/** An event in Datadog's stream. */
export interface DatadogEvent {
  readonly title: string;
  readonly text: string;
  /** `info` unless given. */
  readonly type?: "error" | "warning" | "info" | "success";
  /** `normal` unless given. */
  readonly priority?: "normal" | "low";
  /** `key:value` each. */
  readonly tags?: readonly string[];
  /** Events of the same key are shown together. */
  readonly aggregationKey?: string;
  /** Now unless given; Datadog takes none older than 18 hours. */
  readonly happenedAt?: Date;
}

/** Most characters Datadog takes (https://docs.datadoghq.com/api/latest/events/, and of tags /getting_started/tagging/). */
export const EVENT_LIMITS = { title: 100, text: 4_000, aggregationKey: 100, tag: 200 } as const;

/** The text, or as much of it as fits, with an ellipsis. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  // Half of a surrogate pair is no character.
  return `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
