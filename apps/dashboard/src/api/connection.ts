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
    try {
      const { ok } = await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(LOOK_MS * 3) });
      if (ok) {
        looking = false;
        onlineManager.setOnline(true);
        return;
      }
    } catch {
      // It is still away.
    }
    setTimeout(look, LOOK_MS);
  };
  setTimeout(look, LOOK_MS);
}

// The browser's own word is about the network; a server on this machine answers without one.
onlineManager.setEventListener(() => () => {});
