import { Hourglass } from "lucide-react";
import type { Job } from "../../api/source.ts";
import { formatClock } from "../format.ts";
import { useNow } from "../use-now.ts";
import { countdownWords } from "./countdown-words.ts";

/** What a run waits for, until when, and how long that is from now. */
export function JobWait({ waiting: { until, reason } }: { readonly waiting: NonNullable<Job["waiting"]> }) {
  const now = useNow(1_000);
  return (
    <p className="flex items-start gap-2 rounded-lg bg-warn-soft px-3 py-2 text-[13px] text-warn">
      <Hourglass aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0 break-words">
        <span className="font-medium">
          {reason.charAt(0).toUpperCase() + reason.slice(1)} until {formatClock(until)}
        </span>
        {/* A screen reader is told once until when, not every second how long still. */}
        <span aria-hidden="true" className="tabular">
          : {countdownWords(Date.parse(until) - now)}
        </span>
      </span>
    </p>
  );
}
