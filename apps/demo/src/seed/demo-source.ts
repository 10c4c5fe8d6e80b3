/** One source of the demo: what a person would enter to connect it. */
export interface DemoSource {
  /** Id of the source's kind, such as `github`. */
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly credentials: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** The day the story begins, in milliseconds since the epoch; each thing in it happens some hours after the one before. */
export const STORY_START = Date.UTC(2026, 2, 1, 9);
const STEP_MS = 7 * 60 * 60 * 1_000;

/** A clock that moves on by seven hours whenever it is read. */
export function createStoryClock(): () => number {
  let now = STORY_START - STEP_MS;
  return () => {
    now += STEP_MS;
    return now;
  };
}
