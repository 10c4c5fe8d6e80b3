import { onlineManager } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { Spinner } from "../components/spinner.tsx";

const SHOWN_MS = 3_000;

/** Says when the server cannot be reached, and for a moment that it is back. */
export function ConnectionBanner() {
  const online = useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
  );
  const [wasAway, setWasAway] = useState(false);
  useEffect(() => {
    if (!online) {
      setWasAway(true);
      return;
    }
    const timer = setTimeout(() => setWasAway(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [online]);
  return (
    <div role="status" className="sticky top-0 z-30">
      {!online && (
        <p className="flex items-center justify-center gap-2 bg-warn-soft px-4 py-2 text-sm font-medium text-warn">
          <Spinner /> The server cannot be reached. This page goes on by itself once it is back.
        </p>
      )}
      {online && wasAway && (
        <p className="bg-good-soft px-4 py-2 text-center text-sm font-medium text-good">The server is back.</p>
      )}
    </div>
  );
}
