import { startTransition, useEffect, useState } from "react";
import type { Colours } from "./colour-kinds.ts";

/** Longer texts stay plain: colouring them takes longer than anybody waits. */
const COLOURED_MAX_LENGTH = 1_500_000;
/** Texts whose colours are kept: those of a page of hits, and of the documents looked at before. */
const KEPT_MAX = 250;

const kept = new Map<string, Colours | null>();
const waiting = new Map<number, (colours: Colours | null) => void>();
let worker: Worker | undefined;
let asked = 0;

/**
 * The colours of a text in the first language of `languages` that is known; null while they are made, and when there are none.
 * The highlighter is loaded with the first text.
 */
export function useColours(text: string, languages: readonly string[]): Colours | null {
  const key = `${languages.join()}\n${text}`;
  const [made, setMade] = useState<{ readonly key: string; readonly colours: Colours | null } | null>(null);
  useEffect(() => {
    if (kept.has(key) || languages.length === 0 || text.length > COLOURED_MAX_LENGTH) return;
    let wanted = true;
    void colour(text, languages).then((colours) => {
      keep(key, colours);
      // Every line is drawn again: between what somebody does.
      if (wanted) startTransition(() => setMade({ key, colours }));
    });
    return () => {
      wanted = false;
    };
  }, [key]);
  return kept.get(key) ?? (made?.key === key ? made.colours : null);
}

/** Names of the language of a file, the surest first. */
export function languagesOf(path: string | null | undefined, language?: string, format?: string): string[] {
  const name = path?.split("/").at(-1)?.toLowerCase() ?? "";
  const ending = name.includes(".") ? (name.split(".").at(-1) ?? "") : name;
  return [language?.toLowerCase() ?? "", ending, format === "markdown" ? "markdown" : ""].filter((one) => one !== "");
}

function keep(key: string, colours: Colours | null): void {
  kept.set(key, colours);
  const oldest = kept.keys().next().value;
  if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest);
}

function colour(text: string, languages: readonly string[]): Promise<Colours | null> {
  worker ??= startWorker();
  const id = asked++;
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    worker?.postMessage({ id, text, languages });
  });
}

function startWorker(): Worker {
  const started = new Worker(new URL("./colour-worker.ts", import.meta.url), { type: "module" });
  started.addEventListener("message", (event: MessageEvent<{ id: number; colours: Colours | null }>) => {
    waiting.get(event.data.id)?.(event.data.colours);
    waiting.delete(event.data.id);
  });
  // A text that cannot be coloured, or a highlighter that cannot be loaded: what waits stays plain, what comes tries again.
  started.addEventListener("error", () => {
    started.terminate();
    worker = undefined;
    for (const resolve of waiting.values()) resolve(null);
    waiting.clear();
  });
  return started;
}
