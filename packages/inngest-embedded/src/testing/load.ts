/** A step body that notes how many of it run at once, in all and by key. */
export interface Load {
  readonly most: () => number;
  readonly mostByKey: () => readonly number[];
  run(key?: string): Promise<void>;
}

/** How long bodies wait for `expected` of them to run at once before they go on without, in milliseconds. */
const patienceMs = 2000;
/** How long they stay together then, so that one too many would be seen, in milliseconds. */
const togetherMs = 5;

/** Makes a body that waits until `expected` of it have run at once, so that a slow machine reaches that number too. */
export function createLoad(expected: number): Load {
  const running: string[] = [];
  const mostByKey = new Map<string, number>();
  let most = 0;
  let reach = (): void => {};
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  return {
    most: () => most,
    mostByKey: () => [...mostByKey.values()],
    async run(key = "a") {
      running.push(key);
      most = Math.max(most, running.length);
      mostByKey.set(key, Math.max(mostByKey.get(key) ?? 0, running.filter((other) => other === key).length));
      if (most >= expected) reach();
      await Promise.race([reached, delay(patienceMs)]);
      await delay(togetherMs);
      running.splice(running.indexOf(key), 1);
    },
  };
}
