/** What is used of a budget in a stretch of time: it begins with the first look at it after the last one ended. */
export interface UsageWindow {
  used(): number;
  /** Milliseconds since the epoch. */
  endsAt(): number;
  add(amount: number): void;
}

/** Makes one; its first stretch begins with the first look. */
export function createUsageWindow(milliseconds: number, now: () => number): UsageWindow {
  let current = { endsAt: Number.NEGATIVE_INFINITY, used: 0 };
  const look = () => {
    if (now() >= current.endsAt) current = { endsAt: now() + milliseconds, used: 0 };
    return current;
  };
  return {
    used: () => look().used,
    endsAt: () => look().endsAt,
    add(amount) {
      look().used += amount;
    },
  };
}
