import { startTransition, useEffect, useState } from "react";
import type { MarkdownPart } from "./markdown-tree.ts";

/** Longer texts are shown as they were written: reading them takes longer than anybody waits. */
export const READ_MAX_LENGTH = 200_000;
/** Longest a text is read, in milliseconds: one that takes longer was made to. */
const READ_MAX_MS = 4_000;
/** Texts that are kept: those of a page of hits, and of the documents looked at before. */
const KEPT_MAX = 40;

/**
 * A text that was read. `odd`: it is put together in a way that cannot be laid out. `unloaded`: what reads it could not be
 * loaded.
 */
export type ReadMarkdown = readonly MarkdownPart[] | "odd" | "unloaded";

const kept = new Map<string, ReadMarkdown>();

/** One that is loaded and has nothing to do, for the next text. */
let idle: Worker | undefined;

/** Reads Markdown in a worker, which is loaded with the first text; undefined while it is read, and for no text. */
export function useMarkdown(text: string | null): ReadMarkdown | undefined {
  const [last, setLast] = useState<{ readonly text: string; readonly read: ReadMarkdown } | null>(null);
  useEffect(() => {
    if (text === null || kept.has(text)) return;
    return readBeside(text, (read) => {
      if (read !== "unloaded") keep(text, read);
      // A whole text is drawn: between what somebody does.
      startTransition(() => setLast({ text, read }));
    });
  }, [text]);
  if (text === null) return undefined;
  return kept.get(text) ?? (last?.text === text ? last.read : undefined);
}

function keep(text: string, read: ReadMarkdown): void {
  kept.set(text, read);
  const oldest = kept.keys().next().value;
  if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest);
}

/** Reads a text in a worker that does nothing else meanwhile; returns what ends it. */
function readBeside(text: string, done: (read: ReadMarkdown) => void): () => void {
  const loaded = idle;
  const worker = loaded ?? new Worker(new URL("./markdown-worker.ts", import.meta.url), { type: "module" });
  idle = undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    clearTimeout(timer);
    worker.onmessage = worker.onerror = null;
  };
  const giveUp = (read: ReadMarkdown) => {
    end();
    worker.terminate();
    done(read);
  };
  const begin = () => {
    timer = setTimeout(giveUp, READ_MAX_MS, "odd");
    worker.postMessage(text);
  };
  worker.onerror = () => giveUp(timer === undefined ? "unloaded" : "odd");
  worker.onmessage = ({ data }: MessageEvent<"ready" | ReadMarkdown>) => {
    if (data === "ready") return begin();
    end();
    if (idle === undefined) idle = worker;
    else worker.terminate();
    done(data);
  };
  if (loaded) begin();
  return () => {
    if (worker.onmessage === null) return;
    end();
    worker.terminate();
  };
}
