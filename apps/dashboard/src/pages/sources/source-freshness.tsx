import { useEffect, useState } from "react";
import type { Source } from "../../api/source.ts";
import { formatMoment } from "../../components/format.ts";
import { freshness } from "./source-state.ts";

const LOOK_MS = 20_000;

/** When a source was synced and when it will be, kept true while it is shown; the exact times on hover. */
export function Freshness({ source, syncing }: { readonly source: Source; readonly syncing: boolean }) {
  const [, look] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => look((count) => count + 1), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  const exact = [
    source.lastSyncAt && `Last ${formatMoment(source.lastSyncAt)}`,
    source.nextSyncAt && `next ${formatMoment(source.nextSyncAt)}`,
  ].filter(Boolean);
  return <span title={exact.join(", ") || undefined}>{freshness(source, { syncing })}</span>;
}
