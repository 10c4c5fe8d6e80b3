const wholeName = /^[0-9a-f]{40}$/;

/** How many answers are kept. */
const most = 5_000;

/**
 * Keeps answers about objects that cannot change: those asked for by whole names alone. What is asked for by a branch
 * or another expression is asked again each time.
 */
export function rememberByName<Names extends readonly (string | null | undefined)[], Value>(
  ask: (...names: Names) => Promise<Value>,
): (...names: Names) => Promise<Value> {
  const known = new Map<string, Promise<Value>>();
  return (...names) => {
    if (!names.every((name) => name === null || name === undefined || wholeName.test(name))) return ask(...names);
    const key = names.join(" ");
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    if (known.size >= most) known.clear();
    const value = ask(...names);
    known.set(key, value);
    value.catch(() => known.delete(key));
    return value;
  };
}
