import { onlineManager } from "@tanstack/react-query";

const LOOK_MS = 1_000;

let looking = false;

/**
 * Says that a request did not reach the server. Queries wait from now on; the server is looked for every second, and once
 * it answers they all go on by themselves.
 */
export function serverLost(): void {
  onlineManager.setOnline(false);
  if (looking) return;
  looking = true;
  const look = async () => {
    if (await answers()) {
      looking = false;
      onlineManager.setOnline(true);
    } else setTimeout(look, LOOK_MS);
  };
  setTimeout(look, LOOK_MS);
}

/** Settles as soon as the server answers. */
export async function serverThere(): Promise<void> {
  if (await answers()) return;
  serverLost();
  await new Promise<void>((resolve) => {
    const stop = onlineManager.subscribe((online) => {
      if (!online) return;
      stop();
      resolve();
    });
  });
}

async function answers(): Promise<boolean> {
  try {
    return (await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(LOOK_MS * 3) })).ok;
  } catch {
    return false;
  }
}

// The browser's own word is about the network; a server on this machine answers without one.
onlineManager.setEventListener(() => () => {});
