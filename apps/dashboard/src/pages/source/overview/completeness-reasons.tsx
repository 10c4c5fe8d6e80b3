import { Link } from "@tanstack/react-router";
import type { Completeness } from "../../../api/source.ts";
import { Badge, type Tone } from "../../../components/badge.tsx";
import { formatCount } from "../../../components/format.ts";

type Reason = Completeness["reasons"][number];

const words: Record<Reason["status"], { readonly name: string; readonly tone: Tone }> = {
  failed: { name: "Failed", tone: "bad" },
  pending: { name: "Waiting", tone: "info" },
  skipped: { name: "Skipped", tone: "neutral" },
  unrecorded: { name: "Not recorded", tone: "warn" },
  gone: { name: "Gone there", tone: "warn" },
};

/** Why documents cannot be found, or are held although they are gone: each reason with its documents to look at. */
export function CompletenessReasons({
  reasons,
  sourceId,
}: {
  readonly reasons: Completeness["reasons"];
  readonly sourceId: string;
}) {
  return (
    <div className="border-t border-line px-4 py-4 sm:px-5">
      <h3 className="text-sm font-semibold">Why the figures differ</h3>
      <ul className="mt-2 divide-y divide-line">
        {reasons.map((reason) => {
          const { status, code, message, count } = reason;
          const { name, tone } = words[status];
          return (
            <li key={`${status} ${code}`} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-2.5 last:pb-0">
              <span className="flex w-32 items-baseline gap-2 max-sm:w-full">
                <span className="min-w-8 text-right text-sm font-semibold tabular max-sm:text-left">
                  {formatCount(count)}
                </span>
                <Badge tone={tone}>{name}</Badge>
              </span>
              <span className="min-w-0 flex-1 basis-64 text-sm break-words text-ink-2">{message}</span>
              {isListed(status) && (
                <Link
                  to="/sources/$sourceId/documents"
                  params={{ sourceId }}
                  search={{ status, code }}
                  className="min-h-6 text-[13px] font-medium text-accent hover:underline"
                >
                  Show {count === 1 ? "it" : "them"}
                  <span className="sr-only">
                    : {formatCount(count)} {name.toLowerCase()}, {code}
                  </span>
                </Link>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function isListed(status: Reason["status"]): boolean {
  return status === "failed" || status === "pending" || status === "skipped";
}
